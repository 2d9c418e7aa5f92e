import { EXACT } from './comparisons.ts'
import type { Weights } from './estimate.ts'
import type { Role } from './normalise.ts'
import type { Records } from './records.ts'
import { exactFactor } from './scoring.ts'
import { textAt } from './texts.ts'

/** What matching learnt of a column, apart from the records that it was learnt from. */
export interface ModelColumn {
  readonly name: string
  readonly role: Role
  readonly m: readonly number[]
  readonly u: readonly number[]
  /** How many records have a value. */
  readonly filled: number
  /** How many have each of the commonest; of the others so many at most. */
  readonly counts: Readonly<Record<string, number>>
  readonly rare: number
}

/** What matching learnt, to be used on records that come later. */
export interface Model {
  readonly columns: readonly ModelColumn[]
  readonly lambda: number
  readonly home: number
  readonly records: number
}

/** Values whose frequency is remembered. */
const COMMONEST = 5_000

export const modelOf = ({ columns, ids }: Records, { m, u, lambda, home }: Weights, most = COMMONEST): Model => ({
  columns: columns.map(({ name, role, texts, counts }, c) => {
    const codes = Array.from(counts, (_, code) => code)
      .filter((code) => code !== 0 && (counts[code] ?? 0) > 2)
      .sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0) || one - other)
    const common = codes.slice(0, most)
    return {
      name,
      role,
      m: [...(m[c] ?? [])],
      u: [...(u[c] ?? [])],
      filled: ids.length - (counts[0] ?? 0),
      counts: Object.fromEntries(common.map((code) => [`=${textAt(texts, code)}`, counts[code] ?? 0])),
      rare: codes.length > most ? (counts[codes[most] ?? 0] ?? 2) : 2,
    }
  }),
  lambda,
  home,
  records: ids.length,
})

/** How much likelier a level of agreement is for one person than for two; exact agreement by the value's frequency. */
export const factorOf = ({ m, u, filled, counts, rare }: ModelColumn, level: number, value: string): number =>
  level === EXACT ? exactFactor(m[EXACT] ?? 1, filled, counts[`=${value}`] ?? rare) : (m[level] ?? 1) / (u[level] ?? 1)
