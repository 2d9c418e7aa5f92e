import { advance, type Instance, type JourneyRules, overdueAt, type SeenEvent } from '../journeys/index.ts'
import type { Instant } from '../kernel/index.ts'

/** Where an event stands in the total order: occurred at, rank, ingest sequence. */
export interface Place {
  readonly at: Instant
  readonly rank: number
  readonly seq: number
}

/** One event as a map sees it, in its place. */
export interface Step extends SeenEvent, Place {}

/** One person's passage through a map as it stands now. */
export interface Passage {
  /** As its events left it: what arrives late may still belong before what time alone made of it. */
  readonly instance: Instance
  /** When time alone ended it; `null` where it did not. */
  readonly broken: Instant | null
  /** The ingest sequence of the event that opened it. */
  readonly entry: number
  /** Said to be late, and nothing has happened since that puts it on its way again. */
  readonly late: boolean
}

export type TurnKind = 'entered' | 'stage' | 'late' | 'broken' | 'succeeded'

/** Something that happened to a passage. */
export interface Turn {
  readonly kind: TurnKind
  readonly at: Instant
  /** The stage that was reached, or where it stood. -1 before the first. */
  readonly stage: number
  /** The ingest sequence of the event that brought it about; of the entry where time alone did. */
  readonly cause: number
}

export const comparePlaces = (a: Place, b: Place): number => a.at - b.at || a.rank - b.rank || a.seq - b.seq

/** What a passage came to by time alone. */
const passed = (passage: Passage, now: Instant, rules: JourneyRules, turns: Turn[]): Passage => {
  const { instance } = passage
  if (instance.status !== 'open') return passage
  const overdue = overdueAt(instance, rules)
  const late = passage.late || (now > overdue && overdue < instance.deadline)
  if (late && !passage.late) turns.push({ kind: 'late', at: overdue, stage: instance.stage, cause: passage.entry })
  const then = advance(instance, undefined, rules, now) ?? instance
  if (then.status === 'open') return late === passage.late ? passage : { ...passage, late }
  turns.push({ kind: 'broken', at: then.closedAt ?? now, stage: then.stage, cause: passage.entry })
  return { ...passage, instance: then, broken: null, late: false }
}

const opened = (instance: Instance, { at, seq }: Step, turns: Turn[]): Passage => {
  turns.push({ kind: 'entered', at, stage: instance.stage, cause: seq })
  if (instance.stage >= 0) turns.push({ kind: 'stage', at, stage: instance.stage, cause: seq })
  if (instance.status === 'succeeded') turns.push({ kind: 'succeeded', at, stage: instance.stage, cause: seq })
  return { instance, broken: null, entry: seq, late: false }
}

const wentOn = (
  before: Passage,
  instance: Instance,
  { at, seq }: Step,
  rules: JourneyRules,
  turns: Turn[],
): Passage => {
  const { stage } = instance
  if (stage > before.instance.stage) turns.push({ kind: 'stage', at, stage, cause: seq })
  if (instance.status === 'succeeded' && before.instance.status === 'open')
    turns.push({ kind: 'succeeded', at, stage, cause: seq })
  return { ...before, instance, broken: null, late: instance.status === 'open' && at > overdueAt(instance, rules) }
}

/** What some events, in order, and time up to `now` make of a case: the passages that changed, the latest last. */
export interface Walked {
  readonly passages: readonly Passage[]
  readonly turns: readonly Turn[]
}

/** Walks a case on from where it stood, by the rule that `lived` follows: event by event, then by time. */
export const walk = (
  before: Passage | undefined,
  steps: readonly Step[],
  rules: JourneyRules,
  { named, now }: { readonly named: boolean; readonly now: Instant },
): Walked => {
  const ended: Passage[] = []
  const turns: Turn[] = []
  let passage = before
  for (const step of steps) {
    if (passage) passage = passed(passage, step.at, rules, turns)
    const instance = advance(passage?.instance, step, rules, step.at, named)
    if (!instance || instance === passage?.instance) continue
    if (passage && instance.number === passage.instance.number) passage = wentOn(passage, instance, step, rules, turns)
    else {
      if (passage) ended.push(passage)
      passage = opened(instance, step, turns)
    }
  }
  return { passages: passage ? [...ended, standing(passage, now, rules, turns)] : ended, turns }
}

/** A passage as it stands at an instant; its events are left as they are. */
const standing = (passage: Passage, now: Instant, rules: JourneyRules, turns: Turn[]): Passage => {
  const { instance, late } = passed(passage, now, rules, turns)
  return instance === passage.instance
    ? { ...passage, late, broken: null }
    : { ...passage, late: false, broken: instance.closedAt }
}

/** How a passage stands: as its events left it, or ended by time. */
export const statusOf = ({ instance, broken }: Passage): Instance['status'] =>
  broken === null ? instance.status : 'abandoned'
export const closedAtOf = ({ instance, broken }: Passage): Instant | null => broken ?? instance.closedAt

/** When time alone will next make something of a passage; `null` where it never will. */
export const dueAt = (passage: Passage, rules: JourneyRules): Instant | null => {
  const { instance, late } = passage
  if (statusOf(passage) !== 'open') return null
  const due = late ? instance.deadline : Math.min(overdueAt(instance, rules), instance.deadline)
  return Number.isFinite(due) ? due : null
}
