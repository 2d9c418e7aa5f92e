import { durationMs, type Instant } from '../kernel/index.ts'
import type { JourneyMap, Phase } from '../maps/index.ts'
import { NONE, SIGN } from './cases.ts'

/** What a map says about time, compiled: stages and touchpoints by position; no limit is `Infinity`. */
export interface JourneyRules {
  readonly stages: readonly {
    readonly id: string
    readonly phase: Phase
    readonly expected: number
    readonly max: number
  }[]
  /** Touchpoint -> stage. */
  readonly stageOf: readonly number[]
  /** Touchpoint -> how long it may be waited for after what came before it. */
  readonly timeouts: readonly number[]
  /** Touchpoint -> the mandatory one that the map expects next; -1 where there is none or more than one could be. */
  readonly awaited: readonly number[]
  readonly window: number
  /** Whether the map names what opens it; else any touchpoint does. */
  readonly namedEntry: boolean
}

const limit = (text: string | undefined): number => (text === undefined ? Infinity : (durationMs(text) ?? Infinity))

/** What is awaited after a touchpoint: the next mandatory one in map order, unless its stage leaves the order open. */
const awaitedAfter = (map: JourneyMap, touchpoint: number): number => {
  const next = map.touchpoints.findIndex(
    ({ need, match }, t) => t > touchpoint && (need ?? 'mandatory') === 'mandatory' && (match ?? []).length > 0,
  )
  const stage = map.stages.find(({ id }) => id === map.touchpoints[next]?.stage)
  return stage === undefined || stage.any_order || stage.choice ? -1 : next
}

export const rulesOf = (map: JourneyMap): JourneyRules => ({
  stages: map.stages.map(({ id, phase, expected, max }) => ({ id, phase, expected: limit(expected), max: limit(max) })),
  stageOf: map.touchpoints.map(({ stage }) => map.stages.findIndex(({ id }) => id === stage)),
  timeouts: map.touchpoints.map(({ timeout }) => limit(timeout)),
  awaited: map.touchpoints.map((_, touchpoint) => awaitedAfter(map, touchpoint)),
  window: limit(map.perimeter?.window),
  namedEntry: map.perimeter?.entry !== undefined,
})

/** One person's passage through a map, as far as it is known. */
export interface Instance {
  /** Counted from 0 within the case or the person. */
  readonly number: number
  /** Of a case that the source named: one passage, never opened again. */
  readonly named: boolean
  readonly status: 'open' | 'succeeded' | 'abandoned'
  readonly openedAt: Instant
  readonly closedAt: Instant | null
  /** The furthest stage reached and since when; -1 before the first touchpoint. */
  readonly stage: number
  readonly stageSince: Instant
  /** The latest touchpoint (`NONE` before the first) and when it was. */
  readonly touchpoint: number
  readonly touchedAt: Instant
  /** When it will have failed: the stage's `max` or the map's window, whichever comes first. */
  readonly deadline: Instant
}

/** What an event is to the map: codes and bits as in `JourneyTable`. */
export interface SeenEvent {
  readonly at: Instant
  readonly touchpoint: number
  readonly signs: number
}

/** A passage that is written over as it goes on: one object however many events follow. */
export type Passing = { -readonly [Part in keyof Instance]: Instance[Part] }

/** Time alone: an open instance past its deadline was abandoned at the deadline. At the very deadline it is still open. */
export const passTime = (instance: Passing, now: Instant): void => {
  if (instance.status !== 'open' || now <= instance.deadline) return
  instance.status = 'abandoned'
  instance.closedAt = instance.deadline
}

const live = (instance: Passing, { at, touchpoint, signs }: SeenEvent, rules: JourneyRules): void => {
  if (instance.status === 'open' && (signs & SIGN.success) !== 0) {
    instance.status = 'succeeded'
    instance.closedAt = at
  }
  if (touchpoint === NONE) return
  instance.touchpoint = touchpoint
  instance.touchedAt = at
  const reached = rules.stageOf[touchpoint] ?? -1
  if (reached <= instance.stage) return
  instance.stage = reached
  instance.stageSince = at
  instance.deadline = Math.min(instance.openedAt + rules.window, at + (rules.stages[reached]?.max ?? Infinity))
}

/** A passage of which nothing is known yet. */
export const blank = (): Passing => ({
  number: 0,
  named: false,
  status: 'open',
  openedAt: 0,
  closedAt: null,
  stage: -1,
  stageSince: 0,
  touchpoint: NONE,
  touchedAt: 0,
  deadline: 0,
})

/** Opens a passage where another stood, or none. */
export const open = (into: Passing, event: SeenEvent, rules: JourneyRules, number: number, named: boolean): void => {
  const { at } = event
  into.number = number
  into.named = named
  into.status = 'open'
  into.openedAt = into.stageSince = into.touchedAt = at
  into.closedAt = null
  into.stage = -1
  into.touchpoint = NONE
  into.deadline = at + rules.window
  live(into, event, rules)
}

/** Whether an event still belongs to an instance that has ended. */
const belongsAfter = (instance: Instance, { at, touchpoint, signs }: SeenEvent, rules: JourneyRules): boolean => {
  // What customers say afterwards is about what they lived.
  if (signs & SIGN.survey) return true
  if (instance.status !== 'succeeded') return false
  // The source says that these events are one journey.
  if (instance.named) return true
  const stage = touchpoint === NONE ? undefined : rules.stages[rules.stageOf[touchpoint] ?? -1]
  const opensAgain = rules.namedEntry && (signs & SIGN.entry) !== 0
  return stage?.phase === 'after' && at <= instance.openedAt + rules.window && !opensAgain
}

/** What an event is to a passage: no part of it, a part of it, or what opens the next one. */
export const PART = { none: 0, mine: 1, next: 2 } as const

/** Takes an event into a passage, whose time has passed already; one that opens the next leaves it as it is. */
export const take = (instance: Passing, event: SeenEvent, rules: JourneyRules): number => {
  if (instance.status === 'open') {
    live(instance, event, rules)
    return PART.mine
  }
  if (belongsAfter(instance, event, rules)) {
    // A survey answered after having left belongs, but takes nobody further.
    if (instance.status !== 'abandoned') live(instance, event, rules)
    return PART.mine
  }
  return !instance.named && event.signs & SIGN.entry ? PART.next : PART.none
}

/**
 * THE RULE that advances a journey by one event, or by time alone where there is none; batch and live both follow it
 * (`passTime`, `take`, `open`), the batch in place.
 *
 * An instance opens at the entry match; it closes at success, when a stage's `max` passes, or at the window's end. A named
 * case has one, never reopened; a person has at most one open, and a later entry opens another. After success the
 * touchpoints of phase `after` still belong (all events of a named case do), and surveys always; they change no outcome.
 * Returns the same object where the event is no part of it, `undefined` where nothing has opened yet.
 */
export const advance = (
  before: Instance | undefined,
  event: SeenEvent | undefined,
  rules: JourneyRules,
  now: Instant,
  named = false,
): Instance | undefined => {
  if (!before && !(event && event.signs & SIGN.entry)) return undefined
  const after: Passing = before ? { ...before } : blank()
  if (before) passTime(after, now)
  const part = !event ? PART.none : before ? take(after, event, rules) : PART.next
  if (event && part === PART.next) {
    const opened = blank()
    open(opened, event, rules, before ? before.number + 1 : 0, before ? false : named)
    return opened
  }
  return part === PART.none && after.status === before?.status ? before : after
}

/** Until when an open instance is on its way as designed: then its stage, or the touchpoint that it awaits, is overdue. */
export const overdueAt = (instance: Instance, rules: JourneyRules): Instant =>
  Math.min(
    instance.stageSince + (rules.stages[instance.stage]?.expected ?? Infinity),
    instance.touchedAt + (rules.timeouts[rules.awaited[instance.touchpoint] ?? -1] ?? Infinity),
  )

/** Whether an open instance is on its way as designed. */
export const isOnTrack = (instance: Instance, rules: JourneyRules, now: Instant): boolean =>
  instance.status === 'open' && now <= overdueAt(instance, rules)
