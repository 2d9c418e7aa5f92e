import { PLACES } from './beliefs.ts'
import { CROSSED, EXACT, LEVELS, MISSING } from './comparisons.ts'
import type { Weights } from './estimate.ts'
import { homely, sharedBy, TWINS } from './homes.ts'
import type { Compare } from './levels.ts'
import type { RecordColumn } from './records.ts'

/** The probability that two records are one person; 0 as soon as it cannot reach `atLeast` any more. */
export type Score = (i: number, j: number, atLeast?: number) => number

/** Exact agreement on a rare value says more than on a common one: u becomes the value's own frequency. */
export const exactFactor = (m: number, filled: number, count: number): number =>
  (m * Math.max(filled, 2)) / Math.max(count, 2)

/** What of the records a score looks at. */
interface Scored {
  readonly size: number
  readonly columns: readonly RecordColumn[]
}

const weighed = ({ size, columns }: Scored, comparisons: readonly Compare[], { m, u }: Weights) => {
  const each = columns.map((column, c) => {
    const logs = Float64Array.from({ length: LEVELS }, (_, l) => Math.log((m[c]?.[l] ?? 1) / (u[c]?.[l] ?? 1)))
    const filled = size - (column.counts[0] ?? 0)
    const ofExact = (count: number) => Math.log(exactFactor(m[c]?.[EXACT] ?? 1, filled, count))
    return {
      compare: comparisons[c] ?? (() => MISSING),
      codes: column.codes,
      logs,
      exact: Float64Array.from(column.counts, ofExact),
      most: Math.max(0, ...logs, ofExact(2)),
      /** The most that values which differ can say. */
      inexact: Math.max(...logs.subarray(0, EXACT), 0),
      /** Names may stand in each other's place where one is missing. */
      absent: column.role === 'given-name' ? Math.max(logs[CROSSED] ?? 0, 0) : 0,
      place: PLACES.has(column.role),
      twins: sharedBy(column.role) === 'by-twins',
      /** What is added to what a level says, for two of one home; nothing is said of them where there is none. */
      home: Float64Array.from({ length: LEVELS }, (_, l) => Math.log(homely(sharedBy(column.role), m[c], l))),
    }
  })
  // The columns that can say most come first, so that most pairs are given up after a few.
  return each.sort((a, b) => b.most - a.most)
}

/**
 * The weights of matching as a score over pairs of records. Which values are the same is told by their codes alone: what
 * the others could say at most is reckoned first, and each comparison is made only while the pair can still be one.
 */
export const scorer = (records: Scored, comparisons: readonly Compare[], weights: Weights): Score => {
  const { lambda, home } = weights
  const strangers = 1 - lambda - home
  const prior = Math.log(lambda / strangers)
  const [homes, twins] = [(home * (1 - TWINS)) / strangers, (home * TWINS) / strangers]
  const columns = weighed(records, comparisons, weights)
  const hoped = new Float64Array(columns.length)
  /** The most that a pair can come to, and of each column. */
  const hope = (i: number, j: number): number => {
    let most = prior
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]
      if (!column) break
      const [a, b] = [column.codes[i] ?? 0, column.codes[j] ?? 0]
      const mine = a === 0 || b === 0 ? column.absent : a === b ? (column.exact[a] ?? 0) : column.inexact
      hoped[c] = mine
      most += mine
    }
    return most
  }
  return (i, j, atLeast = 0) => {
    const needed = atLeast > 0 ? Math.log(atLeast / (1 - atLeast)) - 1e-9 : Number.NEGATIVE_INFINITY
    let most = hope(i, j)
    if (most < needed) return 0
    let weight = prior
    let [atHome, byTwins] = [0, 0]
    let place = 0
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]
      if (!column) break
      const level = column.compare(i, j)
      let mine = 0
      if (level !== MISSING)
        mine = level === EXACT ? (column.exact[column.codes[i] ?? 0] ?? 0) : (column.logs[level] ?? 0)
      if (column.place && mine > 0) {
        const more = Math.max(0, mine - place)
        place += more
        mine = more
      }
      weight += mine
      const more = level === MISSING ? Number.NEGATIVE_INFINITY : (column.home[level] ?? Number.NEGATIVE_INFINITY)
      if (more > Number.NEGATIVE_INFINITY) {
        atHome += mine + more
        byTwins += mine + more
      } else if (column.twins) byTwins += mine
      most += mine - (hoped[c] ?? 0)
      if (most < needed) return 0
    }
    return 1 / (1 + Math.exp(-weight) * (1 + homes * Math.exp(atHome) + twins * Math.exp(byTwins)))
  }
}
