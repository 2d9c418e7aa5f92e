import { quantile, type Rate, rate } from '../kernel/index.ts'
import { adjusted, type Estimate, goOn, type Look, type Stratum, stratifiedDifference } from '../statistics/index.ts'
import { crossedOver, type LivedAgain, shareOf } from './lived-again.ts'
import { closedSubPaths, type Lived, type SubPath, type SubPathsQuestion } from './sub-paths.ts'

/**
 * Journeys at risk at the landmark: the sequences of labels that were lived up to it, repeats in a row being one, how many
 * lived each, how many of those succeeded after it, and what they are like.
 */
export interface AtRisk extends Lived {
  readonly succeeded: ArrayLike<number>
  /** Entry channel, segment: what else may make them succeed. */
  readonly kinds: readonly string[]
  /** Journeys of those who lived several; each of the others is another person's. */
  readonly again?: LivedAgain
}

export interface PathEffect {
  readonly path: SubPath
  readonly exposed: Rate
  readonly others: Rate
  /** Mantel-Haenszel, over the strata. */
  readonly difference: Estimate
  readonly p: number
  readonly q: number
  readonly found: boolean
}

export interface Effectiveness {
  readonly atRisk: number
  readonly succeeded: Rate
  readonly strata: number
  readonly tested: number
  readonly falseDiscoveries: number
  /** Labels too rare to be sought in gapped pairs. */
  readonly unpaired: number
  readonly effects: readonly PathEffect[]
}

export const FALSE_DISCOVERIES = 0.05
/** Journeys are compared with others of about as many events: quarters of their number. */
const CUTS = [0.25, 0.5, 0.75]

const timesOf = ({ times }: AtRisk, s: number): number => (times ? (times[s] ?? 0) : 1)

/** How long everybody's sequence is, shortest first. */
const lengthsOf = (journeys: AtRisk, n: number): Float64Array => {
  const lengths = new Float64Array(n)
  let next = 0
  for (const [s, { length }] of journeys.sequences.entries()) {
    lengths.fill(length, next, next + timesOf(journeys, s))
    next += timesOf(journeys, s)
  }
  return lengths.sort()
}

const strataOf = (journeys: AtRisk, n: number): { of: Uint32Array; count: number } => {
  const lengths = lengthsOf(journeys, n)
  const cuts = CUTS.map((p) => quantile(lengths, p) ?? 0)
  const codes = new Map<string, number>()
  const of = Uint32Array.from(journeys.kinds, (kind, s) => {
    const size = cuts.filter((cut) => (journeys.sequences[s]?.length ?? 0) > cut).length
    const key = `${size} ${kind}`
    const code = codes.get(key) ?? codes.size
    codes.set(key, code)
    return code
  })
  return { of, count: codes.size }
}

/** Paths that are equal in all else stand in the order of their labels, not of who lived them first. */
const byLabels = (a: SubPath, b: SubPath): number => {
  const differ = a.labels.findIndex((label, at) => label !== b.labels[at])
  return differ < 0
    ? a.labels.length - b.labels.length || Number(a.gapped) - Number(b.gapped)
    : (a.labels[differ] ?? 0) - (b.labels[differ] ?? -1)
}

/**
 * Which sub-paths work. Landmark design against immortal time: what was lived before an instant, success after it, among
 * those still on their way at it (J. R. Anderson, K. C. Cain and R. D. Gelber, J. Clinical Oncology 1, 1983). Each closed
 * sub-path is a Mantel-Haenszel difference over strata of entry channel, segment and number of events; Benjamini-Hochberg
 * over all of them. Journeys of one person are alike: errors are over people. A sub-path that nearly everybody lived is not tested: there is nobody to compare with.
 */
export const effectivenessOf = (journeys: AtRisk, question: SubPathsQuestion, look: Look = goOn): Effectiveness => {
  const { sequences, succeeded } = journeys
  const n = sequences.reduce((sum, _, s) => sum + timesOf(journeys, s), 0)
  const { of, count } = strataOf(journeys, n)
  /** How many of some sequences' people are in each stratum, and how many of those succeeded. */
  const inStrata = (some: Iterable<number>) => {
    const [all, yes] = [new Uint32Array(count), new Uint32Array(count)]
    for (const s of some) {
      const stratum = of[s] ?? 0
      all[stratum] = (all[stratum] ?? 0) + timesOf(journeys, s)
      yes[stratum] = (yes[stratum] ?? 0) + (succeeded[s] ?? 0)
    }
    return { all, yes }
  }
  const { all, yes: allYes } = inStrata(sequences.keys())
  const { found, unpaired } = closedSubPaths(journeys, question)
  const again = journeys.again && journeys.again.sequence.length > 0 ? journeys.again : undefined
  const told = (won: number, held: number, isIn: (s: number) => boolean): Rate =>
    again ? shareOf(again, won, held, isIn) : rate(won, held)
  /** Of each journey, how much more it was exposed than its stratum, and succeeded more. */
  const crossedOf = (exposed: Uint32Array, holds: (s: number) => boolean): number =>
    again === undefined
      ? 0
      : crossedOver(again, (s, won) => {
          const stratum = of[s] ?? 0
          const [size, some] = [all[stratum] ?? 0, exposed[stratum] ?? 0]
          if (some === 0 || some === size) return 0
          const root = Math.sqrt(size / (size - 1))
          return root * ((holds(s) ? 1 : 0) - some / size) * (won - (allYes[stratum] ?? 0) / size)
        })
  const total = allYes.reduce((sum, yes) => sum + yes, 0)
  const tested = found
    .map((path) => ({ path, ...inStrata(path.holders) }))
    .map((one) => ({ ...one, held: one.all.reduce((sum, some) => sum + some, 0) }))
    .filter(({ held }) => n - held >= question.support)
    .map(({ path, all: exposed, yes, held }) => {
      look()
      const holders = new Set(again ? path.holders : [])
      const holds = (s: number) => holders.has(s)
      const strata = Array.from(all, (size, k): Stratum => {
        const [a, x] = [exposed[k] ?? 0, yes[k] ?? 0]
        return { exposed: a, exposedYes: x, others: size - a, othersYes: (allYes[k] ?? 0) - x }
      })
      const won = yes.reduce((sum, some) => sum + some, 0)
      return {
        path,
        exposed: told(won, held, holds),
        others: told(total - won, n - held, (s) => !holds(s)),
        ...stratifiedDifference(strata, crossedOf(exposed, holds)),
      }
    })
  const qs = adjusted(tested.map(({ p }) => p))
  return {
    atRisk: n,
    succeeded: told(total, n, () => true),
    strata: count,
    tested: tested.length,
    falseDiscoveries: FALSE_DISCOVERIES,
    unpaired,
    effects: tested
      .map((one, k) => ({ ...one, q: qs[k] ?? 1, found: (qs[k] ?? 1) <= FALSE_DISCOVERIES }))
      .sort(
        (a, b) =>
          a.q - b.q ||
          Math.abs(b.difference.value ?? 0) - Math.abs(a.difference.value ?? 0) ||
          byLabels(a.path, b.path),
      ),
  }
}
