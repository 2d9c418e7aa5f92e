import { readFileSync } from 'node:fs'
import { Refused } from '../kernel/index.ts'
import { parseCellCondition } from './cell-filter.ts'
import { namedDelimiter } from './dialect.ts'
import { namedEncoding } from './encoding.node.ts'
import { type Choice, type Choices, COUNT_ROLES, NO_CHOICES, ROLES } from './mapping.ts'
import { readMapping } from './mapping-file.ts'
import { isZone } from './zone.ts'

/** The options of `parcours import` that say how rows are read. */
export interface ImportOptions {
  readonly [role: string]: unknown
  readonly mapping?: string
  readonly where?: readonly string[]
  readonly zone?: string
  readonly dateFormat?: string
  readonly allowDates?: boolean
  readonly delimiter?: string
  readonly encoding?: string
  readonly party?: string
}

const mappingOf = (file: string): Choices => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new Refused({
      code: 'no-such-file',
      what: { fr: 'Ce fichier de correspondance ne peut pas être lu.', en: 'This mapping file cannot be read.' },
      remedy: { fr: 'Vérifiez le chemin donné à --mapping.', en: 'Check the path given to --mapping.' },
      at: { file },
    })
  }
  return readMapping(text, file)
}

const knownZone = (zone: string): string => {
  if (isZone(zone)) return zone
  throw new Refused({
    code: 'unknown-zone',
    what: { fr: `Le fuseau « ${zone} » est inconnu.`, en: `The time zone "${zone}" is unknown.` },
    remedy: { fr: 'Écrivez par exemple --zone Europe/Paris.', en: 'Write for example --zone Europe/Paris.' },
  })
}

/** What the person chose: the mapping file, then the options, which win. */
export const choicesOf = (options: ImportOptions): Choices => {
  const base = options.mapping === undefined ? NO_CHOICES : mappingOf(options.mapping)
  const roles: Record<string, Choice> = { ...base.roles }
  for (const role of new Set([...ROLES, ...COUNT_ROLES])) {
    const column = options[role]
    if (typeof column === 'string') roles[role] = { column, said: {} }
  }
  const zone = options.zone ?? base.zone
  const delimiter = options.delimiter ?? base.delimiter
  const encoding = options.encoding ?? base.encoding
  const dateFormat = options.dateFormat ?? base.dateFormat
  return {
    ...base,
    roles,
    where: [...base.where, ...(options.where ?? []).map((text) => ({ condition: parseCellCondition(text), said: {} }))],
    allowDates: options.allowDates ?? base.allowDates,
    party: options.party === 'third' ? 'third' : base.party,
    ...(zone !== undefined && { zone: knownZone(zone) }),
    ...(delimiter !== undefined && { delimiter: namedDelimiter(delimiter) }),
    ...(encoding !== undefined && { encoding: namedEncoding(encoding) }),
    ...(dateFormat !== undefined && { dateFormat }),
  }
}
