import { LEVELS, MISSING } from './comparisons.ts'

/** For each column, the probability of each level of agreement among matches (m) and among others (u). */
export interface Weights {
  readonly m: readonly Float64Array[]
  readonly u: readonly Float64Array[]
  /** The probability that two records taken at random match. */
  readonly lambda: number
}

/** How often each pattern of levels occurs among the pairs of one blocking rule. */
export interface Patterns {
  readonly columns: readonly number[]
  /** The share of matches among them, as far as chance tells. */
  readonly purity: number
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
export const estimateU = (
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
export const startM = (columns: number): Float64Array[] =>
  Array.from({ length: columns }, () => Float64Array.of(0.06, 0.02, 0.04, 0.08, 0.8))

interface Learnt {
  readonly m: readonly Float64Array[]
  /** Expected matches among the rule's pairs: its weight in the mean. */
  readonly matches: number
}

/**
 * EM over the pairs of one blocking rule, u held fixed (Fellegi and Sunter, JASA 64, 1969; Winkler, 2000).
 * The share of matches is held at what chance tells; the rule's own columns agree by construction, so they neither weigh nor are learnt.
 */
const learn = (
  { columns, counts, purity }: Patterns,
  u: readonly Float64Array[],
  start: readonly Float64Array[],
): Learnt => {
  const free = u.map((_, c) => !columns.includes(c))
  const patterns = [...counts].map(([pattern, count]) => ({ levels: levelsOf(pattern, u.length), count }))
  const prior = Math.min(purity, 0.98) / (1 - Math.min(purity, 0.98))
  let m: readonly Float64Array[] = start
  let matches = 0
  for (let round = 0; round < 200; round++) {
    const next = u.map(() => new Float64Array(LEVELS))
    matches = 0
    for (const { levels, count } of patterns) {
      let odds = prior
      for (let c = 0; c < u.length; c++) {
        const level = levels[c] ?? MISSING
        if (free[c] && level !== MISSING) odds *= (m[c]?.[level] ?? 0) / (u[c]?.[level] ?? 1)
      }
      const expected = (count * odds) / (1 + odds)
      matches += expected
      for (let c = 0; c < u.length; c++) {
        const level = levels[c] ?? MISSING
        const sums = next[c]
        if (free[c] && sums && level !== MISSING) sums[level] = (sums[level] ?? 0) + expected
      }
    }
    const learnt = next.map((sums, c) => (free[c] ? distribution(sums, 1e-4) : (m[c] ?? sums)))
    const moved = Math.max(...learnt.flatMap((levels, c) => [...levels].map((p, l) => Math.abs(p - (m[c]?.[l] ?? 0)))))
    m = learnt
    if (moved < 1e-5) break
  }
  return { m, matches }
}

/** m: what each rule's pairs teach, weighed by their expected matches; a column no rule leaves free keeps its start. */
export const estimateM = (
  rules: readonly Patterns[],
  u: readonly Float64Array[],
  start: readonly Float64Array[],
): Float64Array[] => {
  const learnt = rules.filter(({ counts }) => counts.size > 1).map((rule) => ({ rule, ...learn(rule, u, start) }))
  return start.map((initial, c) => {
    const sum = new Float64Array(LEVELS)
    let weight = 0
    for (const { rule, m, matches } of learnt) {
      if (rule.columns.includes(c)) continue
      weight += matches
      for (let level = 0; level < LEVELS; level++) sum[level] = (sum[level] ?? 0) + matches * (m[c]?.[level] ?? 0)
    }
    return weight > 0 ? sum.map((share) => share / weight) : initial.slice()
  })
}

/** lambda: the share of all possible pairs that the compared pairs make likely, by fixed point. */
export const estimateLambda = (
  counts: ReadonlyMap<number, number>,
  m: readonly Float64Array[],
  u: readonly Float64Array[],
  possible: number,
): number => {
  const bayes = [...counts].map(([pattern, count]) => {
    const levels = levelsOf(pattern, u.length)
    let factor = 1
    for (let c = 0; c < u.length; c++) {
      const level = levels[c] ?? MISSING
      if (level !== MISSING) factor *= (m[c]?.[level] ?? 0) / (u[c]?.[level] ?? 1)
    }
    return { factor, count }
  })
  let lambda = 1 / Math.sqrt(possible + 1)
  for (let round = 0; round < 100; round++) {
    const prior = lambda / (1 - lambda)
    const matches = bayes.reduce((sum, { factor, count }) => sum + (count * prior * factor) / (1 + prior * factor), 0)
    const next = Math.min(0.5, Math.max(0.5 / possible, matches / possible))
    if (Math.abs(next - lambda) < lambda * 1e-6) return next
    lambda = next
  }
  return lambda
}

/**
 * EM over the patterns of *all* pairs, m, u and lambda free: for small sets, where random pairs would hold so many
 * matches that u could not be told from m.
 */
export const estimateTogether = (counts: ReadonlyMap<number, number>, columns: number, lambda: number): Weights => {
  const patterns = [...counts].map(([pattern, count]) => ({ levels: levelsOf(pattern, columns), count }))
  const total = patterns.reduce((sum, { count }) => sum + count, 0)
  let m: readonly Float64Array[] = startM(columns)
  let u: readonly Float64Array[] = Array.from({ length: columns }, () => Float64Array.of(0.9, 0.04, 0.03, 0.02, 0.01))
  let share = lambda
  for (let round = 0; round < 500; round++) {
    const [sumM, sumU] = [m.map(() => new Float64Array(LEVELS)), m.map(() => new Float64Array(LEVELS))]
    let matches = 0
    for (const { levels, count } of patterns) {
      let odds = share / (1 - share)
      for (let c = 0; c < columns; c++) {
        const level = levels[c] ?? MISSING
        if (level !== MISSING) odds *= (m[c]?.[level] ?? 0) / (u[c]?.[level] ?? 1)
      }
      const expected = (count * odds) / (1 + odds)
      matches += expected
      for (let c = 0; c < columns; c++) {
        const level = levels[c] ?? MISSING
        const [mine, others] = [sumM[c], sumU[c]]
        if (level === MISSING || !mine || !others) continue
        mine[level] = (mine[level] ?? 0) + expected
        others[level] = (others[level] ?? 0) + count - expected
      }
    }
    m = sumM.map((sums) => distribution(sums, 1e-4))
    u = sumU.map((sums) => distribution(sums, 0.5 / total))
    const next = Math.max(matches / total, 1 / total)
    if (Math.abs(next - share) < share * 1e-7) break
    share = next
  }
  return { m, u, lambda: share }
}
