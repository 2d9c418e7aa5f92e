import { quantile, wilson } from '../kernel/index.ts'
import { type Estimate, ratioOf, sumOver } from '../statistics/index.ts'

/** A journey as far as it went: what came when, and how it ended. */
export interface KnownJourney {
  readonly labels: readonly number[]
  /** Seconds of each label since the journey began. */
  readonly times: readonly number[]
  /** Seconds to its end, or so far. */
  readonly until: number
  /** Whether it was abandoned; `null` while it may still go either way. */
  readonly abandoned: boolean | null
}

/** The label after which a journey ends without success. */
export const ABANDONED = -1
/** The label after which a journey succeeds. */
export const SUCCEEDED = -2

/** Prior weight, in journeys, of what is known more generally. */
const PRIOR = 10
/** Waits are told apart at these quantiles of what follows a label. */
const CUTS = [0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

interface Tally {
  n: number
  yes: number
}

/** Where a journey stands: its last label, and how long it has waited there. */
export interface Standing {
  readonly label: number
  readonly before: number
  readonly waited: number
}

/** What is expected of journeys, learnt from those whose end is known. */
export interface Expectation {
  /** The probability that a journey that stands there is abandoned, as of the last cut of its usual waits that has passed. */
  risk(standing: Standing): number
  /** The same with its interval, by Wilson's from what was learnt and the weight of what is known more generally. */
  riskEstimate(standing: Standing): Estimate
  /** The waits at which the risk of a label changes. */
  cuts(label: number): readonly number[]
  /** What comes next, likeliest first; `ABANDONED` and `SUCCEEDED` among it. */
  next(standing: Standing): readonly { readonly label: number; readonly p: number }[]
}

const tallyOf = (map: Map<string, Tally>, key: string): Tally => {
  const known = map.get(key) ?? { n: 0, yes: 0 }
  map.set(key, known)
  return known
}

const binOf = (cuts: readonly number[] | undefined, waited: number): number =>
  cuts ? cuts.filter((cut) => waited > cut).length : 0

/** Calls back for each visit of a journey: its label, the one before, and how long until what came after. */
const eachVisit = (
  { labels, times, until, abandoned }: KnownJourney,
  on: (label: number, before: number, wait: number, next: number) => void,
): void => {
  for (const [k, label] of labels.entries()) {
    const since = times[k] ?? 0
    const last = k === labels.length - 1
    const wait = Math.max(0, (last ? until : (times[k + 1] ?? since)) - since)
    on(label, labels[k - 1] ?? ABANDONED, wait, last ? (abandoned ? ABANDONED : SUCCEEDED) : (labels[k + 1] ?? 0))
  }
}

/**
 * Learns from journeys whose end is known. Risk: the share abandoned among those that stood at a label and still waited
 * there when a cut of its usual waits had passed, drawn towards the label's share and that towards everybody's, as if by
 * 10 journeys (empirical Bayes). Next step: what follows the last two labels, drawn towards what follows the last one, and
 * that towards what follows any (a Markov chain of order two with back-off).
 */
export const learn = (journeys: readonly KnownJourney[]): Expectation => {
  const waits = new Map<number, number[]>()
  for (const journey of journeys)
    eachVisit(journey, (label, _, wait) => {
      const list = waits.get(label)
      if (list) list.push(wait)
      else waits.set(label, [wait])
    })
  const cuts = new Map(
    [...waits].map(([label, list]) => {
      const sorted = Float64Array.from(list).sort()
      return [label, CUTS.map((p) => quantile(sorted, p) ?? 0)] as const
    }),
  )
  const risks = new Map<string, Tally>()
  const follows = new Map<string, Map<number, number>>()
  const whole: Tally = { n: 0, yes: 0 }
  const count = (key: string, next: number) => {
    const found = follows.get(key) ?? new Map<number, number>()
    follows.set(key, found)
    found.set(next, (found.get(next) ?? 0) + 1)
  }
  for (const journey of journeys) {
    if (journey.abandoned === null) continue
    const yes = journey.abandoned ? 1 : 0
    whole.n++
    whole.yes += yes
    eachVisit(journey, (label, before, wait, next) => {
      for (let bin = 0; bin <= binOf(cuts.get(label), wait); bin++) {
        for (const key of bin === 0 ? [`${label}`, `${label} ${bin}`] : [`${label} ${bin}`]) {
          const tally = tallyOf(risks, key)
          tally.n++
          tally.yes += yes
        }
      }
      count('', next)
      count(`${label}`, next)
      count(`${before} ${label}`, next)
    })
  }
  const drawn = (tally: Tally | undefined, prior: number) =>
    ((tally?.yes ?? 0) + PRIOR * prior) / ((tally?.n ?? 0) + PRIOR)
  const everybody = whole.n === 0 ? 0.5 : whole.yes / whole.n
  const shares = (key: string, prior: ReadonlyMap<number, number>): Map<number, number> => {
    const found = follows.get(key) ?? new Map<number, number>()
    const n = [...found.values()].reduce((sum, times) => sum + times, 0)
    const labels = new Set([...prior.keys(), ...found.keys()])
    return new Map(
      [...labels].map((label) => [label, ((found.get(label) ?? 0) + PRIOR * (prior.get(label) ?? 0)) / (n + PRIOR)]),
    )
  }
  const any = follows.get('') ?? new Map<number, number>()
  const anyN = Math.max(
    1,
    [...any.values()].reduce((sum, times) => sum + times, 0),
  )
  const likeliest = new Map<string, ReturnType<Expectation['next']>>()
  const usual = new Map([...any].map(([label, times]) => [label, times / anyN]))
  const tallyAt = ({ label, waited }: Standing) => risks.get(`${label} ${binOf(cuts.get(label), waited)}`)
  const risk = (standing: Standing) => drawn(tallyAt(standing), drawn(risks.get(`${standing.label}`), everybody))
  return {
    cuts: (label) => cuts.get(label) ?? [],
    risk,
    riskEstimate: (standing) => {
      const [value, n] = [risk(standing), tallyAt(standing)?.n ?? 0]
      const { low = null, high = null } = wilson(value * (n + PRIOR), n + PRIOR) ?? {}
      return { value, low, high, n }
    },
    next: ({ label, before }) => {
      const key = `${before} ${label}`
      const known = likeliest.get(key)
      if (known) return known
      const found = [...shares(key, shares(`${label}`, usual))]
        .map(([to, p]) => ({ label: to, p }))
        .sort((a, b) => b.p - a.p || a.label - b.label)
      likeliest.set(key, found)
      return found
    },
  }
}

export interface CalibrationBand {
  readonly predicted: number
  readonly observed: Estimate
}

/**
 * How well risks foretell, on journeys that were not learnt from: at every moment at which a touchpoint, or a cut of the
 * usual waits after it, is reached. Intervals are over journeys, whose moments are not independent.
 */
export interface Calibration {
  readonly journeys: number
  readonly moments: number
  readonly bands: readonly CalibrationBand[]
  /** Mean squared error, and that of telling everybody the same share. */
  readonly brier: number | null
  readonly brierOfBase: number | null
  /** What the risks save of that error, with its interval: above 0 where they foretell anything. */
  readonly gain: Estimate
  readonly foretells: boolean
  /** Mean predicted less observed. */
  readonly bias: Estimate
  /** How often the likeliest next step is the one that came. */
  readonly nextRight: Estimate
}

interface Moment {
  readonly journey: number
  readonly risk: number
  readonly actual: number
  /** Whether the likeliest next step came; told once a visit. */
  readonly right: boolean | undefined
}

const momentsOf = (expectation: Expectation, journeys: readonly KnownJourney[]): Moment[] =>
  journeys.flatMap((journey, number) => {
    const moments: Moment[] = []
    if (journey.abandoned === null) return moments
    const actual = journey.abandoned ? 1 : 0
    eachVisit(journey, (label, before, wait, next) => {
      const told = (waited: number) => ({ journey: number, actual, risk: expectation.risk({ label, before, waited }) })
      moments.push({ ...told(0), right: expectation.next({ label, before, waited: 0 })[0]?.label === next })
      for (const cut of expectation.cuts(label).filter((one) => one < wait))
        moments.push({ ...told(cut + 1e-9), right: undefined })
    })
    return moments
  })

/** A mean over moments, with the interval of its linearisation over journeys. */
const meanOver = (moments: readonly Moment[], of: (moment: Moment) => number): Estimate => {
  const sums = new Map<number, [number, number]>()
  for (const moment of moments) {
    const known = sums.get(moment.journey) ?? [0, 0]
    sums.set(moment.journey, [known[0] + of(moment), known[1] + 1])
  }
  const all = [...sums.values()]
  return ratioOf(
    all.map(([sum]) => sum),
    all.map(([, times]) => times),
  )
}

const BANDS = 10

/**
 * Moments in bands of about as many; those of equal risk lie in one band, that of their middle, so that nothing depends on
 * the order in which journeys stand.
 */
const bandsOf = (moments: readonly Moment[]): Moment[][] => {
  const sorted = [...moments].sort((a, b) => a.risk - b.risk)
  const bands = Array.from({ length: BANDS }, (): Moment[] => [])
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to]?.risk === sorted[from]?.risk) to++
    const band = Math.floor(((from + to) / 2 / sorted.length) * BANDS)
    const own = bands[Math.min(band, BANDS - 1)] ?? []
    for (const moment of sorted.slice(from, to)) own.push(moment)
  }
  return bands.filter(({ length }) => length > 0)
}

/** Sets risks beside what happened, in bands of about as many moments; `base` is the share that everybody would be told. */
export const calibrate = (expectation: Expectation, journeys: readonly KnownJourney[], base: number): Calibration => {
  const moments = momentsOf(expectation, journeys)
  const bands = bandsOf(moments).map(
    (some): CalibrationBand => ({
      predicted: sumOver(some.length, (place) => some[place]?.risk ?? 0) / some.length,
      observed: meanOver(some, ({ actual }) => actual),
    }),
  )
  const gain = meanOver(moments, ({ risk, actual }) => (base - actual) ** 2 - (risk - actual) ** 2)
  return {
    journeys: journeys.length,
    moments: moments.length,
    bands,
    brier: meanOver(moments, ({ risk, actual }) => (risk - actual) ** 2).value,
    brierOfBase: meanOver(moments, ({ actual }) => (base - actual) ** 2).value,
    gain,
    foretells: (gain.low ?? 0) > 0,
    bias: meanOver(moments, ({ risk, actual }) => risk - actual),
    nextRight: meanOver(
      moments.filter(({ right }) => right !== undefined),
      ({ right }) => (right ? 1 : 0),
    ),
  }
}
