import { type Instant, type Rate, rate } from '../kernel/index.ts'
import { type Calendar, periodOf } from './calendar.ts'
import type { Sequences } from './funnel.ts'

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

/** Who comes back, by the calendar period in which they first came. */
export const retention = (sequences: Sequences, calendar: Calendar, question: RetentionQuestion): Retention => {
  const [start, back] = [question.start && new Set(question.start), question.back && new Set(question.back)]
  const width = question.periods + 1
  const people = new Uint32Array(calendar.labels.length)
  const returned = calendar.labels.map(() => new Uint32Array(width))
  for (let c = 0; c + 1 < sequences.starts.length; c++) {
    let cohort = -1
    let seen = new Uint8Array(0)
    for (let e = sequences.starts[c] ?? 0; e < (sequences.starts[c + 1] ?? 0); e++) {
      const code = sequences.code[e] ?? 0
      const period = periodOf(calendar, sequences.at[e] ?? 0)
      if (cohort === -1 && (!start || start.has(code))) {
        cohort = period
        seen = new Uint8Array(width)
        seen[0] = 1
      } else if (cohort !== -1 && (!back || back.has(code)) && period - cohort < width) seen[period - cohort] = 1
      else if (cohort !== -1 && (!back || back.has(code)) && question.kind === 'unbounded') seen[width - 1] = 1
    }
    if (cohort === -1) continue
    people[cohort] = (people[cohort] ?? 0) + 1
    const counts = returned[cohort]
    if (!counts) continue
    const last = question.kind === 'unbounded' ? seen.lastIndexOf(1) : -1
    for (let k = 0; k < width; k++) if (seen[k] || k <= last) counts[k] = (counts[k] ?? 0) + 1
  }
  return summary(calendar, people, returned, question)
}

const summary = (
  calendar: Calendar,
  people: Uint32Array,
  returned: readonly Uint32Array[],
  { periods, asOf }: RetentionQuestion,
): Retention => {
  const over = (cohort: number, k: number) => (calendar.starts[cohort + k + 1] ?? Number.POSITIVE_INFINITY) <= asOf
  const cohorts = calendar.labels.flatMap((label, cohort) => {
    const n = people[cohort] ?? 0
    if (n === 0) return []
    const ks = Array.from({ length: periods + 1 }, (_, k) => k).filter((k) => k === 0 || over(cohort, k))
    return [{ label, cohort, people: n, retained: ks.map((k) => rate(returned[cohort]?.[k] ?? 0, n)) }]
  })
  const overall = Array.from({ length: periods + 1 }, (_, k) => {
    const mature = cohorts.filter(({ retained }) => retained.length > k)
    const sum = (of: (each: (typeof cohorts)[number]) => number) => mature.reduce((all, each) => all + of(each), 0)
    return rate(
      sum(({ retained }) => retained[k]?.num ?? 0),
      sum((each) => each.people),
    )
  })
  return { cohorts: cohorts.map(({ label, people: n, retained }) => ({ label, people: n, retained })), overall }
}
