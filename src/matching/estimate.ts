import type { Belief } from './beliefs.ts'
import { LEVELS, MISSING } from './comparisons.ts'
import { homely, type Odds, TWINS } from './homes.ts'

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

const distribution = (counts: Float64Array, floor: number, least: readonly number[] = []): Float64Array => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const smoothed = counts.map((count, level) => Math.max(count / Math.max(total, 1), floor, least[level] ?? 0))
  const sum = smoothed.reduce((all, share) => all + share, 0)
  return smoothed.map((share) => share / sum)
}

/** u: levels among random pairs, less the matches that chance brings among them (their share is `lambda`). */
const estimateU = (
  random: readonly Float64Array[],
  m: readonly Float64Array[] | undefined,
  lambda: number,
  beliefs: readonly Belief[],
): Float64Array[] =>
  random.map((counts, c) => {
    const total = counts.reduce((sum, count) => sum + count, 0)
    const mine = m?.[c]
    const cleared = mine
      ? counts.map((count, level) => Math.max(count - total * lambda * (mine[level] ?? 0), 0))
      : counts
    return distribution(cleared, 0.5 / Math.max(total, 1), beliefs[c]?.chance)
  })

const isHomely = (belief: Belief | undefined): boolean =>
  belief?.shared === 'at-home' || belief?.shared === 'half-at-home'

/** m before any learning. */
const startM = (beliefs: readonly Belief[]): Float64Array[] => beliefs.map(({ agree }) => Float64Array.from(agree))

/** The odds of a pattern; of places the best agreement counts, as it does in a score. */
const oddsOf = (
  levels: Uint8Array,
  m: readonly Float64Array[],
  u: readonly Float64Array[],
  beliefs: readonly Belief[],
): Odds => {
  const odds = { match: 1, home: 1, twins: 1 }
  let place = 1
  for (let c = 0; c < u.length; c++) {
    const [level, belief] = [levels[c] ?? MISSING, beliefs[c]]
    if (level === MISSING || !belief) continue
    let factor = (m[c]?.[level] ?? 0) / (u[c]?.[level] ?? 1)
    if (belief.place && factor > 1) {
      const more = Math.max(1, factor / place)
      place *= more
      factor = more
    }
    odds.match *= factor
    const share = homely(belief.shared, m[c], level)
    if (share > 0) odds.home *= factor * share
    if (share > 0 || belief.shared === 'by-twins') odds.twins *= factor * (share || 1)
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

/** Where values of one person seem to differ oftener than they do, others were taken for one person. */
const telling = (levels: Float64Array, differ: number): Float64Array => {
  const different = levels[0] ?? 0
  if (different <= differ) return levels
  return levels.map((share, level) => (level === 0 ? differ : (share * (1 - differ)) / (1 - different)))
}

/** What is believed of a column before any pair is seen weighs as much as so many matches. */
const BELIEF = 40

/** m of what was counted and what was believed before. */
const believing = (sums: readonly Float64Array[], beliefs: readonly Belief[]): Float64Array[] =>
  beliefs.map(({ agree, differ }, c) => {
    const counted = Float64Array.from(agree, (share, level) => share * BELIEF + (sums[c]?.[level] ?? 0))
    return telling(distribution(counted, 1e-4), differ)
  })

/**
 * One turn of EM for m, u held (Fellegi and Sunter, JASA 64, 1969; Winkler, 2000). Each column is learnt from the pairs
 * of the rules that do not make it agree. How likely a pair is a match is told by all its columns and by lambda, so that
 * what a rule brings together by chance, or because people share a home, teaches nothing.
 */
const learn = (
  rules: readonly Lesson[],
  { m, u, lambda, home }: Weights,
  beliefs: readonly Belief[],
): Float64Array[] => {
  const sums = u.map(() => new Float64Array(LEVELS))
  for (const { columns, patterns } of rules)
    for (const { levels, count } of patterns) {
      const expected = count * shares(oddsOf(levels, m, u, beliefs), lambda, home, 1 - lambda - home).match
      for (let c = 0; c < u.length; c++) {
        const [level, mine] = [levels[c] ?? MISSING, sums[c]]
        if (level !== MISSING && mine && !columns.includes(c)) mine[level] = (mine[level] ?? 0) + expected
      }
    }
  return believing(sums, beliefs)
}

/** How many records there are, and how many pairs of them. */
export interface Size {
  readonly records: number
  readonly possible: number
}

/** Nobody shares a home with more than so many of a file, on average: what would say so is a town, not a home. */
const AT_HOME = 4
const mostHome = ({ records, possible }: Size): number => Math.min(0.4, (AT_HOME * records) / 2 / possible)

const TURNS = 40
/** Rounds of the fixed point of lambda within a turn, and where it must settle. */
const ROUNDS = 10
const SETTLING = 200

/** m, lambda and home by turns from the pairs of the rules; u from random pairs, less the matches among them. */
export const estimateByRules = (
  rules: readonly Patterns[],
  union: ReadonlyMap<number, number>,
  random: readonly Float64Array[],
  beliefs: readonly Belief[],
  size: Size,
): Weights => {
  const columns = random.length
  const lessons = rules.map((rule) => ({ columns: rule.columns, patterns: takenApart(rule.counts, columns) }))
  const all = takenApart(union, columns)
  const begun = 1 / Math.sqrt(size.possible + 1)
  let u = estimateU(random, undefined, 0, beliefs)
  let m = startM(beliefs)
  let found = estimateShares(all, m, u, beliefs, size, { lambda: begun, home: begun }, SETTLING)
  for (let turn = 0; turn < TURNS; turn++) {
    const before = m
    m = learn(lessons, { m, u, ...found }, beliefs)
    if (turn % 5 === 4) u = estimateU(random, m, found.lambda, beliefs)
    found = estimateShares(all, m, u, beliefs, size, found, ROUNDS)
    const moved = Math.max(...m.flatMap((levels, c) => [...levels].map((p, l) => Math.abs(p - (before[c]?.[l] ?? 0)))))
    if (turn > 5 && moved < 1e-4) break
  }
  return { m, u, ...estimateShares(all, m, u, beliefs, size, found, SETTLING) }
}

/** lambda and home: the shares of all possible pairs that the compared pairs make likely, by fixed point. */
const estimateShares = (
  patterns: readonly Seen[],
  m: readonly Float64Array[],
  u: readonly Float64Array[],
  beliefs: readonly Belief[],
  { records, possible }: Size,
  begun: { readonly lambda: number; readonly home: number },
  rounds: number,
): { readonly lambda: number; readonly home: number } => {
  const [match, together, counts] = [0, 1, 2].map(() => new Float64Array(patterns.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (const [at, { levels, count }] of patterns.entries()) {
    const odds = oddsOf(levels, m, u, beliefs)
    match[at] = odds.match
    together[at] = (1 - TWINS) * odds.home + TWINS * odds.twins
    counts[at] = count
  }
  const within = (share: number, most: number) => Math.min(most, Math.max(0.5 / possible, share))
  let { lambda, home } = begun
  for (let round = 0; round < rounds; round++) {
    let [matches, homes] = [0, 0]
    for (let at = 0; at < counts.length; at++) {
      const [mine, theirs] = [lambda * (match[at] ?? 0), home * (together[at] ?? 0)]
      const weight = (counts[at] ?? 0) / (mine + theirs + 1 - lambda - home)
      matches += weight * mine
      homes += weight * theirs
    }
    const [next, nextHome] = [
      within(matches / possible, 0.5),
      within(homes / possible, mostHome({ records, possible })),
    ]
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
  beliefs: readonly Belief[],
  size: Size,
): Weights => {
  const columns = beliefs.length
  const patterns = [...counts].map(([pattern, count]) => ({ levels: levelsOf(pattern, columns), count }))
  const total = Math.max(
    1,
    patterns.reduce((sum, { count }) => sum + count, 0),
  )
  let m = startM(beliefs)
  const marginal = Array.from({ length: columns }, () => new Float64Array(LEVELS))
  for (const { levels, count } of patterns)
    for (let c = 0; c < columns; c++) {
      const [level, sums] = [levels[c] ?? MISSING, marginal[c]]
      if (level !== MISSING && sums) sums[level] = (sums[level] ?? 0) + count
    }
  let u = marginal.map((counted, c) => distribution(counted, 0.5 / total, beliefs[c]?.chance))
  let [lambda, home] = [1 / (size.records + 1), 1 / (size.records + 1)]
  for (let round = 0; round < 500; round++) {
    const [sumM, sumU] = [m.map(() => new Float64Array(LEVELS)), m.map(() => new Float64Array(LEVELS))]
    let [matches, homes] = [0, 0]
    for (const { levels, count } of patterns) {
      const share = shares(oddsOf(levels, m, u, beliefs), lambda, home, 1 - lambda - home)
      const [expected, together] = [count * share.match, count * share.home]
      matches += expected
      homes += together
      for (let c = 0; c < columns; c++) {
        const level = levels[c] ?? MISSING
        const [mine, others] = [sumM[c], sumU[c]]
        if (level === MISSING || !mine || !others) continue
        mine[level] = (mine[level] ?? 0) + expected
        // People of one home are no strangers in what they share.
        others[level] = (others[level] ?? 0) + count - expected - (isHomely(beliefs[c]) ? together : 0)
      }
    }
    m = believing(sumM, beliefs)
    u = sumU.map((sums, c) => distribution(sums, 0.5 / total, beliefs[c]?.chance))
    const [next, nextHome] = [Math.max(matches / total, 1 / total), Math.max(homes / total, 0.1 / total)]
    const settled = Math.abs(next - lambda) < lambda * 1e-7
    lambda = Math.min(next, 0.5)
    home = Math.min(nextHome, mostHome(size))
    if (settled) break
  }
  return { m, u, lambda, home }
}
