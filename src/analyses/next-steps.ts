import { type Growing, growing, quantile, sortedTimes, wilson } from '../kernel/index.ts'
import type { Estimate } from '../statistics/index.ts'

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
  /** How many journeys it was learnt from, and the share abandoned among them: one half of none. */
  readonly learntFrom: number
  readonly base: number
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

export const binOf = (cuts: readonly number[] | undefined, waited: number): number =>
  cuts ? cuts.filter((cut) => waited > cut).length : 0

/** Calls back for each visit of a journey: its label, the one before, and how long until what came after. */
export const eachVisit = (
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

/** The waits at which the risk of each label changes. */
export type Cuts = ReadonlyMap<number, readonly number[]>

/** The waits after each label, journey by journey. */
export const createWaits = () => {
  const waits = new Map<number, Growing>()
  return {
    add(journey: KnownJourney): void {
      eachVisit(journey, (label, _, wait) => {
        const known = waits.get(label) ?? growing()
        waits.set(label, known)
        known.push(wait)
      })
    },
    waits: waits as ReadonlyMap<number, Growing>,
  }
}

/** Where the usual waits after each label are cut; those of several groups of journeys together. */
export const cutsOf = (groups: readonly ReadonlyMap<number, Growing>[]): Cuts =>
  new Map(
    [...new Set(groups.flatMap((group) => [...group.keys()]))].map((label) => {
      const columns = groups.map((group) => group.get(label)?.values() ?? new Float64Array(0))
      const all = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0))
      let size = 0
      for (const column of columns) {
        all.set(column, size)
        size += column.length
      }
      const sorted = sortedTimes(all)
      return [label, CUTS.map((p) => quantile(sorted, p) ?? 0)] as const
    }),
  )

/**
 * Learns from journeys whose end is known, one after another. Risk: the share abandoned among those that stood at a label and
 * still waited there when a cut of its usual waits had passed, drawn towards the label's share and that towards everybody's, as
 * if by 10 journeys (empirical Bayes). Next step: what follows the last two labels, drawn towards what follows the last one,
 * and that towards what follows any (a Markov chain of order two with back-off).
 */
export const createLearning = (cuts: Cuts) => {
  const risks = new Map<string, Tally>()
  const follows = new Map<string, Map<number, number>>()
  const whole: Tally = { n: 0, yes: 0 }
  const count = (key: string, next: number) => {
    const found = follows.get(key) ?? new Map<number, number>()
    follows.set(key, found)
    found.set(next, (found.get(next) ?? 0) + 1)
  }
  const add = (journey: KnownJourney): void => {
    if (journey.abandoned === null) return
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
  return { add, expectation: (): Expectation => expectationOf(cuts, risks, follows, whole) }
}

/** What is expected, from what was counted. */
const expectationOf = (
  cuts: Cuts,
  risks: ReadonlyMap<string, Tally>,
  follows: ReadonlyMap<string, ReadonlyMap<number, number>>,
  whole: Tally,
): Expectation => {
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
    learntFrom: whole.n,
    base: everybody,
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

/** What is learnt from some journeys at hand. */
export const learn = (journeys: readonly KnownJourney[]): Expectation => {
  const found = createWaits()
  for (const journey of journeys) found.add(journey)
  const learning = createLearning(cutsOf([found.waits]))
  for (const journey of journeys) learning.add(journey)
  return learning.expectation()
}
