import { LEVELS, MISSING } from './comparisons.ts'
import { type Odds, type Shared, TWINS } from './homes.ts'

/** For each column, the probability of each level of agreement among matches (m) and among others (u). */
export interface Weights {
  readonly m: readonly Float64Array[]
  readonly u: readonly Float64Array[]
  /** The probability that two records taken at random match. */
  readonly lambda: number
  /** The probability that they are two people of one home. */
  readonly home: number
}

/** How often each pattern of levels occurs among the pairs of one blocking rule. */
export interface Patterns {
  /** The columns that the rule makes agree: its pairs teach nothing of them. */
  readonly columns: readonly number[]
  readonly counts: ReadonlyMap<number, number>
}

const BASE = LEVELS + 1

/** A pattern of levels as one number; missing is its own digit. At most 19 columns fit exactly. */
export const patternOf = (levels: Uint8Array): number => {
  let pattern = 0
  for (let c = levels.length - 1; c >= 0; c--) {
    const level = levels[c] ?? MISSING
    pattern = pattern * BASE + (level === MISSING ? LEVELS : level)
  }
  return pattern
}

export const levelsOf = (pattern: number, columns: number): Uint8Array => {
  const levels = new Uint8Array(columns)
  let rest = pattern
  for (let c = 0; c < columns; c++) {
    const digit = rest % BASE
    levels[c] = digit === LEVELS ? MISSING : digit
    rest = (rest - digit) / BASE
  }
  return levels
}

const distribution = (counts: Float64Array, floor: number): Float64Array => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const smoothed = counts.map((count) => Math.max(count / Math.max(total, 1), floor))
  const sum = smoothed.reduce((all, share) => all + share, 0)
  return smoothed.map((share) => share / sum)
}

/** u: levels among random pairs, less the matches that chance brings among them (their share is `lambda`). */
const estimateU = (
  random: readonly Float64Array[],
  m: readonly Float64Array[] | undefined,
  lambda: number,
): Float64Array[] =>
  random.map((counts, c) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    const mine = m?.[c]
    const cleared = mine
      ? counts.map((count, level) => Math.max(count - total * lambda * (mine[level] ?? 0), 0))
      : counts
    return distribution(cleared, 0.5 / Math.max(total, 1))
  })

/** m before any learning: matches mostly agree. */
const startM = (columns: number): Float64Array[] =>
  Array.from({ length: columns }, () => Float64Array.of(0.06, 0.02, 0.04, 0.08, 0.8))

/** The odds of a pattern. */
const oddsOf = (
  levels: Uint8Array,
  m: readonly Float64Array[],
  u: readonly Float64Array[],
  shared: readonly Shared[],
): Odds => {
  const odds = { match: 1, home: 1, twins: 1 }
  for (let c = 0; c < u.length; c++) {
    const level = levels[c] ?? MISSING
    if (level === MISSING) continue
    const factor = (m[c]?.[level] ?? 0) / (u[c]?.[level] ?? 1)
    odds.match *= factor
    if (shared[c] === 'at-home') odds.home *= factor
    if (shared[c] !== 'by-nobody') odds.twins *= factor
  }
  return odds
}

/** How likely each is, of odds weighed by how many there are of each. */
const shares = ({ match, home, twins }: Odds, matches: number, homes: number, strangers: number) => {
  const [mine, theirs] = [matches * match, homes * ((1 - TWINS) * home + TWINS * twins)]
  const all = mine + theirs + strangers
  return { match: mine / all, home: theirs / all }
}

/** What is believed of a column before any pair is seen weighs as much as so many matches. */
const BELIEF = 8

/**
 * One turn of EM for m, u held (Fellegi and Sunter, JASA 64, 1969; Winkler, 2000). Each column is learnt from the pairs
 * of the rules that do not make it agree. How likely a pair is a match is told by all its columns and by lambda, so that
 * what a rule brings together by chance, or because people share a home, teaches nothing.
 */
const learn = (
  rules: readonly Patterns[],
  { m, u, lambda, home }: Weights,
  shared: readonly Shared[],
): Float64Array[] => {
  const sums = startM(u.length).map((start) => start.map((share) => share * BELIEF))
  for (const { columns, counts } of rules)
    for (const [pattern, count] of counts) {
      const levels = levelsOf(pattern, u.length)
      const expected = count * shares(oddsOf(levels, m, u, shared), lambda, home, 1 - lambda - home).match
      for (let c = 0; c < u.length; c++) {
        const [level, mine] = [levels[c] ?? MISSING, sums[c]]
        if (level !== MISSING && mine && !columns.includes(c)) mine[level] = (mine[level] ?? 0) + expected
      }
    }
  return sums.map((counted) => distribution(counted, 1e-4))
}

const TURNS = 40

/** m, lambda and home by turns from the pairs of the rules; u from random pairs, less the matches among them. */
export const estimateByRules = (
  rules: readonly Patterns[],
  union: ReadonlyMap<number, number>,
  random: readonly Float64Array[],
  shared: readonly Shared[],
  possible: number,
): Weights => {
  let u = estimateU(random, undefined, 0)
  let m = startM(u.length)
  let found = estimateShares(union, m, u, shared, possible)
  for (let turn = 0; turn < TURNS; turn++) {
    const before = m
    m = learn(rules, { m, u, ...found }, shared)
    if (turn % 5 === 4) u = estimateU(random, m, found.lambda)
    found = estimateShares(union, m, u, shared, possible)
    const moved = Math.max(...m.flatMap((levels, c) => [...levels].map((p, l) => Math.abs(p - (before[c]?.[l] ?? 0)))))
    if (turn > 5 && moved < 1e-4) break
  }
  return { m, u, ...found }
}

/** lambda and home: the shares of all possible pairs that the compared pairs make likely, by fixed point. */
const estimateShares = (
  counts: ReadonlyMap<number, number>,
  m: readonly Float64Array[],
  u: readonly Float64Array[],
  shared: readonly Shared[],
  possible: number,
): { readonly lambda: number; readonly home: number } => {
  const seen = [...counts].map(([pattern, count]) => ({
    odds: oddsOf(levelsOf(pattern, u.length), m, u, shared),
    count,
  }))
  const within = (share: number) => Math.min(0.5, Math.max(0.5 / possible, share))
  let lambda = 1 / Math.sqrt(possible + 1)
  let home = lambda
  for (let round = 0; round < 300; round++) {
    let [matches, homes] = [0, 0]
    for (const { odds, count } of seen) {
      const share = shares(odds, lambda, home, 1 - lambda - home)
      matches += count * share.match
      homes += count * share.home
    }
    const [next, nextHome] = [within(matches / possible), within(homes / possible)]
    const settled = Math.abs(next - lambda) < lambda * 1e-6 && Math.abs(nextHome - home) < home * 1e-5
    lambda = next
    home = nextHome
    if (settled) break
  }
  return { lambda, home }
}

/**
 * EM over the patterns of *all* pairs, m, u, lambda and home free: for small sets, where random pairs would hold so many
 * matches that u could not be told from m.
 */
export const estimateTogether = (
  counts: ReadonlyMap<number, number>,
  shared: readonly Shared[],
  begun: number,
): Weights => {
  const columns = shared.length
  const patterns = [...counts].map(([pattern, count]) => ({ levels: levelsOf(pattern, columns), count }))
  const total = Math.max(
    1,
    patterns.reduce((sum, { count }) => sum + count, 0),
  )
  const believed = startM(columns)
  let m = believed
  const marginal = Array.from({ length: columns }, () => new Float64Array(LEVELS))
  for (const { levels, count } of patterns)
    for (let c = 0; c < columns; c++) {
      const [level, sums] = [levels[c] ?? MISSING, marginal[c]]
      if (level !== MISSING && sums) sums[level] = (sums[level] ?? 0) + count
    }
  let u = marginal.map((counted) => distribution(counted, 0.5 / total))
  let [lambda, home] = [begun, begun]
  for (let round = 0; round < 500; round++) {
    const [sumM, sumU] = [m.map(() => new Float64Array(LEVELS)), m.map(() => new Float64Array(LEVELS))]
    let [matches, homes] = [0, 0]
    for (const { levels, count } of patterns) {
      const share = shares(oddsOf(levels, m, u, shared), lambda, home, 1 - lambda - home)
      const [expected, together] = [count * share.match, count * share.home]
      matches += expected
      homes += together
      for (let c = 0; c < columns; c++) {
        const level = levels[c] ?? MISSING
        const [mine, others] = [sumM[c], sumU[c]]
        if (level === MISSING || !mine || !others) continue
        mine[level] = (mine[level] ?? 0) + expected
        // People of one home are no strangers in what they share.
        others[level] = (others[level] ?? 0) + count - expected - (shared[c] === 'at-home' ? together : 0)
      }
    }
    m = sumM.map((sums, c) =>
      distribution(
        sums.map((sum, level) => sum + BELIEF * (believed[c]?.[level] ?? 0)),
        1e-4,
      ),
    )
    u = sumU.map((sums) => distribution(sums, 0.5 / total))
    const [next, nextHome] = [Math.max(matches / total, 1 / total), Math.max(homes / total, 0.1 / total)]
    const settled = Math.abs(next - lambda) < lambda * 1e-7
    lambda = Math.min(next, 0.5)
    home = Math.min(nextHome, 0.4)
    if (settled) break
  }
  return { m, u, lambda, home }
}
