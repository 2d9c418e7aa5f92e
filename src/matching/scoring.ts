import { EXACT, LEVELS, MISSING } from './comparisons.ts'
import type { Weights } from './estimate.ts'
import { sharedBy, TWINS } from './homes.ts'
import type { Compare } from './levels.ts'
import type { Role } from './normalise.ts'
import type { Records } from './records.ts'

/** Where someone lives, said several times: agreement counts once. */
export const PLACES: ReadonlySet<Role> = new Set<Role>(['city', 'postcode', 'region'])

/** The probability that two records are one person; 0 as soon as it cannot reach `atLeast` any more. */
export type Score = (i: number, j: number, atLeast?: number) => number

/** Exact agreement on a rare value says more than on a common one: u becomes the value's own frequency. */
export const exactFactor = (m: number, filled: number, count: number): number =>
  (m * Math.max(filled, 2)) / Math.max(count, 2)

/** The weights of matching as a score over pairs of records. */
export const scorer = (records: Records, comparisons: readonly Compare[], { m, u, lambda, home }: Weights): Score => {
  const size = records.ids.length
  const strangers = 1 - lambda - home
  const prior = Math.log(lambda / strangers)
  const [homes, twins] = [(home * (1 - TWINS)) / strangers, (home * TWINS) / strangers]
  const columns = records.columns.map((column, c) => {
    const logs = Float64Array.from({ length: LEVELS }, (_, l) => Math.log((m[c]?.[l] ?? 1) / (u[c]?.[l] ?? 1)))
    const filled = size - (column.counts[0] ?? 0)
    const ofExact = (count: number) => Math.log(exactFactor(m[c]?.[EXACT] ?? 1, filled, count))
    return {
      compare: comparisons[c] ?? (() => MISSING),
      codes: column.codes,
      logs,
      exact: Float64Array.from(column.counts, ofExact),
      most: Math.max(0, ...logs, ofExact(2)),
      place: PLACES.has(column.role),
      shared: sharedBy(column.role),
    }
  })
  // The columns that can say most come first, so that most pairs are given up after a few.
  columns.sort((a, b) => b.most - a.most)
  const reachable = columns.map((_, c) => columns.slice(c + 1).reduce((sum, { most }) => sum + most, 0))
  return (i, j, atLeast = 0) => {
    const needed = atLeast > 0 ? Math.log(atLeast / (1 - atLeast)) : Number.NEGATIVE_INFINITY
    let weight = prior
    let [atHome, byTwins] = [0, 0]
    let place = 0
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]
      if (!column) break
      const level = column.compare(i, j)
      if (level === MISSING) continue
      let mine = level === EXACT ? (column.exact[column.codes[i] ?? 0] ?? 0) : (column.logs[level] ?? 0)
      if (column.place && mine > 0) {
        const more = Math.max(0, mine - place)
        place += more
        mine = more
      }
      weight += mine
      if (column.shared === 'at-home') atHome += mine
      if (column.shared !== 'by-nobody') byTwins += mine
      if (weight + (reachable[c] ?? 0) < needed) return 0
    }
    return 1 / (1 + Math.exp(-weight) * (1 + homes * Math.exp(atHome) + twins * Math.exp(byTwins)))
  }
}
