import { done, type Outcome, refuse } from '../kernel/index.ts'
import { readDocument } from './document.ts'
import type { Finding } from './finding.ts'
import type { JourneyMap } from './map.ts'
import type { Positions } from './position.ts'
import { validate } from './validate.ts'

/** A map read from a file, with the place of each of its parts. */
export interface MapText {
  readonly map: JourneyMap
  readonly positions: Positions
}

/** Reads a map in YAML or JSON. A file that breaks the format is refused with its first error; `check` gives them all. */
export const readMap = (text: string, file: string): Outcome<MapText> => {
  const document = readDocument(text, file)
  if (!document.ok) return document
  const { value, positions } = document.value
  const answer = validate(value, positions, file)
  return 'map' in answer ? done({ map: answer.map, positions }) : refuse(refusalOf(answer.findings))
}

const refusalOf = (findings: readonly Finding[]) => {
  const [first] = findings
  if (!first) throw new Error('A map that breaks the schema has at least one finding')
  const others = findings.length - 1
  const more = others === 0 ? '' : ` (+${others})`
  return {
    code: first.code,
    what: { fr: first.what.fr + more, en: first.what.en + more },
    remedy:
      others === 0
        ? first.remedy
        : {
            fr: `${first.remedy.fr} « parcours map check » montre toutes les erreurs.`,
            en: `${first.remedy.en} "parcours map check" shows every error.`,
          },
    at: first.at,
  }
}
