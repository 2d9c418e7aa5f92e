import { eventsInSpans } from '../journeys/index.ts'
import { inParts, joined, type Rate, rate, roomFor, SECOND, type SharedWork } from '../kernel/index.ts'
import { type Estimate, medianOf } from '../statistics/index.ts'
import { followAnyOrder } from './funnel-any-order.ts'
import { followInOrder } from './funnel-in-order.ts'
import { followPlain, isPlain } from './funnel-plain.ts'
import { DROPPED, type Followed, type FunnelQuestion, type Step, timedUntil } from './funnel-question.ts'
import type { Sequences } from './sequences.ts'

export interface FunnelStep {
  readonly label: string
  readonly count: number
  /** Reached it and no further so far. */
  readonly stopped: number
  /** Of those, who still have time to go further; `null` where no time is allowed, or it is not known how it was used. */
  readonly open: number | null
  /** Who got no further, of those whose time is up or who did: people still on their way are not lost. */
  readonly dropOff: Rate
  readonly ofFirst: Rate
  readonly ofPrevious: Rate
  /** From the step before that was reached; of those who reached both. */
  readonly medianSeconds: number | null
  /** The interval of that median, and how many times it is of. */
  readonly medianLow: number | null
  readonly medianHigh: number | null
  readonly timed: number
}

export interface Funnel extends Followed {
  readonly steps: readonly FunnelStep[]
  readonly dropped: number
}

/** How far each case got, and what was counted of that. */
export interface FunnelCounts extends Followed {
  readonly parts: readonly ReachedSteps[]
  readonly lived: number
}

/**
 * Follows each case through some steps. One pass over a case; one event never advances two steps; no cap on steps. The list
 * of people and the count come from the same answer (`reachedStep`).
 */
export const countFunnel = (sequences: Sequences, question: FunnelQuestion): FunnelCounts => {
  const { begins, ends, at, code, weights } = sequences
  const cases = begins.length
  const lived = eventsInSpans(sequences)
  const size = question.steps.length
  const room = roomFor(lived)
  const [reached, events, open] = [room.int16(cases), room.int32(cases * size), room.uint8(cases)]
  const parts = inParts(
    funnelWork,
    { begins, ends, at, code, question, reached, events, open, ...(weights && { weights }) },
    cases,
    lived,
  )
  return { parts, lived, reached, events, open }
}

/** What a funnel tells of what was counted, of however many parts. */
export const tellFunnel = (
  question: FunnelQuestion,
  counts: readonly Pick<FunnelCounts, 'parts' | 'lived'>[],
): Pick<Funnel, 'steps' | 'dropped'> => {
  const parts = counts.flatMap((one) => one.parts)
  const many = counts.reduce((sum, { lived }) => sum + lived, 0)
  return {
    steps: summary(question, parts, many),
    dropped: parts.reduce((sum, part) => sum + part.dropped, 0),
  }
}

/** How far cases get through some steps. */
export const funnel = (sequences: Sequences, question: FunnelQuestion): Funnel => {
  const { parts, lived, reached, events, open } = countFunnel(sequences, question)
  return { ...tellFunnel(question, [{ parts, lived }]), reached, events, open }
}

/** What a funnel looks at, and where it says how far each case came, and by which events. */
interface FunnelColumns extends Sequences, Followed {
  readonly question: FunnelQuestion
}

const followEach = ({ reached, events, open, question, ...sequences }: FunnelColumns) => {
  const size = question.steps.length
  const until = timedUntil(question)
  const { reach, isOpen } = question.order === 'any' ? followAnyOrder(question) : followInOrder(question)
  return (from: number, to: number): void => {
    for (let c = from; c < to; c++) {
      reached[c] = reach(sequences, sequences.begins[c] ?? 0, sequences.ends[c] ?? 0, events, c * size)
      if (until !== undefined && isOpen(until)) open[c] = 1
    }
  }
}

/** Who says nothing more goes no further, whatever time is left. */
const closeQuiet = ({ ends, at, open, question: { asOf, quiet } }: FunnelColumns, from: number, to: number): void => {
  if (asOf === undefined || quiet === undefined) return
  for (let c = from; c < to; c++) if (open[c] === 1 && asOf - (at[(ends[c] ?? 0) - 1] ?? 0) > quiet) open[c] = 0
}

/** How far some cases come. */
export const funnelWork: SharedWork<FunnelColumns, ReachedSteps> = {
  name: 'funnel',
  begin: (columns) => {
    const { question, events } = columns
    const follow = isPlain(question) ? followPlain(columns, question, columns) : followEach(columns)
    const size = question.steps.length
    return (from, to) => {
      events.fill(-1, from * size, to * size)
      follow(from, to)
      closeQuiet(columns, from, to)
      return countSteps(columns, from, to)
    }
  },
}

/** Whether a case counts at a step: it reached it, or got further where the step may not be skipped. */
export const counts = (events: Int32Array, at: number, size: number, step: number, optional: boolean): boolean => {
  if (optional) return (events[at + step] ?? -1) >= 0
  for (let k = size - 1; k >= step; k--) if ((events[at + k] ?? -1) >= 0) return true
  return false
}

/** The cases behind a step's count: the very rule that counts them. */
export const reachedStep = ({ events }: Pick<Funnel, 'events'>, steps: readonly Step[], step: number): number[] => {
  const size = steps.length
  const found: number[] = []
  for (let c = 0; c * size < events.length; c++)
    if (counts(events, c * size, size, step, steps[step]?.optional === true)) found.push(c)
  return found
}

export const medianIn = ({ value, low, high, n }: Estimate) => ({
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
  /** Of those, who still have time. */
  readonly open: Uint32Array
  /** From the step before that was reached, in seconds. */
  readonly waits: readonly Float64Array[]
  readonly dropped: number
}

/** Room for a wait of each case at each step that it may have come to, step by step; where that of each step begins. */
const roomForWaits = ({ question, reached, at }: FunnelColumns, from: number, to: number) => {
  const { steps, order } = question
  const ways = new Uint32Array(steps.length + 1)
  for (let c = from; c < to; c++) {
    const way = order === 'any' ? steps.length : Math.max(0, reached[c] ?? 0)
    ways[way] = (ways[way] ?? 0) + 1
  }
  const firsts = new Uint32Array(steps.length)
  let [room, further] = [0, to - from]
  for (let step = 0; step < steps.length; step++) {
    firsts[step] = room
    further -= ways[step] ?? 0
    room += further
  }
  return { firsts, waits: roomFor(at.length).float64(room) }
}

const countSteps = (columns: FunnelColumns, from: number, to: number): ReachedSteps => {
  const { at, question, reached, events, open, weights } = columns
  const { steps, order } = question
  const size = steps.length
  const optional = Uint8Array.from(steps, (step) => (step.optional ? 1 : 0))
  const skippable = optional.includes(1)
  const [taken, stopped, still] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)]
  const { firsts, waits } = roomForWaits(columns, from, to)
  const nexts = firsts.slice()
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
      if (previous >= 0 && !weights) {
        const place = nexts[step] ?? 0
        nexts[step] = place + 1
        waits[place] = ((at[event] ?? 0) - (at[previous] ?? 0)) / SECOND
      }
      previous = event
    }
    if (furthest < 0) continue
    stopped[furthest] = (stopped[furthest] ?? 0) + lived
    if (open[c] === 1) still[furthest] = (still[furthest] ?? 0) + lived
  }
  return {
    taken,
    stopped,
    open: still,
    waits: Array.from(firsts, (first, step) => waits.subarray(first, nexts[step])),
    dropped,
  }
}

/** The medians of some columns of times. */
export const medianWork: SharedWork<{ readonly waits: readonly Float64Array[] }, Estimate[]> = {
  name: 'medians',
  begin:
    ({ waits }) =>
    (from, to) =>
      waits.slice(from, to).map((column) => {
        const own = roomFor(column.length).float64(column.length)
        own.set(column)
        return medianOf(own)
      }),
}

const summary = (question: FunnelQuestion, parts: readonly ReachedSteps[], many: number): FunnelStep[] => {
  const { steps } = question
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
      roomFor(many).float64,
    ),
  )
  const medians = inParts(medianWork, { waits }, steps.length, many).flat()
  const standing = steps.map((_, step) => ({
    stopped: sum(({ stopped }) => stopped[step]),
    open: timedUntil(question) === undefined ? null : sum(({ open }) => open[step]),
  }))
  return stepsOf(steps, reachedBy, standing, medians)
}

/** Who stands at a step, and how many of those whose time is up are lost there; nobody is at the last one. */
const standingAt = (
  standing: readonly Pick<FunnelStep, 'stopped' | 'open'>[],
  step: number,
  size: number,
  count: number,
): Pick<FunnelStep, 'stopped' | 'open' | 'dropOff'> => {
  const { stopped, open } = standing[step] ?? { stopped: 0, open: null }
  const dropOff = open === null || step === size - 1 ? rate(0, 0) : rate(stopped - open, count - open)
  return { stopped, open, dropOff }
}

const UNTIMED: Estimate = { value: null, low: null, high: null, n: 0 }

/** The step before one that may not be skipped; itself where it is the first. */
export const stepBefore = (steps: readonly Step[], step: number): number => {
  for (let k = step - 1; k >= 0; k--) if (steps[k]?.optional !== true) return k
  return step
}

/** Steps by how many reached each, and how long it took them where that is known. */
export const stepsOf = (
  steps: readonly Step[],
  reachedBy: readonly number[],
  standing: readonly Pick<FunnelStep, 'stopped' | 'open'>[],
  medians: readonly Estimate[] = [],
): FunnelStep[] => {
  return steps.map(({ label }, step) => ({
    label,
    count: reachedBy[step] ?? 0,
    ...standingAt(standing, step, steps.length, reachedBy[step] ?? 0),
    ofFirst: rate(reachedBy[step] ?? 0, reachedBy[0] ?? 0),
    ofPrevious: rate(reachedBy[step] ?? 0, reachedBy[stepBefore(steps, step)] ?? 0),
    ...medianIn(medians[step] ?? UNTIMED),
  }))
}
