import { growing, type Rate, rate, SECOND } from '../kernel/index.ts'
import { medianOf } from '../statistics/index.ts'
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
  const cases = sequences.starts.length - 1
  const size = question.steps.length
  const reached = new Int16Array(cases)
  const events = new Int32Array(cases * size).fill(-1)
  if (isPlain(question)) followPlain(sequences, question, reached, events)
  else followEach(sequences, question, reached, events)
  const dropped = reached.reduce((sum, way) => sum + (way === DROPPED ? 1 : 0), 0)
  return { steps: summary(sequences, question, reached, events), reached, events, dropped }
}

const followEach = (sequences: Sequences, question: FunnelQuestion, reached: Int16Array, events: Int32Array): void => {
  const size = question.steps.length
  const follow = question.order === 'any' ? followAnyOrder(question) : followInOrder(question)
  for (let c = 0; c < reached.length; c++)
    reached[c] = follow(sequences, sequences.starts[c] ?? 0, sequences.starts[c + 1] ?? 0, events, c * size)
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

const medianIn = (waits: Float64Array) => {
  const { value, low, high, n } = medianOf(waits)
  return { medianSeconds: value, medianLow: low, medianHigh: high, timed: n }
}

const summary = (
  { at }: Sequences,
  { steps, order }: FunnelQuestion,
  reached: Int16Array,
  events: Int32Array,
): FunnelStep[] => {
  const size = steps.length
  const optional = Uint8Array.from(steps, (step) => (step.optional ? 1 : 0))
  const skippable = optional.includes(1)
  const reachedBy = new Uint32Array(size)
  // By the furthest step that was reached.
  const stopped = new Uint32Array(size)
  const waits = steps.map(() => growing())
  for (let c = 0; c < reached.length; c++) {
    const base = c * size
    let [previous, furthest] = [-1, -1]
    // In order nothing lies beyond the furthest step.
    const beyond = order === 'any' ? size : (reached[c] ?? 0)
    for (let step = 0; step < beyond; step++) {
      const event = events[base + step] ?? -1
      if (event < 0) continue
      furthest = step
      if (skippable && optional[step] === 1) reachedBy[step] = (reachedBy[step] ?? 0) + 1
      if (previous >= 0) waits[step]?.push(((at[event] ?? 0) - (at[previous] ?? 0)) / SECOND)
      previous = event
    }
    if (furthest >= 0) stopped[furthest] = (stopped[furthest] ?? 0) + 1
  }
  for (let step = size - 1, further = 0; step >= 0; step--) {
    further += stopped[step] ?? 0
    if (optional[step] === 0) reachedBy[step] = further
  }
  const before = (step: number): number => {
    for (let k = step - 1; k >= 0; k--) if (!steps[k]?.optional) return reachedBy[k] ?? 0
    return reachedBy[step] ?? 0
  }
  return steps.map(({ label }, step) => ({
    label,
    count: reachedBy[step] ?? 0,
    ofFirst: rate(reachedBy[step] ?? 0, reachedBy[0] ?? 0),
    ofPrevious: rate(reachedBy[step] ?? 0, before(step)),
    ...medianIn(waits[step]?.values() ?? new Float64Array(0)),
  }))
}
