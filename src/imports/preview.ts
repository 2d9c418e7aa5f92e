import type { Refusal } from '../kernel/index.ts'
import type { CountRole, Role } from './mapping.ts'
import type { RejectReason } from './row-block.ts'

/** What a file is taken for, over its first rows, before anything is kept. */
export interface Preview {
  /** What was detected: `CSV ";" windows-1252`. */
  readonly described: string
  readonly columns: readonly PreviewColumn[]
  /** The rows that were looked at. */
  readonly rows: number
  /** The cells of the first of them, by column. */
  readonly head: readonly { readonly line: number; readonly cells: readonly string[] }[]
  readonly mapping: readonly Mapped[]
  /** Roles without which no row can become anything; `case` stands for a case or a person. */
  readonly missing: readonly (Role | CountRole)[]
  readonly dates: PreviewDates | null
  readonly channels: readonly PreviewChannel[]
  /** What the first rows become; none where a role is missing. */
  readonly becomes: readonly Becoming[]
  /** Why the file cannot be read as it is chosen. */
  readonly refusal: Refusal | null
}

export interface PreviewColumn {
  readonly name: string
  /** Cells that are there, among the rows looked at. */
  readonly filled: number
  readonly distinct: number
}

export interface Mapped {
  readonly role: Role | CountRole
  readonly column?: string
  readonly value?: string
  readonly guessed: boolean
}

export interface PreviewDates {
  /** Whether the order of day and month is known where it matters. `both`: some dates say the one, some the other. */
  readonly order: 'clear' | 'unknown' | 'both'
  /** A date that shows the doubt, as the file has it. */
  readonly example: string | null
  /** Whether the times carry their own zone; else they are read in `zone`. */
  readonly zoned: boolean
  readonly zone: string
}

export interface PreviewChannel {
  readonly word: string
  readonly rows: number
  /** The channel of the vocabulary that it is taken for; null where it is kept as it is. */
  readonly meant: string | null
}

/** A row as it will be kept, or why it will not. */
export interface Becoming {
  readonly line: number
  readonly rejected?: RejectReason
  readonly cells?: Readonly<Record<string, string>>
}
