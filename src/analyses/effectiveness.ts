import { quantile, type Rate, rate } from '../kernel/index.ts'
import { adjusted, type Estimate, type Stratum, stratifiedDifference } from '../statistics/index.ts'
import { closedSubPaths, type SubPath, type SubPathsQuestion } from './sub-paths.ts'

/** Journeys at risk at the landmark: what was lived before it, whether they succeeded after it, and what they are like. */
export interface AtRisk {
  /** Labels lived up to the landmark, in order; repeats in a row are one. */
  readonly sequences: readonly (readonly number[])[]
  readonly succeeded: Uint8Array
  /** Entry channel, segment: what else may make them succeed. */
  readonly kinds: readonly string[]
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

const strataOf = ({ sequences, kinds }: AtRisk): { of: Uint32Array; count: number } => {
  const lengths = Float64Array.from(sequences, ({ length }) => length)
  const cuts = CUTS.map((p) => quantile(lengths.slice().sort(), p) ?? 0)
  const codes = new Map<string, number>()
  const of = Uint32Array.from(kinds, (kind, s) => {
    const size = cuts.filter((cut) => (lengths[s] ?? 0) > cut).length
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
 * over all of them. A sub-path that nearly everybody lived is not tested: there is nobody to compare with.
 */
export const effectivenessOf = (journeys: AtRisk, question: SubPathsQuestion): Effectiveness => {
  const { sequences, succeeded } = journeys
  const n = sequences.length
  const { of, count } = strataOf(journeys)
  const [all, allYes] = [new Uint32Array(count), new Uint32Array(count)]
  for (let s = 0; s < n; s++) {
    const stratum = of[s] ?? 0
    all[stratum] = (all[stratum] ?? 0) + 1
    allYes[stratum] = (allYes[stratum] ?? 0) + (succeeded[s] ?? 0)
  }
  const { found, unpaired } = closedSubPaths(sequences, question)
  const total = allYes.reduce((sum, yes) => sum + yes, 0)
  const tested = found
    .filter(({ holders }) => n - holders.length >= question.support)
    .map((path) => {
      const [exposed, yes] = [new Uint32Array(count), new Uint32Array(count)]
      for (const s of path.holders) {
        const stratum = of[s] ?? 0
        exposed[stratum] = (exposed[stratum] ?? 0) + 1
        yes[stratum] = (yes[stratum] ?? 0) + (succeeded[s] ?? 0)
      }
      const strata = Array.from(all, (size, k): Stratum => {
        const [a, x] = [exposed[k] ?? 0, yes[k] ?? 0]
        return { exposed: a, exposedYes: x, others: size - a, othersYes: (allYes[k] ?? 0) - x }
      })
      const won = yes.reduce((sum, some) => sum + some, 0)
      return {
        path,
        exposed: rate(won, path.holders.length),
        others: rate(total - won, n - path.holders.length),
        ...stratifiedDifference(strata),
      }
    })
  const qs = adjusted(tested.map(({ p }) => p))
  return {
    atRisk: n,
    succeeded: rate(total, n),
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
