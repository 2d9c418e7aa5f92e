import { checkMeasures } from './check-measures.ts'
import { checkParent, type KnownMaps } from './check-parent.ts'
import { checkReferences } from './check-references.ts'
import { checkStructure } from './check-structure.ts'
import { readDocument } from './document.ts'
import type { Finding } from './finding.ts'
import type { JourneyMap } from './map.ts'
import { type Positions, placeOf } from './position.ts'
import type { MapText } from './read.ts'
import { inFileOrder, validate } from './validate.ts'

/** What a check found, in the order of the file; `read` where the file is a map at all. */
export interface Checked {
  readonly read?: MapText
  readonly findings: readonly Finding[]
}

const NO_OTHER_MAP: KnownMaps = () => undefined

/** Everything there is to say about a map that follows the schema. */
export const checkMap = (
  map: JourneyMap,
  positions: Positions,
  file: string,
  known: KnownMaps = NO_OTHER_MAP,
): readonly Finding[] =>
  [...checkReferences(map), ...checkStructure(map), ...checkMeasures(map), ...checkParent(map, known)]
    .map((remark) => ({ ...remark, at: placeOf(positions, file, remark.path) }))
    .sort(inFileOrder)

/** Checks a file's text: whether it can be read, whether it follows the schema, and what its content lacks. */
export const checkText = (text: string, file: string, known: KnownMaps = NO_OTHER_MAP): Checked => {
  const document = readDocument(text, file)
  if (!document.ok) {
    const { code, what, remedy, at = { file } } = document.refusal
    const both = (words: typeof what) => (typeof words === 'string' ? { fr: words, en: words } : words)
    return { findings: [{ code, severity: 'error', path: '', at, what: both(what), remedy: both(remedy) }] }
  }
  const { value, positions } = document.value
  const answer = validate(value, positions, file)
  if ('findings' in answer) return answer
  const { map } = answer
  return { read: { map, positions }, findings: checkMap(map, positions, file, known) }
}

/** Whether a map may be used: nothing found in it is an error. */
export const sound = (findings: readonly Finding[]): boolean => findings.every(({ severity }) => severity !== 'error')
