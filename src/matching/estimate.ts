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
    if (shared[c] === 'at-home' || shared[c] === 'by-twins') odds.twins *= factor
  }
  return odds
}

/** How likely each is, of odds weighed by how many there are of each. */
const shares = ({ match, home, twins }: Odds, matches: number, homes: number, strangers: number) => {
  const [mine, theirs] = [matches * match, homes * ((1 - TWINS) * home + TWINS * twins)]
  const all = mine + theirs + strangers
  return { match: mine / all, home: theirs / all }
}

/** A pattern of levels, taken apart once, with how often it occurs. */
interface Seen {
  readonly levels: Uint8Array
  readonly count: number
}

interface Lesson {
  readonly columns: readonly number[]
  readonly patterns: readonly Seen[]
}

const takenApart = (counts: ReadonlyMap<number, number>, columns: number): Seen[] =>
  Array.from(counts, ([pattern, count]) => ({ levels: levelsOf(pattern, columns), count }))

/** Of one person's records given names are rarely quite different; where they seem to be, a home was taken for a person. */
const RARELY = 0.12

const telling = (levels: Float64Array, shared: Shared | undefined): Float64Array => {
  const different = levels[0] ?? 0
  if (shared !== 'tells-apart' || different <= RARELY) return levels
  return levels.map((share, level) => (level === 0 ? RARELY : (share * (1 - RARELY)) / (1 - different)))
}

/** What is believed of a column before any pair is seen weighs as much as so many matches. */
const BELIEF = 8

/**
 * One turn of EM for m, u held (Fellegi and Sunter, JASA 64, 1969; Winkler, 2000). Each column is learnt from the pairs
 * of the rules that do not make it agree. How likely a pair is a match is told by all its columns and by lambda, so that
 * what a rule brings together by chance, or because people share a home, teaches nothing.
 */
const learn = (
  rules: readonly Lesson[],
  { m, u, lambda, home }: Weights,
  shared: readonly Shared[],
): Float64Array[] => {
  const sums = startM(u.length).map((start) => start.map((share) => share * BELIEF))
  for (const { columns, patterns } of rules)
    for (const { levels, count } of patterns) {
      const expected = count * shares(oddsOf(levels, m, u, shared), lambda, home, 1 - lambda - home).match
      for (let c = 0; c < u.length; c++) {
        const [level, mine] = [levels[c] ?? MISSING, sums[c]]
        if (level !== MISSING && mine && !columns.includes(c)) mine[level] = (mine[level] ?? 0) + expected
      }
    }
  return sums.map((counted, c) => telling(distribution(counted, 1e-4), shared[c]))
}

const TURNS = 40
/** Rounds of the fixed point of lambda within a turn, and where it must settle. */
const ROUNDS = 10
const SETTLING = 200

/** m, lambda and home by turns from the pairs of the rules; u from random pairs, less the matches among them. */
export const estimateByRules = (
  rules: readonly Patterns[],
  union: ReadonlyMap<number, number>,
  random: readonly Float64Array[],
  shared: readonly Shared[],
  possible: number,
): Weights => {
  const columns = random.length
  const lessons = rules.map((rule) => ({ columns: rule.columns, patterns: takenApart(rule.counts, columns) }))
  const all = takenApart(union, columns)
  const begun = 1 / Math.sqrt(possible + 1)
  let u = estimateU(random, undefined, 0)
  let m = startM(columns)
  let found = estimateShares(all, m, u, shared, possible, { lambda: begun, home: begun }, SETTLING)
  for (let turn = 0; turn < TURNS; turn++) {
    const before = m
    m = learn(lessons, { m, u, ...found }, shared)
    if (turn % 5 === 4) u = estimateU(random, m, found.lambda)
    found = estimateShares(all, m, u, shared, possible, found, ROUNDS)
    const moved = Math.max(...m.flatMap((levels, c) => [...levels].map((p, l) => Math.abs(p - (before[c]?.[l] ?? 0)))))
    if (turn > 5 && moved < 1e-4) break
  }
  return { m, u, ...estimateShares(all, m, u, shared, possible, found, SETTLING) }
}

/** lambda and home: the shares of all possible pairs that the compared pairs make likely, by fixed point. */
const estimateShares = (
  patterns: readonly Seen[],
  m: readonly Float64Array[],
  u: readonly Float64Array[],
  shared: readonly Shared[],
  possible: number,
  begun: { readonly lambda: number; readonly home: number },
  rounds: number,
): { readonly lambda: number; readonly home: number } => {
  const [match, together, counts] = [0, 1, 2].map(() => new Float64Array(patterns.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (const [at, { levels, count }] of patterns.entries()) {
    const odds = oddsOf(levels, m, u, shared)
    match[at] = odds.match
    together[at] = (1 - TWINS) * odds.home + TWINS * odds.twins
    counts[at] = count
  }
  const within = (share: number) => Math.min(0.5, Math.max(0.5 / possible, share))
  let { lambda, home } = begun
  for (let round = 0; round < rounds; round++) {
    let [matches, homes] = [0, 0]
    for (let at = 0; at < counts.length; at++) {
      const [mine, theirs] = [lambda * (match[at] ?? 0), home * (together[at] ?? 0)]
      const weight = (counts[at] ?? 0) / (mine + theirs + 1 - lambda - home)
      matches += weight * mine
      homes += weight * theirs
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
      telling(
        distribution(
          sums.map((sum, level) => sum + BELIEF * (believed[c]?.[level] ?? 0)),
          1e-4,
        ),
        shared[c],
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
