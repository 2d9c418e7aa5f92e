import { type Followed, NONE, STATUS, wasLived } from '../journeys/index.ts'
import { normalTail, wilson, Z95 } from '../kernel/index.ts'
import {
  addedShares,
  adjustedWhateverDepends,
  clusteredShare,
  type Estimate,
  type ShareSums,
  shareSums,
} from '../statistics/index.ts'

/** Who reached a stage, and of those whose time there has run out, who went no further. */
export interface StageReach {
  readonly id: string
  /** Reached it, and the allowed time there has run out. */
  readonly mature: number
  readonly stopped: number
  /** The same over people, who may live several journeys; without it each is another person's. */
  readonly over?: ShareSums
}

/** What one journey was in one stage that it reached. */
export interface Passage {
  readonly instance: number
  readonly stage: number
  /** Its allowed time there has run out. */
  readonly mature: boolean
  /** It went no further. */
  readonly stopped: boolean
  /** Seconds from reaching the stage to what came after it, or so far; those who stopped have no time through it. */
  readonly seconds: number
  readonly ended: boolean
}

/**
 * Calls back for each stage that each journey reached: at the first touchpoint of it or of a later one, and success is
 * reaching them all. Whoever enters stands in the first stage.
 */
export const eachPassage = ({ table, rules, instances, asOf }: Followed, on: (passage: Passage) => void): void => {
  const size = rules.stages.length
  const reachedAt = new Float64Array(size + 1)
  for (let i = 0; i < instances.count; i++) {
    reachedAt.fill(Number.NaN)
    let furthest = -1
    const reach = (stage: number, at: number) => {
      for (; furthest < stage; furthest++) reachedAt[furthest + 1] = at
    }
    reach(0, instances.openedAt[i] ?? 0)
    for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++) {
      const e = instances.members[m] ?? 0
      const touchpoint = table.touchpoint[e] ?? NONE
      if (touchpoint !== NONE && wasLived(table, instances, i, e))
        reach(rules.stageOf[touchpoint] ?? -1, table.at[e] ?? 0)
    }
    const last = Math.min(furthest, size - 1)
    const [succeeded, abandoned] = [instances.status[i] === STATUS.succeeded, instances.status[i] === STATUS.abandoned]
    if (succeeded) reach(size, instances.closedAt[i] ?? 0)
    const end = (instances.openedAt[i] ?? 0) + rules.window
    for (let stage = 0; stage <= Math.min(furthest, size - 1); stage++) {
      const since = reachedAt[stage] ?? 0
      const out = Math.min(since + (rules.stages[stage]?.max ?? Number.POSITIVE_INFINITY), end)
      const next = reachedAt[stage + 1] ?? Number.NaN
      const ended = !Number.isNaN(next)
      on({
        instance: i,
        stage,
        mature: out < asOf,
        stopped: abandoned && stage === last,
        seconds: Math.max(0, (ended ? next : Math.min(asOf, end)) - since) / 1000,
        ended,
      })
    }
  }
}

/**
 * How far journeys come, stage by stage. Only journeys whose allowed time in a stage has run out count there, quick ones
 * too: no cohort is half counted. Where every journey is mature the product of what goes on is exactly the share that succeeds.
 */
export const stageReach = (followed: Followed): StageReach[] => {
  const { stages } = followed.rules
  const { caseOf, count } = followed.instances
  const OUT = 255
  /** By stage: 1 for who stopped there, 0 for who went on, of the journeys whose time there has run out. */
  const ended = stages.map(() => new Uint8Array(count).fill(OUT))
  eachPassage(followed, ({ stage, instance, mature, stopped }) => {
    const own = ended[stage]
    if (mature && own) own[instance] = stopped ? 1 : 0
  })
  return stages.map(({ id }, s) => {
    const own = ended[s]
    const over = shareSums({
      people: caseOf.subarray(0, count),
      label: (i) => (own?.[i] === 1 ? 0 : -1),
      within: (i) => (own?.[i] === OUT ? -1 : 0),
    })
    return { id, mature: over.den, stopped: over.num, over }
  })
}

/** How far the journeys of all parts come. */
export const joinReach = (parts: readonly (readonly StageReach[])[]): StageReach[] => {
  const [first = []] = parts
  const sum = (s: number, of: 'mature' | 'stopped') => parts.reduce((all, part) => all + (part[s]?.[of] ?? 0), 0)
  return first.map(({ id }, s) => ({
    id,
    mature: sum(s, 'mature'),
    stopped: sum(s, 'stopped'),
    over: addedShares(parts.flatMap((part) => part[s]?.over ?? [])),
  }))
}

/** The share that goes on from each stage; undefined where nobody's time there has run out. */
const goesOn = (reach: readonly StageReach[]): number[] | undefined =>
  reach.every(({ mature }) => mature > 0) ? reach.map(({ mature, stopped }) => 1 - stopped / mature) : undefined

/** The product of what goes on from stage to stage: the conversion once everybody's time has run out. */
export const conversionOf = (reach: readonly StageReach[]): number | undefined =>
  goesOn(reach)?.reduce((product, share) => product * share, 1)

/** That conversion with its interval, by the delta method over the shares that go on, stages independent; n of the first stage. */
export const conversionEstimate = (reach: readonly StageReach[]): Estimate => {
  const n = reach[0]?.mature ?? 0
  const value = conversionOf(reach)
  if (value === undefined) return { value: null, low: null, high: null, n }
  const others = (s: number) => conversionOf(reach.filter((_, k) => k !== s)) ?? 1
  const variance = reach.reduce((sum, stage, s) => sum + (others(s) * errorOf(stage)) ** 2, 0)
  const spread = Z95 * Math.sqrt(variance)
  return { value, low: Math.max(0, value - spread), high: Math.min(1, value + spread), n }
}

/**
 * Shapley's shares of the difference of two products, factor by factor: what exchanging a factor changes, averaged over
 * all orders of exchange. Exact, by the polynomial whose coefficients gather the subsets of each size.
 */
export const shapleyOfProducts = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((own, j) => {
    let coefficients = [1]
    for (let k = 0; k < a.length; k++) {
      if (k === j) continue
      const next = new Array<number>(coefficients.length + 1).fill(0)
      for (const [size, value] of coefficients.entries()) {
        next[size] = (next[size] ?? 0) + value * (b[k] ?? 0)
        next[size + 1] = (next[size + 1] ?? 0) + value * (a[k] ?? 0)
      }
      coefficients = next
    }
    let [sum, binomial] = [0, 1]
    for (let size = 0; size < a.length; size++) {
      sum += (coefficients[size] ?? 0) / (a.length * binomial)
      binomial *= (a.length - 1 - size) / (size + 1)
    }
    return sum * (own - (b[j] ?? 0))
  })

export interface StageContribution {
  readonly stage: string
  /** What it adds to the difference of conversions. */
  readonly value: number
  readonly low: number
  readonly high: number
  /** Adjusted over all stages (Benjamini-Yekutieli): their contributions depend on each other. */
  readonly q: number
}

/** Spread of a share of which nobody or everybody is seen, too: half of Wilson's interval in standard errors. */
const errorOf = ({ mature, stopped, over }: StageReach): number => {
  const again = over && over.people > 1 && over.people < over.den
  const { low, high } = (again ? clusteredShare(over) : wilson(stopped, mature)) ?? {}
  return typeof low === 'number' && typeof high === 'number' ? (high - low) / 2 / Z95 : 0
}

/**
 * What each stage adds to the difference between two conversions, largest first; the shares add up to it. Intervals by the
 * delta method over the shares that go on, stages independent.
 */
export const contributionsOf = (
  a: readonly StageReach[],
  b: readonly StageReach[],
): readonly StageContribution[] | undefined => {
  const [one, other] = [goesOn(a), goesOn(b)]
  if (!one || !other || a.length !== b.length || a.some(({ id }, s) => id !== b[s]?.id)) return undefined
  const values = shapleyOfProducts(one, other)
  const STEP = 1e-6
  const variance = new Float64Array(values.length)
  const vary = (
    list: readonly number[],
    reach: readonly StageReach[],
    again: (list: readonly number[]) => number[],
  ) => {
    for (const [s, stage] of reach.entries()) {
      const moved = again(list.map((share, k) => (k === s ? share + STEP : share)))
      for (const [j, value] of moved.entries())
        variance[j] = (variance[j] ?? 0) + (((value - (values[j] ?? 0)) / STEP) * errorOf(stage)) ** 2
    }
  }
  vary(one, a, (list) => shapleyOfProducts(list, other))
  vary(other, b, (list) => shapleyOfProducts(one, list))
  const qs = adjustedWhateverDepends(
    values.map((value, s) => (variance[s] ? normalTail(value / Math.sqrt(variance[s] ?? 1)) : 1)),
  )
  return values
    .map((value, s) => {
      const spread = Z95 * Math.sqrt(variance[s] ?? 0)
      return { stage: a[s]?.id ?? '', value, low: value - spread, high: value + spread, q: qs[s] ?? 1 }
    })
    .sort((x, y) => Math.abs(y.value) - Math.abs(x.value))
}
