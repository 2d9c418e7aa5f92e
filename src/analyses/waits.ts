import { type CurvePoint, survivalCurve } from '../explorations/index.ts'
import {
  type CaseSpans,
  type Durations,
  durationColumns,
  effectOfPeople,
  joinDurations,
  type OwnedDurations,
  survivalTimes,
} from '../journeys/index.ts'
import { type Instant, type Rate, rate, Z95 } from '../kernel/index.ts'
import { clusteredShare, type Estimate, shareSums } from '../statistics/index.ts'

/** From one step to the next, or from the first to the last. */
export interface Wait {
  readonly from: string
  readonly to: string
  /** Who reached the second, among those who reached the first: the others may still. */
  readonly reached: Rate
  readonly waiting: number
  /** By Kaplan-Meier: those who wait count for as long as they have. `n` is everybody who began. */
  readonly median: Estimate
  readonly p90: Estimate
  readonly curve: readonly CurvePoint[]
}

export interface WaitStep {
  readonly label: string
  readonly codes: readonly number[]
}

/** When each case reached each step: the first of its events after the step before it; NaN where it did not. */
const reachedAt = (table: CaseSpans, steps: readonly WaitStep[]): readonly Float64Array[] => {
  const found = steps.map(() => new Float64Array(table.keys.length).fill(Number.NaN))
  const wanted = steps.map(({ codes }) => {
    const is = new Uint8Array(table.activities.length)
    for (const code of codes) is[code] = 1
    return is
  })
  for (let c = 0; c < table.keys.length; c++) {
    let step = 0
    for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0) && step < steps.length; e++) {
      if (wanted[step]?.[table.activity[e] ?? 0] !== 1) continue
      const column = found[step]
      if (column) column[c] = table.at[e] ?? 0
      step++
    }
  }
  return found
}

/** From one step to the next, and from the first to the last. */
const legsOf = (steps: readonly unknown[]): readonly (readonly [number, number])[] => {
  const last = steps.length - 1
  return [...steps.slice(1).map((_, leg) => [leg, leg + 1] as const), ...(last > 1 ? ([[0, last]] as const) : [])]
}

/**
 * Times between steps: from the first event of a step to the first of the next one after it, in the total order. Who has
 * not reached it waits, and counts for as long as they have waited at the as-of instant.
 */
export const countWaits = (
  table: CaseSpans,
  steps: readonly WaitStep[],
  asOf: Instant,
): readonly (Durations | OwnedDurations)[] => {
  const reached = reachedAt(table, steps)
  const { people } = table
  return legsOf(steps).map(([from, to]) => {
    const durations = durationColumns()
    const by: { readonly ended: number[]; readonly waiting: number[] } = { ended: [], waiting: [] }
    const [began, ended] = [reached[from], reached[to]]
    for (let c = 0; c < table.keys.length; c++) {
      const since = began?.[c] ?? Number.NaN
      if (Number.isNaN(since)) continue
      const until = ended?.[c] ?? Number.NaN
      durations.add(((Number.isNaN(until) ? asOf : until) - since) / 1000, !Number.isNaN(until))
      if (people) by[Number.isNaN(until) ? 'waiting' : 'ended'].push(people[c] ?? 0)
    }
    const columns = durations.columns()
    if (!people) return columns
    return { ...columns, endedBy: Float64Array.from(by.ended), waitingBy: Float64Array.from(by.waiting) }
  })
}

/** The durations of all parts with whose they are: each person is whole in one part. */
const ownedOf = (parts: readonly (Durations | OwnedDurations)[]): OwnedDurations | undefined => {
  const owned = parts.flatMap((part) => ('endedBy' in part ? [part] : []))
  if (owned.length === 0) return undefined
  const numbered = (of: (part: OwnedDurations) => Float64Array) =>
    Float64Array.from(owned.flatMap((part, at) => Array.from(of(part), (person) => person + at * 2 ** 32)))
  return {
    ...joinDurations(owned),
    endedBy: numbered(({ endedBy }) => endedBy),
    waitingBy: numbered(({ waitingBy }) => waitingBy),
  }
}

/** Who reached the second step, over people. */
const reachedOver = ({ endedBy, waitingBy }: OwnedDurations): Rate => {
  const all = [
    ...Array.from(endedBy, (person) => [person, 1] as const),
    ...Array.from(waitingBy, (p) => [p, 0] as const),
  ]
  const sorted = all.sort(([a], [b]) => a - b)
  return clusteredShare(
    shareSums({
      people: sorted.map(([person]) => person),
      label: (c) => (sorted[c]?.[1] === 1 ? 0 : -1),
      within: () => 0,
    }),
  )
}

/** The waits of all parts, leg by leg. */
export const tellWaits = (
  labels: readonly string[],
  parts: readonly (readonly (Durations | OwnedDurations)[])[],
): readonly Wait[] =>
  legsOf(labels).map(([from, to], leg): Wait => {
    const mine = parts.flatMap((part) => part[leg] ?? [])
    const columns = joinDurations(mine)
    const owned = ownedOf(mine)
    const [over, waiting] = [columns.ended.length, columns.waiting.length]
    const [usual, long] = survivalTimes(columns, [0.5, 0.9])
    /** Wider by what people who have several cases tell less than as many people. */
    const widthAt = (time: number | null | undefined) =>
      owned ? Z95 * Math.sqrt(effectOfPeople(owned, time ?? Number.POSITIVE_INFINITY)) : Z95
    const width = widthAt(usual?.value)
    const [median] = owned ? survivalTimes(columns, [0.5], width) : [usual]
    const [p90] = owned ? survivalTimes(columns, [0.9], widthAt(long?.value)) : [long]
    const none = { value: null, low: null, high: null }
    return {
      from: labels[from] ?? '',
      to: labels[to] ?? '',
      reached: (owned && reachedOver(owned)) ?? rate(over, over + waiting),
      waiting,
      median: { ...(median ?? none), n: over + waiting },
      p90: { ...(p90 ?? none), n: over + waiting },
      curve: survivalCurve(columns, width),
    }
  })

/** Of wait w: the cases that began it, those that ended it, and those still waiting. */
export const whoWaits = (
  table: CaseSpans,
  steps: readonly WaitStep[],
  wait: number,
  which: 'started' | 'ended' | 'waiting',
): number[] => {
  const reached = reachedAt(table, steps)
  const [from = 0, to = 0] = legsOf(steps)[wait] ?? []
  return table.keys.flatMap((_, c) => {
    const [began, over] = [!Number.isNaN(reached[from]?.[c]), !Number.isNaN(reached[to]?.[c])]
    return began && (which === 'started' || over === (which === 'ended')) ? [c] : []
  })
}
