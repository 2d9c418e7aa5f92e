import type { Condition, Party } from '../events/index.ts'

/** What a column may be for an event. */
export const ROLES = ['case', 'event', 'time', 'profile', 'channel', 'id', 'order', 'store', 'adviser'] as const
export type Role = (typeof ROLES)[number]

/** What a column may be for a count without persons (`--aggregate`). */
export const COUNT_ROLES = [
  'touchpoint',
  'channel',
  'store',
  'from',
  'to',
  'count',
  'medianSeconds',
  'satisfactionN',
  'satisfactionMean',
] as const
export type CountRole = (typeof COUNT_ROLES)[number]

/** Where a person said a thing: the mapping file and its line, or the command line. */
export interface Said {
  readonly file?: string
  readonly line?: number
}

/** A column named for a role, or one value for every row. An empty column says that there is none, and stops guessing. */
export type Choice = { readonly column: string; readonly said: Said } | { readonly value: string; readonly said: Said }

/** What a person has chosen; what is left open is guessed, unless the mapping is exact. */
export interface Choices {
  readonly roles: Readonly<Partial<Record<Role | CountRole, Choice>>>
  /** Comes from `--mapping`: nothing is guessed. */
  readonly exact: boolean
  readonly where: readonly { readonly condition: Condition; readonly said: Said }[]
  readonly zone?: string
  readonly dateFormat?: string
  readonly allowDates: boolean
  readonly delimiter?: string
  readonly encoding?: string
  readonly party: Party
  /** A source's own words for channels, and the channels they mean. */
  readonly channels: Readonly<Record<string, string>>
}

export const NO_CHOICES: Choices = { roles: {}, exact: false, where: [], allowDates: false, party: 'own', channels: {} }

/** Columns by role, each known to be in the file, and the values that stand for a whole file. */
export interface Mapping {
  readonly columns: Readonly<Partial<Record<Role, string>>>
  readonly values: Readonly<Partial<Record<Role, string>>>
  readonly guessed: ReadonlySet<Role>
}
