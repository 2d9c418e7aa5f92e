import { Refused } from '../kernel/index.ts'
import { namedDelimiter } from './dialect.ts'
import type { Choice, Choices, CountRole, Role } from './mapping.ts'
import { isZone } from './zone.ts'

/** What a person has chosen on the screen of an import; what is left out is guessed. */
export interface Chosen {
  /** Columns by role; an empty name says that there is none, and stops guessing. */
  readonly columns?: Readonly<Partial<Record<Role | CountRole, string>>>
  /** One value for every row. */
  readonly values?: Readonly<Partial<Record<Role | CountRole, string>>>
  readonly zone?: string
  /** `dmy`, `mdy`, or a pattern such as `dd/MM/yyyy HH:mm`. */
  readonly dateFormat?: string
  readonly allowDates?: boolean
  readonly delimiter?: string
  readonly party?: 'own' | 'third'
  /** The file's own words for channels, and the channels they mean. */
  readonly channels?: Readonly<Record<string, string>>
  /** The rows are counts without persons. */
  readonly aggregate?: boolean
}

export const unknownZone = (zone: string) =>
  new Refused({
    code: 'unknown-zone',
    what: { fr: `Le fuseau « ${zone} » est inconnu.`, en: `The time zone "${zone}" is unknown.` },
    remedy: { fr: 'Écrivez par exemple Europe/Paris.', en: 'Write for example Europe/Paris.' },
  })

/** The same as the import itself takes it. */
export const choicesFrom = (chosen: Chosen): Choices => {
  const { columns = {}, values = {}, zone, dateFormat, delimiter } = chosen
  if (zone !== undefined && !isZone(zone)) throw unknownZone(zone)
  const roles: Record<string, Choice> = {}
  for (const [role, column] of Object.entries(columns)) roles[role] = { column, said: {} }
  for (const [role, value] of Object.entries(values)) if (value !== '') roles[role] = { value, said: {} }
  return {
    roles,
    exact: false,
    where: [],
    allowDates: chosen.allowDates === true,
    party: chosen.party ?? 'own',
    channels: chosen.channels ?? {},
    ...(zone !== undefined && { zone }),
    ...(dateFormat !== undefined && { dateFormat }),
    ...(delimiter !== undefined && { delimiter: namedDelimiter(delimiter) }),
  }
}
