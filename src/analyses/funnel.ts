import { eventsInSpans } from '../journeys/index.ts'
import { growing, inParts, joined, type Rate, rate, roomFor, SECOND, type SharedWork } from '../kernel/index.ts'
import { type Estimate, medianOf } from '../statistics/index.ts'
import { followAnyOrder } from './funnel-any-order.ts'
import { followInOrder } from './funnel-in-order.ts'
import { followPlain, isPlain } from './funnel-plain.ts'
import { DROPPED, type FunnelQuestion, type Step } from './funnel-question.ts'
import type { Sequences } from './sequences.ts'

export interface FunnelStep {
  readonly label: string
  readonly count: number
  readonly ofFirst: Rate
  readonly ofPrevious: Rate
  /** From the step before that was reached; of those who reached both. */
  readonly medianSeconds: number | null
  /** The interval of that median, and how many times it is of. */
  readonly medianLow: number | null
  readonly medianHigh: number | null
  readonly timed: number
}

export interface Funnel {
  readonly steps: readonly FunnelStep[]
  /** How many steps each case reached (0: not even the first); `DROPPED` for a case left out. */
  readonly reached: Int16Array
  /** Case by case, the event by which each step was reached; -1 where it was not, or was skipped. */
  readonly events: Int32Array
  readonly dropped: number
}

/**
 * How far each case gets through some steps. One pass over a case; one event never advances two steps; no cap on steps.
 * The list of people and the count come from the same answer (`reachedStep`).
 */
export const funnel = (sequences: Sequences, question: FunnelQuestion): Funnel => {
  const { begins, ends, at, code, weights } = sequences
  const cases = begins.length
  const lived = eventsInSpans(sequences)
  const size = question.steps.length
  const room = roomFor(lived)
  const [reached, events] = [room.int16(cases), room.int32(cases * size).fill(-1)]
  const parts = inParts(
    funnelWork,
    { begins, ends, at, code, question, reached, events, ...(weights && { weights }) },
    cases,
    lived,
  )
  const dropped = parts.reduce((sum, part) => sum + part.dropped, 0)
  return { steps: summary(question, parts, lived), reached, events, dropped }
}

/** What a funnel looks at, and where it says how far each case came, and by which events. */
interface FunnelColumns extends Sequences, Pick<Funnel, 'reached' | 'events'> {
  readonly question: FunnelQuestion
}

const followEach = ({ reached, events, question, ...sequences }: FunnelColumns) => {
  const size = question.steps.length
  const follow = question.order === 'any' ? followAnyOrder(question) : followInOrder(question)
  return (from: number, to: number): void => {
    for (let c = from; c < to; c++)
      reached[c] = follow(sequences, sequences.begins[c] ?? 0, sequences.ends[c] ?? 0, events, c * size)
  }
}

/** How far some cases come. */
export const funnelWork: SharedWork<FunnelColumns, ReachedSteps> = {
  name: 'funnel',
  begin: (columns) => {
    const { question, reached, events } = columns
    const follow = isPlain(question) ? followPlain(columns, question, reached, events) : followEach(columns)
    return (from, to) => {
      follow(from, to)
      return countSteps(columns, from, to)
    }
  },
}

/** Whether a case counts at a step: it reached it, or got further where the step may not be skipped. */
const counts = (events: Int32Array, at: number, size: number, step: number, optional: boolean): boolean => {
  if (optional) return (events[at + step] ?? -1) >= 0
  for (let k = size - 1; k >= step; k--) if ((events[at + k] ?? -1) >= 0) return true
  return false
}

/** The cases behind a step's count: the very rule that counts them. */
export const reachedStep = ({ events }: Funnel, steps: readonly Step[], step: number): number[] => {
  const size = steps.length
  const found: number[] = []
  for (let c = 0; c * size < events.length; c++)
    if (counts(events, c * size, size, step, steps[step]?.optional === true)) found.push(c)
  return found
}

const medianIn = ({ value, low, high, n }: Estimate) => ({
  medianSeconds: value,
  medianLow: low,
  medianHigh: high,
  timed: n,
})

/** What was counted of some cases, step by step. */
interface ReachedSteps {
  /** Cases that took a step which may be skipped. */
  readonly taken: Uint32Array
  /** By the furthest step that was reached. */
  readonly stopped: Uint32Array
  /** From the step before that was reached, in seconds. */
  readonly waits: readonly Float64Array[]
  readonly dropped: number
}

const countSteps = (
  { at, question, reached, events, weights }: FunnelColumns,
  from: number,
  to: number,
): ReachedSteps => {
  const { steps, order } = question
  const size = steps.length
  const optional = Uint8Array.from(steps, (step) => (step.optional ? 1 : 0))
  const skippable = optional.includes(1)
  const [taken, stopped] = [new Uint32Array(size), new Uint32Array(size)]
  const waits = steps.map(() => growing())
  let dropped = 0
  for (let c = from; c < to; c++) {
    const base = c * size
    const way = reached[c] ?? 0
    // Of paths that many lived the times are unknown.
    const lived = weights ? (weights[c] ?? 0) : 1
    if (way === DROPPED) dropped += lived
    let [previous, furthest] = [-1, -1]
    // In order nothing lies beyond the furthest step.
    const beyond = order === 'any' ? size : way
    for (let step = 0; step < beyond; step++) {
      const event = events[base + step] ?? -1
      if (event < 0) continue
      furthest = step
      if (skippable && optional[step] === 1) taken[step] = (taken[step] ?? 0) + lived
      if (previous >= 0 && !weights) waits[step]?.push(((at[event] ?? 0) - (at[previous] ?? 0)) / SECOND)
      previous = event
    }
    if (furthest >= 0) stopped[furthest] = (stopped[furthest] ?? 0) + lived
  }
  return { taken, stopped, waits: waits.map((column) => column.values()), dropped }
}

/** The medians of some columns of times. */
export const medianWork: SharedWork<{ readonly waits: readonly Float64Array[] }, Estimate[]> = {
  name: 'medians',
  begin:
    ({ waits }) =>
    (from, to) =>
      waits.slice(from, to).map((column) => medianOf(column.slice())),
}

const summary = ({ steps }: FunnelQuestion, parts: readonly ReachedSteps[], many: number): FunnelStep[] => {
  const optional = (step: number): boolean => steps[step]?.optional === true
  const sum = (pick: (part: ReachedSteps) => number | undefined) =>
    parts.reduce((all, part) => all + (pick(part) ?? 0), 0)
  const reachedBy = steps.map((_, step) => sum(({ taken }) => taken[step]))
  for (let step = steps.length - 1, further = 0; step >= 0; step--) {
    further += sum(({ stopped }) => stopped[step])
    if (!optional(step)) reachedBy[step] = further
  }
  const waits = steps.map((_, step) =>
    joined(
      parts.map((part) => part.waits[step] ?? new Float64Array(0)),
      many,
    ),
  )
  const medians = inParts(medianWork, { waits }, steps.length, many).flat()
  return stepsOf(steps, reachedBy, medians)
}

const UNTIMED: Estimate = { value: null, low: null, high: null, n: 0 }

/** Steps by how many reached each, and how long it took them where that is known. */
export const stepsOf = (
  steps: readonly Step[],
  reachedBy: readonly number[],
  medians: readonly Estimate[] = [],
): FunnelStep[] => {
  const before = (step: number): number => {
    for (let k = step - 1; k >= 0; k--) if (steps[k]?.optional !== true) return reachedBy[k] ?? 0
    return reachedBy[step] ?? 0
  }
  return steps.map(({ label }, step) => ({
    label,
    count: reachedBy[step] ?? 0,
    ofFirst: rate(reachedBy[step] ?? 0, reachedBy[0] ?? 0),
    ofPrevious: rate(reachedBy[step] ?? 0, before(step)),
    ...medianIn(medians[step] ?? UNTIMED),
  }))
}
