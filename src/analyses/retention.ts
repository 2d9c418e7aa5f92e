import { eventsInSpans } from '../journeys/index.ts'
import { type Instant, inParts, type Rate, rate, roomFor, type SharedWork } from '../kernel/index.ts'
import { type Calendar, periodOf } from './calendar.ts'
import { marked, type Sequences } from './sequences.ts'

export interface RetentionQuestion {
  /** Who joins a cohort, in the period of the first such event; every event where absent. */
  readonly start?: readonly number[]
  /** What counts as coming back; every event where absent. */
  readonly back?: readonly number[]
  /** `bounded`: in the k-th period after the first. `unbounded`: in the k-th or any later one. */
  readonly kind: 'bounded' | 'unbounded'
  /** Periods after the first that are looked at. */
  readonly periods: number
  readonly asOf: Instant
}

export interface Cohort {
  readonly label: string
  readonly people: number
  /** After 0, 1, 2… periods; a period that is not over yet at the as-of instant is absent: its people are still on their way. */
  readonly retained: readonly Rate[]
}

export interface Retention {
  readonly cohorts: readonly Cohort[]
  /** Over the cohorts whose period is over: counts added, never rates averaged. */
  readonly overall: readonly Rate[]
}

/** Who came, when, and in which periods after that they came back. */
export interface Returns {
  /** The period in which each case joined; -1 for never. */
  readonly cohortOf: Int32Array
  /** Case by case, 1 for each of `width` periods in which it counts as having come back. */
  readonly came: Uint8Array
  readonly width: number
}

/** What is looked at of who comes back, and where it is written. */
interface ReturnColumns extends Pick<Sequences, 'begins' | 'ends' | 'at' | 'code'>, Returns {
  readonly calendar: Calendar
  readonly question: RetentionQuestion
}

/** Most instants fall in the period in which they would if all were as long as the first: it is looked at first. */
const guessing = (calendar: Calendar) => {
  const { starts } = calendar
  const [first = 0, second = 1] = starts
  const each = 1 / (second - first)
  return (at: number): number => {
    const guess = Math.floor((at - first) * each)
    return at >= (starts[guess] ?? Infinity) && at < (starts[guess + 1] ?? -Infinity) ? guess : periodOf(calendar, at)
  }
}

const follow = (columns: ReturnColumns, from: number, to: number): undefined => {
  const { begins, ends, at: instants, code: codes, calendar, question, cohortOf, came, width } = columns
  const [start, back] = [question.start && marked(question.start), question.back && marked(question.back)]
  const { starts: boundaries } = calendar
  const { asOf, kind } = question
  const bounded = kind === 'bounded'
  const periodAt = guessing(calendar)
  for (let c = from; c < to; c++) {
    const base = c * width
    const end = ends[c] ?? 0
    let cohort = -1
    // Events are in order: the calendar is walked along with them.
    let period = -1
    let until = Number.NEGATIVE_INFINITY
    for (let e = begins[c] ?? 0; e < end; e++) {
      const at = instants[e] ?? 0
      if (at > asOf) break
      // Of one period the first event says all, but whether it is the one by which the case joins.
      if (at < until && start === undefined && back === undefined) continue
      const code = codes[e] ?? 0
      if (cohort === -1 ? start && start[code] !== 1 : back && back[code] !== 1) continue
      if (at >= until) {
        if (period === -1) period = periodAt(at)
        else while (at >= (boundaries[period + 1] ?? Number.POSITIVE_INFINITY)) period++
        until = boundaries[period + 1] ?? Number.POSITIVE_INFINITY
      }
      if (cohort === -1) {
        cohort = period
        came[base] = 1
        continue
      }
      const after = period - cohort
      if (after < width) came[base + after] = 1
      else if (!bounded) came[base + width - 1] = 1
      // Whatever comes later is beyond what is looked at.
      else break
    }
    cohortOf[c] = cohort
    if (bounded) continue
    for (let k = width - 2; k >= 0; k--) if (came[base + k + 1]) came[base + k] = 1
  }
  return undefined
}

/** When some cases come back. */
export const returnWork: SharedWork<ReturnColumns, undefined> = {
  name: 'returns',
  begin: (columns) => (from, to) => follow(columns, from, to),
}

/** Follows each case from the period in which it joined. The event by which it joins is no coming back. */
export const returnsOf = (sequences: Sequences, calendar: Calendar, question: RetentionQuestion): Returns => {
  const { begins, ends, at, code } = sequences
  const width = question.periods + 1
  const cases = begins.length
  const lived = eventsInSpans(sequences)
  const room = roomFor(lived)
  const returns = { cohortOf: room.int32(cases).fill(-1), came: room.uint8(cases * width), width }
  inParts(returnWork, { begins, ends, at, code, calendar, question, ...returns }, cases, lived)
  return returns
}

/** Who comes back, by the calendar period in which they first came. */
export const retention = (sequences: Sequences, calendar: Calendar, question: RetentionQuestion): Retention =>
  summary(calendar, returnsOf(sequences, calendar, question), question)

/** The cases of a cohort that came back in a period; of period 0, the whole cohort. As many as it counts. */
export const cameBack = ({ cohortOf, came, width }: Returns, cohort: number, k: number): number[] => {
  const found: number[] = []
  for (let c = 0; c < cohortOf.length; c++) if (cohortOf[c] === cohort && came[c * width + k] === 1) found.push(c)
  return found
}

/** How many joined each cohort, and how many of them came back after 0, 1, 2… periods, cohort by cohort. */
export interface ReturnCounts {
  readonly people: Uint32Array
  readonly returned: Uint32Array
}

export const countReturns = (calendar: Calendar, { cohortOf, came, width }: Returns): ReturnCounts => {
  const people = new Uint32Array(calendar.labels.length)
  const returned = new Uint32Array(calendar.labels.length * width)
  for (let c = 0; c < cohortOf.length; c++) {
    const cohort = cohortOf[c] ?? -1
    if (cohort < 0) continue
    people[cohort] = (people[cohort] ?? 0) + 1
    for (let k = 0; k < width; k++)
      returned[cohort * width + k] = (returned[cohort * width + k] ?? 0) + (came[c * width + k] ?? 0)
  }
  return { people, returned }
}

const summary = (calendar: Calendar, returns: Returns, question: RetentionQuestion): Retention => {
  const { people, returned } = countReturns(calendar, returns)
  return retained(calendar, people, returned, question)
}

/** The same from how many joined each cohort, and how many of them came back after 0, 1, 2… periods, cohort by cohort. */
export const retained = (
  calendar: Calendar,
  people: ArrayLike<number>,
  returned: ArrayLike<number>,
  { periods, asOf }: RetentionQuestion,
): Retention => {
  const width = periods + 1
  const over = (cohort: number, k: number) => (calendar.starts[cohort + k + 1] ?? Number.POSITIVE_INFINITY) <= asOf
  const cohorts = calendar.labels.flatMap((label, cohort) => {
    const n = people[cohort] ?? 0
    if (n === 0) return []
    const ks = Array.from({ length: periods + 1 }, (_, k) => k).filter((k) => k === 0 || over(cohort, k))
    return [{ label, people: n, retained: ks.map((k) => rate(returned[cohort * width + k] ?? 0, n)) }]
  })
  const overall = Array.from({ length: periods + 1 }, (_, k) => {
    const mature = cohorts.filter(({ retained }) => retained.length > k)
    const sum = (of: (each: (typeof cohorts)[number]) => number) => mature.reduce((all, each) => all + of(each), 0)
    return rate(
      sum(({ retained }) => retained[k]?.num ?? 0),
      sum((each) => each.people),
    )
  })
  return { cohorts, overall }
}
