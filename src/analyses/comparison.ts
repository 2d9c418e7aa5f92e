import { METRICS } from '../feedback/index.ts'
import { eachAnswer, eachTouch, type Followed, kaplanMeier, STATUS, survivalQuantile } from '../journeys/index.ts'
import { normalTail, quantile, Z95 } from '../kernel/index.ts'
import {
  adjustedWhateverDepends,
  drawBelow,
  drawsOf,
  type Estimate,
  pairedDifference,
  rateDifference,
  ratioOf,
} from '../statistics/index.ts'
import { eachPassage } from './stage-reach.ts'

export type Measured = 'success' | 'drop_off' | 'lived' | 'seconds' | 'nps' | 'csat' | 'ces'

/** One figure of a side, journey by journey: `num` over `den`. */
interface Figure {
  readonly measured: Measured
  /** The stage or touchpoint; empty for the whole. */
  readonly at: string
  readonly isRate: boolean
  readonly num: Float64Array
  readonly den: Float64Array
}

export interface Difference {
  readonly measured: Measured
  readonly at: string
  readonly a: Estimate
  readonly b: Estimate
  /** a - b. */
  readonly difference: Estimate
  readonly p: number | null
  readonly q: number | null
}

const figure = (followed: Followed, measured: Measured, at: string, isRate: boolean): Figure => ({
  measured,
  at,
  isRate,
  num: new Float64Array(followed.instances.count),
  den: new Float64Array(followed.instances.count),
})

const add = (list: Float64Array, i: number, value: number) => {
  list[i] = (list[i] ?? 0) + value
}

const points = (metric: string, score: number): number =>
  metric === 'nps' ? (score >= 9 ? 100 : score <= 6 ? -100 : 0) : metric === 'csat' ? (score >= 4 ? 1 : 0) : score

/** The rates and means of one side: success of those who ended, drop-off of stages, touchpoints lived, what people say. */
const figuresOf = (followed: Followed): Figure[] => {
  const { map, table, instances } = followed
  const success = figure(followed, 'success', '', true)
  for (let i = 0; i < instances.count; i++) {
    if (instances.status[i] === STATUS.open) continue
    success.den[i] = 1
    if (instances.status[i] === STATUS.succeeded) success.num[i] = 1
  }
  const dropOffs = map.stages.map(({ id }) => figure(followed, 'drop_off', id, true))
  eachPassage(followed, ({ instance, stage, mature, stopped }) => {
    const one = dropOffs[stage]
    if (!mature || !one) return
    one.den[instance] = 1
    if (stopped) one.num[instance] = 1
  })
  const touched = map.touchpoints.map(({ id }) => figure(followed, 'lived', id, true))
  for (const one of touched) one.den.fill(1)
  for (let i = 0; i < instances.count; i++)
    eachTouch(table, instances, i, (touchpoint) => {
      const one = touched[touchpoint]
      if (one) one.num[i] = 1
    })
  const said = METRICS.map((metric) => figure(followed, metric, '', false))
  eachAnswer(table, instances, (i, _, metric, score) => {
    const one = said[metric]
    if (!one) return
    add(one.num, i, points(METRICS[metric] ?? '', score))
    add(one.den, i, 1)
  })
  return [success, ...dropOffs, ...said, ...touched]
}

/** Whom a figure of a side rests on: the people whom its rate or mean is over, or every passage that was timed. */
export const peopleOfFigure = (followed: Followed, measured: string, at: string): readonly string[] | undefined => {
  if (measured === 'seconds') {
    const stage = followed.map.stages.findIndex(({ id }) => id === at)
    return timesOf(followed)[stage]?.map(({ key }) => key)
  }
  const one = figuresOf(followed).find((each) => each.measured === measured && each.at === at)
  return one && [...peopleOf(followed, one).keys()]
}

/** The sums of each person of a side, by key. */
const peopleOf = ({ table, instances }: Followed, { num, den }: Figure): Map<string, [number, number]> => {
  const people = new Map<string, [number, number]>()
  for (let i = 0; i < num.length; i++) {
    if ((den[i] ?? 0) === 0) continue
    const key = table.keys[instances.caseOf[i] ?? 0] ?? ''
    const known = people.get(key) ?? [0, 0]
    people.set(key, [known[0] + (num[i] ?? 0), known[1] + (den[i] ?? 0)])
  }
  return people
}

const columns = (people: Iterable<readonly [number, number]>) => {
  const list = [...people]
  return { num: Float64Array.from(list, ([n]) => n), den: Float64Array.from(list, ([, d]) => d) }
}

const total = (list: Float64Array) => list.reduce((sum, value) => sum + value, 0)

/** Rates of people of whom nobody is on both sides, each counted once: Newcombe. Otherwise person by person. */
const compare = (a: Followed, b: Followed, one: Figure, other: Figure): Omit<Difference, 'q'> => {
  const [left, right] = [peopleOf(a, one), peopleOf(b, other)]
  const apart = [...left.keys()].every((key) => !right.has(key))
  const once = total(one.den) === left.size && total(other.den) === right.size
  const sides = { a: estimate(columns(left.values())), b: estimate(columns(right.values())) }
  const { measured, at } = one
  const n = left.size + right.size
  if (apart && once && one.isRate) {
    const found = rateDifference(total(one.num), left.size, total(other.num), right.size)
    const difference = found ? { ...found, n } : { value: null, low: null, high: null, n }
    return { measured, at, ...sides, difference, p: pOf(difference) }
  }
  const keys = [...new Set([...left.keys(), ...right.keys()])]
  const none: [number, number] = [0, 0]
  const difference = pairedDifference(
    columns(keys.map((key) => left.get(key) ?? none)),
    columns(keys.map((key) => right.get(key) ?? none)),
  )
  return { measured, at, ...sides, difference, p: pOf(difference) }
}

const estimate = ({ num, den }: { num: Float64Array; den: Float64Array }): Estimate => ratioOf(num, den)

const pOf = ({ value, low, high }: Estimate): number | null => {
  if (value === null || low === null || high === null) return null
  const error = (high - low) / (2 * Z95)
  return error === 0 ? (value === 0 ? 1 : 0) : normalTail(value / error)
}

interface StageTime {
  readonly key: string
  readonly time: number
  readonly ended: boolean
}

const medianOf = (times: readonly StageTime[]): number | null =>
  times.some(({ ended }) => ended) ? survivalQuantile(kaplanMeier(times), 0.5) : null

/** The times through each stage, by person; of those still there, so far. */
const timesOf = (followed: Followed): StageTime[][] => {
  const times: StageTime[][] = followed.map.stages.map(() => [])
  const { table, instances } = followed
  eachPassage(followed, ({ instance, stage, seconds, ended, stopped }) => {
    if (stopped) return
    times[stage]?.push({ key: table.keys[instances.caseOf[instance] ?? 0] ?? '', time: seconds, ended })
  })
  return times
}

const RESAMPLES = 200
/** People drawn again in all: fewer resamples where there are many people, whose interval is narrow anyway. */
const MOST_DRAWN = 4_000_000
const SEED = 20_240_903

/** Times in ascending order, with the person of each: what a median is drawn again from without sorting. */
interface SortedTimes {
  readonly time: Float64Array
  readonly ended: Uint8Array
  readonly person: Uint32Array
}

const sortedTimes = (times: readonly StageTime[], personOf: ReadonlyMap<string, number>): SortedTimes => {
  const sorted = [...times].sort((a, b) => a.time - b.time)
  return {
    time: Float64Array.from(sorted, ({ time }) => time),
    ended: Uint8Array.from(sorted, ({ ended }) => (ended ? 1 : 0)),
    person: Uint32Array.from(sorted, ({ key }) => personOf.get(key) ?? 0),
  }
}

/** The product-limit median where each person counts as often as drawn; `null` where it is not reached. */
const weighedMedian = ({ time, ended, person }: SortedTimes, drawn: Uint16Array): number | null => {
  let atRisk = 0
  for (const one of person) atRisk += drawn[one] ?? 0
  let survival = 1
  for (let k = 0; k < time.length; ) {
    const now = time[k] ?? 0
    let [ends, leave] = [0, 0]
    for (; k < time.length && time[k] === now; k++) {
      const times = drawn[person[k] ?? 0] ?? 0
      leave += times
      if (ended[k] === 1) ends += times
    }
    if (ends > 0) survival *= 1 - ends / atRisk
    if (survival <= 0.5 + 1e-12 && ends > 0) return now
    atRisk -= leave
  }
  return null
}

/** Median time through a stage (Kaplan-Meier), with the middle 95 % of its difference when people are drawn again. */
const compareTimes = (at: string, a: readonly StageTime[], b: readonly StageTime[]): Omit<Difference, 'q'> => {
  const plain = (times: readonly StageTime[]): Estimate => ({
    value: medianOf(times),
    low: null,
    high: null,
    n: times.length,
  })
  const [left, right] = [plain(a), plain(b)]
  const n = a.length + b.length
  const none: Estimate = { value: null, low: null, high: null, n }
  if (left.value === null || right.value === null)
    return { measured: 'seconds', at, a: left, b: right, difference: none, p: null }
  // Who is drawn does not depend on who stands where.
  const keys = [...new Set([...a, ...b].map(({ key }) => key))].sort()
  const personOf = new Map(keys.map((key, person) => [key, person]))
  const [sortedA, sortedB] = [sortedTimes(a, personOf), sortedTimes(b, personOf)]
  const draws = drawsOf(SEED)
  const found: number[] = []
  const times = Math.max(40, Math.min(RESAMPLES, Math.floor(MOST_DRAWN / (keys.length + 1))))
  const drawn = new Uint16Array(keys.length)
  for (let time = 0; time < times; time++) {
    drawn.fill(0)
    for (let k = 0; k < keys.length; k++) {
      const person = drawBelow(draws, keys.length)
      drawn[person] = (drawn[person] ?? 0) + 1
    }
    const [one, other] = [weighedMedian(sortedA, drawn), weighedMedian(sortedB, drawn)]
    if (one !== null && other !== null) found.push(one - other)
  }
  const sorted = Float64Array.from(found).sort()
  // A median that many draws do not reach has no interval.
  const bounded = found.length >= times * 0.95
  return {
    measured: 'seconds',
    at,
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

/**
 * Everything that two sides differ in, matched by stage and touchpoint: rates by Newcombe where people are apart, else and for
 * means by linearisation over people, who may be on both sides; median times by bootstrap over people. p-values are adjusted
 * over all of them, whatever the dependence between them (Benjamini-Yekutieli).
 */
export const differencesOf = (a: Followed, b: Followed): Difference[] => {
  const others = new Map(figuresOf(b).map((one) => [`${one.measured} ${one.at}`, one]))
  const rates = figuresOf(a).flatMap((one) => {
    const other = others.get(`${one.measured} ${one.at}`)
    return other && (total(one.den) > 0 || total(other.den) > 0) ? [compare(a, b, one, other)] : []
  })
  const [left, right] = [timesOf(a), timesOf(b)]
  const times = a.map.stages.flatMap(({ id }, s) => {
    const other = b.map.stages.findIndex((stage) => stage.id === id)
    return other < 0 ? [] : [compareTimes(id, left[s] ?? [], right[other] ?? [])]
  })
  const all = [...rates, ...times]
  const tested = all.flatMap(({ p }) => (p === null ? [] : [p]))
  const qs = adjustedWhateverDepends(tested)
  let next = 0
  return all.map((one) => ({ ...one, q: one.p === null ? null : (qs[next++] ?? 1) }))
}
