import { METRICS } from '../feedback/index.ts'
import { eachAnswer, eachTouch, type Followed, STATUS } from '../journeys/index.ts'
import { normalTail, SECOND, Z95 } from '../kernel/index.ts'
import {
  adjustedWhateverDepends,
  differenceOfSums,
  type Estimate,
  goOn,
  type Look,
  type PairSums,
  pairSums,
  rateDifference,
  ratioOfSums,
} from '../statistics/index.ts'
import { compareTimes, eachTimed, joinTimes, type StageTimes, stageTimes } from './compared-times.ts'
import type { EqualFollowUp } from './equal-follow-up.ts'
import { eachPassage } from './stage-reach.ts'

export type Measured = 'success' | 'drop_off' | 'lived' | 'seconds' | 'nps' | 'csat' | 'ces'

/** One figure of a side, journey by journey: `num` over `den`. */
interface Figure {
  readonly measured: Measured
  /** The stage or touchpoint; empty for the whole. */
  readonly at: string
  readonly isRate: boolean
  /** So long after entry it is looked at, of the journeys followed as long; `null` where it has a time of its own. */
  readonly within: number | null
  readonly num: Uint8Array | Float64Array
  readonly den: Uint8Array | Float64Array
}

export interface Difference {
  readonly measured: Measured
  readonly at: string
  /** Since entry, of the journeys of either side that were followed as long; `null` where a stage's own time counts. */
  readonly withinSeconds: number | null
  readonly a: Estimate
  readonly b: Estimate
  /** a - b. */
  readonly difference: Estimate
  readonly p: number | null
  readonly q: number | null
}

const rateOf = ({ instances }: Followed, measured: Measured, at: string, within: number | null): Figure => ({
  measured,
  at,
  isRate: true,
  within,
  num: new Uint8Array(instances.count),
  den: new Uint8Array(instances.count),
})

const meanOf = ({ instances }: Followed, measured: Measured, within: number): Figure => ({
  measured,
  at: '',
  isRate: false,
  within,
  num: new Float64Array(instances.count),
  den: new Float64Array(instances.count),
})

const add = (list: Uint8Array | Float64Array, i: number, value: number) => {
  list[i] = (list[i] ?? 0) + value
}

const points = (metric: string, score: number): number =>
  metric === 'nps' ? (score >= 9 ? 100 : score <= 6 ? -100 : 0) : metric === 'csat' ? (score >= 4 ? 1 : 0) : score

/**
 * The rates and means of one side. Success, touchpoints lived and what people say are told within the same time after entry
 * on both sides, of the journeys that were followed as long: who came lately has had less time for all of them.
 */
const figuresOf = (followed: Followed, { life, ofTouchpoint }: EqualFollowUp): Figure[] => {
  const { map, table, instances, asOf } = followed
  const { openedAt, closedAt, status, count } = instances
  const isFollowed = (i: number, time: number) => (openedAt[i] ?? 0) + time <= asOf
  const isWithin = (i: number, at: number | undefined, time: number) => (at ?? 0) - (openedAt[i] ?? 0) <= time
  const success = rateOf(followed, 'success', '', life)
  for (let i = 0; i < count; i++) {
    if (!isFollowed(i, life)) continue
    success.den[i] = 1
    if (status[i] === STATUS.succeeded && isWithin(i, closedAt[i], life)) success.num[i] = 1
  }
  const dropOffs = map.stages.map(({ id }) => rateOf(followed, 'drop_off', id, null))
  eachPassage(followed, ({ instance, stage, mature, stopped }) => {
    const one = dropOffs[stage]
    if (!mature || !one) return
    one.den[instance] = 1
    if (stopped) one.num[instance] = 1
  })
  const times = map.touchpoints.map(({ id }) => ofTouchpoint(id))
  const touched = map.touchpoints.map(({ id }, t) => rateOf(followed, 'lived', id, times[t] ?? 0))
  for (let i = 0; i < count; i++) {
    for (const [t, { den }] of touched.entries()) den[i] = isFollowed(i, times[t] ?? 0) ? 1 : 0
    eachTouch(table, instances, i, (touchpoint, e) => {
      const one = touched[touchpoint]
      if (one?.den[i] === 1 && isWithin(i, table.at[e], times[touchpoint] ?? 0)) one.num[i] = 1
    })
  }
  const said = METRICS.map((metric) => meanOf(followed, metric, life))
  eachAnswer(table, instances, (i, _, metric, score, e) => {
    const one = said[metric]
    if (!one || !isFollowed(i, life) || !isWithin(i, table.at[e], life)) return
    add(one.num, i, points(METRICS[metric] ?? '', score))
    add(one.den, i, 1)
  })
  return [success, ...dropOffs, ...said, ...touched]
}

/** Whom a figure of a side rests on: the people whom its rate or mean is over, or every passage that was timed. */
export const peopleOfFigure = (
  followed: Followed,
  alike: EqualFollowUp,
  measured: string,
  at: string,
): readonly string[] | undefined => {
  const { table, instances, map } = followed
  const keyOf = (i: number) => table.keys[instances.caseOf[i] ?? 0] ?? ''
  if (measured === 'seconds') {
    const wanted = map.stages.findIndex(({ id }) => id === at)
    const who: string[] = []
    eachTimed(followed, (stage, instance) => stage === wanted && who.push(keyOf(instance)))
    return wanted < 0 ? undefined : who
  }
  const one = figuresOf(followed, alike).find((each) => each.measured === measured && each.at === at)
  if (!one) return undefined
  const people = new Set<string>()
  for (let i = 0; i < instances.count; i++) if ((one.den[i] ?? 0) !== 0) people.add(keyOf(i))
  return [...people]
}

interface FigureSums extends Pick<Figure, 'measured' | 'at' | 'isRate' | 'within'> {
  readonly sums: PairSums
}

/** What two sides were counted for, over the same people: parts of people add up. */
export interface SidesCounted {
  readonly figures: readonly FigureSums[]
  /** By the stage of the first side; of those that the second has, too. */
  readonly times: readonly { readonly stage: string; readonly a: StageTimes; readonly b: StageTimes }[]
}

/** Which case of the second side each of the first is; -1 for none. */
const sameCases = (a: Followed, b: Followed): Int32Array => {
  if (a.table.keys === b.table.keys) return Int32Array.from(a.table.keys.keys())
  const places = new Map(b.table.keys.map((key, c) => [key, c]))
  return Int32Array.from(a.table.keys, (key) => places.get(key) ?? -1)
}

/** A figure case by case: of one person there may be several journeys. */
const byCase = ({ table, instances }: Followed, column: Uint8Array | Float64Array): Float64Array => {
  const own = new Float64Array(table.keys.length)
  for (let i = 0; i < column.length; i++) add(own, instances.caseOf[i] ?? 0, column[i] ?? 0)
  return own
}

const sumsOf = (a: Followed, b: Followed, one: Figure, other: Figure, same: Int32Array): PairSums => {
  const [numA, denA, numB, denB] = [byCase(a, one.num), byCase(a, one.den), byCase(b, other.num), byCase(b, other.den)]
  const sums = pairSums()
  for (let c = 0; c < same.length; c++) {
    const d = same[c] ?? -1
    const [num, den] = d < 0 ? [0, 0] : [numB[d] ?? 0, denB[d] ?? 0]
    if ((denA[c] ?? 0) === 0 && den === 0) continue
    sums.add(numA[c] ?? 0, denA[c] ?? 0, num, den)
    if (d >= 0) denB[d] = 0
  }
  for (let d = 0; d < denB.length; d++) if ((denB[d] ?? 0) !== 0) sums.add(0, 0, numB[d] ?? 0, denB[d] ?? 0)
  return sums.told()
}

/** Counts what two sides differ in, matched by stage and touchpoint; both are of the same people, or of the same part of them. */
export const countSides = (a: Followed, b: Followed, alike: EqualFollowUp): SidesCounted => {
  const same = sameCases(a, b)
  const others = new Map(figuresOf(b, alike).map((one) => [`${one.measured} ${one.at}`, one]))
  const [left, right] = [stageTimes(a), stageTimes(b)]
  return {
    figures: figuresOf(a, alike).flatMap((one) => {
      const other = others.get(`${one.measured} ${one.at}`)
      const { measured, at, isRate, within } = one
      return other ? [{ measured, at, isRate, within, sums: sumsOf(a, b, one, other, same) }] : []
    }),
    times: a.map.stages.flatMap(({ id }, s) => {
      const [one, other] = [left[s], right[b.map.stages.findIndex((stage) => stage.id === id)]]
      return one && other ? [{ stage: id, a: one, b: other }] : []
    }),
  }
}

/** Rates of people of whom nobody is on both sides, each counted once: Newcombe. Otherwise person by person. */
const compare = ({ measured, at, isRate, within }: FigureSums, sums: PairSums): Omit<Difference, 'q'> => {
  const { a, b } = sums
  const once = a.den === a.people && b.den === b.people
  const withinSeconds = within === null || !Number.isFinite(within) ? null : within / SECOND
  const told = { measured, at, withinSeconds, a: ratioOfSums(a), b: ratioOfSums(b) }
  if (isRate && once && sums.both === 0) {
    const n = a.people + b.people
    const found = rateDifference(a.num, a.people, b.num, b.people)
    const difference = found ? { ...found, n } : { value: null, low: null, high: null, n }
    return { ...told, difference, p: pOf(difference) }
  }
  const difference = differenceOfSums(sums)
  return { ...told, difference, p: pOf(difference) }
}

/** The p-value that an interval says: of rates near 0 or 1, or of few, it is wider on the side of chance than on the other. */
const pOf = ({ value, low, high }: Estimate): number | null => {
  if (value === null || low === null || high === null) return null
  const error = (value > 0 ? value - low : high - value) / Z95
  return value === 0 ? 1 : error === 0 ? 0 : Math.min(1, normalTail(value / error))
}

const joinSums = (parts: readonly (PairSums | undefined)[]): PairSums => {
  const sums = pairSums()
  for (const part of parts) if (part) sums.join(part)
  return sums.told()
}

/**
 * Everything that two sides differ in: rates by Newcombe where people are apart, else and for means by linearisation over
 * people, who may be on both sides; median times by bootstrap over people. p-values are adjusted over all of them, whatever the
 * dependence between them (Benjamini-Yekutieli).
 */
export const tellDifferences = (parts: readonly SidesCounted[], look: Look = goOn): Difference[] => {
  const [first] = parts
  if (!first) return []
  const rates = first.figures.flatMap((one, at) => {
    const sums = joinSums(parts.map(({ figures }) => figures[at]?.sums))
    return sums.a.den > 0 || sums.b.den > 0 ? [compare(one, sums)] : []
  })
  const times = first.times.map(({ stage }, at): Omit<Difference, 'q'> => {
    const [a, b] = (['a', 'b'] as const).map((side) => joinTimes(parts.flatMap((part) => part.times[at]?.[side] ?? [])))
    return {
      measured: 'seconds',
      at: stage,
      withinSeconds: null,
      ...compareTimes(a ?? joinTimes([]), b ?? joinTimes([]), look),
    }
  })
  const all = [...rates, ...times]
  const tested = all.flatMap(({ p }) => (p === null ? [] : [p]))
  const qs = adjustedWhateverDepends(tested)
  let next = 0
  return all.map((one) => ({ ...one, q: one.p === null ? null : (qs[next++] ?? 1) }))
}
