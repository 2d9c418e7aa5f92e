import { type Followed, kaplanMeier, survivalQuantile } from '../journeys/index.ts'
import { growing, hashed, joined, quantile } from '../kernel/index.ts'
import { drawPoisson, drawsOf, type Estimate, goOn, type Look } from '../statistics/index.ts'
import { eachPassage } from './stage-reach.ts'

/** Times through one stage: seconds, whether they are over, and in which lot whoever took them is drawn. */
export interface StageTimes {
  readonly seconds: Float64Array
  readonly ended: Uint16Array
  readonly lot: Uint16Array
}

/** People are drawn again in so many lots, by their keys: of those in one, all are drawn together. */
const LOTS = 1 << 16

/** Every passage that was timed, stage by stage: who stopped has no time through it, who is still there has it so far. */
export const eachTimed = (
  followed: Followed,
  on: (stage: number, instance: number, seconds: number, ended: boolean) => void,
): void =>
  eachPassage(followed, ({ instance, stage, seconds, ended, stopped }) => {
    if (!stopped) on(stage, instance, seconds, ended)
  })

/** The times of one part, stage by stage. */
export const stageTimes = (followed: Followed): readonly StageTimes[] => {
  const { keys } = followed.table
  const columns = followed.map.stages.map(() => ({ seconds: growing(), ended: growing(), lot: growing() }))
  eachTimed(followed, (stage, instance, seconds, ended) => {
    const one = columns[stage]
    if (!one) return
    one.seconds.push(seconds)
    one.ended.push(ended ? 1 : 0)
    one.lot.push(hashed(keys[followed.instances.caseOf[instance] ?? 0] ?? '') % LOTS)
  })
  return columns.map(({ seconds, ended, lot }) => ({
    seconds: seconds.values().slice(),
    ended: Uint16Array.from(ended.values()),
    lot: Uint16Array.from(lot.values()),
  }))
}

const longOf = (size: number): Float64Array => new Float64Array(size)
const shortOf = (size: number): Uint16Array => new Uint16Array(size)

/** Those of one stage of all parts, in ascending order: what a median is drawn again from without sorting. */
export const joinTimes = (parts: readonly StageTimes[]): StageTimes => {
  const seconds = joined(
    parts.map((part) => part.seconds),
    longOf,
  )
  const [ended, lot] = [parts.map((part) => part.ended), parts.map((part) => part.lot)].map((columns) =>
    joined(columns, shortOf),
  )
  const order = Uint32Array.from(seconds.keys()).sort((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0))
  return {
    seconds: Float64Array.from(order, (place) => seconds[place] ?? 0),
    ended: Uint16Array.from(order, (place) => ended?.[place] ?? 0),
    lot: Uint16Array.from(order, (place) => lot?.[place] ?? 0),
  }
}

const medianOf = ({ seconds, ended }: StageTimes): number | null =>
  ended.some((is) => is === 1)
    ? survivalQuantile(kaplanMeier(Array.from(seconds, (time, k) => ({ time, ended: ended[k] === 1 }))), 0.5)
    : null

/** The product-limit median where each lot counts as often as drawn; `null` where it is not reached. */
const weighedMedian = ({ seconds, ended, lot }: StageTimes, drawn: Uint8Array): number | null => {
  let atRisk = 0
  for (let k = 0; k < lot.length; k++) atRisk += drawn[lot[k] ?? 0] ?? 0
  let survival = 1
  for (let k = 0; k < seconds.length; ) {
    const now = seconds[k] ?? 0
    let [ends, leave] = [0, 0]
    for (; k < seconds.length && seconds[k] === now; k++) {
      const times = drawn[lot[k] ?? 0] ?? 0
      leave += times
      if (ended[k] === 1) ends += times
    }
    if (ends > 0) survival *= 1 - ends / atRisk
    if (survival <= 0.5 + 1e-12 && ends > 0) return now
    atRisk -= leave
  }
  return null
}

const lotsIn = (...sides: readonly StageTimes[]): ReadonlySet<number> => {
  const found = new Set<number>()
  for (const { lot } of sides) for (const one of lot) found.add(one)
  return found
}

const RESAMPLES = 200
/** Times drawn again in all: fewer resamples where there are many, whose interval is narrow anyway. */
const MOST_DRAWN = 4_000_000
const SEED = 20_240_903

export interface ComparedTimes {
  readonly a: Estimate
  readonly b: Estimate
  readonly difference: Estimate
  readonly p: number | null
}

/**
 * Median time through a stage (Kaplan-Meier), with the middle 95 % of its difference when people are drawn again: each counts
 * as often as a Poisson of mean 1 says, drawn by their key, on both sides alike. Times are in ascending order.
 */
export const compareTimes = (a: StageTimes, b: StageTimes, look: Look = goOn): ComparedTimes => {
  const plain = (times: StageTimes): Estimate => ({
    value: medianOf(times),
    low: null,
    high: null,
    n: times.seconds.length,
  })
  const [left, right] = [plain(a), plain(b)]
  const n = a.seconds.length + b.seconds.length
  const none: Estimate = { value: null, low: null, high: null, n }
  if (left.value === null || right.value === null) return { a: left, b: right, difference: none, p: null }
  const draws = drawsOf(SEED)
  const found: number[] = []
  const times = Math.max(40, Math.min(RESAMPLES, Math.floor(MOST_DRAWN / (n + 1))))
  const drawn = new Uint8Array(LOTS)
  const lots = Uint16Array.from(lotsIn(a, b)).sort()
  for (let time = 0; time < times; time++) {
    look()
    for (const lot of lots) drawn[lot] = drawPoisson(draws, 1)
    const [one, other] = [weighedMedian(a, drawn), weighedMedian(b, drawn)]
    if (one !== null && other !== null) found.push(one - other)
  }
  const sorted = Float64Array.from(found).sort()
  // A median that many draws do not reach has no interval.
  const bounded = found.length >= times * 0.95
  return {
    a: left,
    b: right,
    difference: {
      value: left.value - right.value,
      low: bounded ? quantile(sorted, 0.025) : null,
      high: bounded ? quantile(sorted, 0.975) : null,
      n,
    },
    p: bounded ? bootstrapP(sorted) : null,
  }
}

/** Twice the share of draws on the other side of 0, never less than what so many draws can tell. */
const bootstrapP = (sorted: Float64Array): number => {
  const below = sorted.filter((value) => value <= 0).length
  const above = sorted.filter((value) => value >= 0).length
  return Math.min(1, (2 * (Math.min(below, above) + 1)) / (sorted.length + 1))
}
