import { inParts, joined, roomFor, type SharedWork } from '../kernel/index.ts'
import { type JourneyTable, NONE, SIGN } from './cases.ts'
import { type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'

/**
 * When instances entered stages, each in the order of its entries: those of instance i stand at `begins[i]` to
 * `begins[i + 1]` (exclusive).
 */
export interface StageEntries {
  readonly begins: Uint32Array
  readonly entered: Float64Array
  /** Twice the stage of each entry, and one where it was entered only once a later one had been reached. */
  readonly stages: Uint16Array
  /** Which of the entries of each instance is the furthest, counted from its first. */
  readonly furthest: Uint16Array
  /** The last touchpoint of each abandoned instance; `NONE` where there is none. */
  readonly lasts: Uint16Array
}

interface EntryColumns
  extends Pick<JourneyTable, 'at' | 'touchpoint' | 'signs'>,
    Pick<Instances, 'starts' | 'members' | 'status' | 'closedAt'>,
    Pick<StageEntries, 'furthest' | 'lasts'> {
  readonly rules: JourneyRules
  /** How many stages each instance enters. */
  readonly counts: Uint16Array
  /** How many events the instances have. */
  readonly events: number
}

/** The entries of some instances, one behind the other. */
type Entered = Pick<StageEntries, 'entered' | 'stages'>

/** The stage of each touchpoint; what has none, as what is no touchpoint, has one beyond the last. */
const stagesByTouchpoint = ({ stageOf, stages }: JourneyRules): Uint16Array => {
  const stageAt = new Uint16Array(NONE + 1).fill(stages.length)
  for (const [touchpoint, stage] of stageOf.entries()) if (stage >= 0) stageAt[touchpoint] = stage
  return stageAt
}

type Room = ReturnType<typeof roomFor>

const withRoom = ({ entered, stages }: Entered, wanted: number, { float64, uint16 }: Room): Entered => {
  const wider = { entered: float64(wanted), stages: uint16(wanted) }
  wider.entered.set(entered)
  wider.stages.set(stages)
  return wider
}

/** Where the members of an abandoned instance end: what was said after having left, which stands last, is no part of it. */
const endOf = ({ at, signs, starts, members, closedAt }: EntryColumns, i: number): number => {
  const [first, until] = [starts[i] ?? 0, closedAt[i] ?? 0]
  let last = (starts[i + 1] ?? 0) - 1
  for (; last >= first; last--) {
    const e = members[last] ?? 0
    if (((signs[e] ?? 0) & SIGN.survey) === 0 || (at[e] ?? 0) <= until) break
  }
  return last + 1
}

const lastTouchpoint = ({ touchpoint, members }: EntryColumns, first: number, end: number): number => {
  let last = NONE
  for (let m = end - 1; m >= first && last === NONE; m--) last = touchpoint[members[m] ?? 0] ?? NONE
  return last
}

/**
 * Follows some instances from stage to stage. Once every stage has been entered nothing that follows says more: of a long
 * journey the beginning is looked at. Whether a member enters a stage would be guessed wrong as often as not: it is written
 * down as if it did, and the next one over it where it did not.
 */
const enter = (columns: EntryColumns, stageAt: Uint16Array, from: number, to: number): Entered => {
  const { at, touchpoint, starts, members, status, rules, counts, furthest, lasts } = columns
  const size = rules.stages.length
  const staged = new Set(rules.stageOf.filter((stage) => stage >= 0)).size
  /** The last instance that entered each stage. */
  const seen = new Int32Array(size + 1).fill(-1)
  const none = { entered: new Float64Array(0), stages: new Uint16Array(0) }
  const room = roomFor(columns.events)
  let { entered, stages } = withRoom(none, (to - from) * Math.min(size, 4) + size + 1, room)
  let held = 0
  for (let i = from; i < to; i++) {
    if (held + size >= entered.length) ({ entered, stages } = withRoom({ entered, stages }, held * 2 + size + 1, room))
    const left = status[i] === STATUS.abandoned
    const first = starts[i] ?? 0
    const end = left ? endOf(columns, i) : (starts[i + 1] ?? 0)
    const begin = held
    seen[size] = i
    for (let m = first; m < end && held - begin < staged; m++) {
      const e = members[m] ?? 0
      const stage = stageAt[touchpoint[e] ?? NONE] ?? size
      entered[held] = at[e] ?? 0
      stages[held] = stage
      held += Number(seen[stage] !== i)
      seen[stage] = i
    }
    let [most, which] = [0, 0]
    for (let k = begin; k < held; k++) {
      const stage = stages[k] ?? 0
      const ahead = most - stage
      stages[k] = 2 * stage + Number(ahead > 0)
      // The further of the two, by the sign of their difference.
      most = stage + (ahead & ~(ahead >> 31))
      which += (k - begin - which) * Number(ahead <= 0)
    }
    furthest[i] = which
    counts[i] = held - begin
    lasts[i] = left ? lastTouchpoint(columns, first, end) : NONE
  }
  return { entered: entered.subarray(0, held), stages: stages.subarray(0, held) }
}

/** Entries of some instances. */
export const entryWork: SharedWork<EntryColumns, Entered> = {
  name: 'stage entries',
  begin: (columns) => {
    const stageAt = stagesByTouchpoint(columns.rules)
    return (from, to) => enter(columns, stageAt, from, to)
  },
}

const known = new WeakMap<Instances, { readonly rules: JourneyRules; readonly entries: StageEntries }>()

/** Worked out once for followed journeys: every question about their stages begins with it. */
export const stageEntries = (table: JourneyTable, rules: JourneyRules, instances: Instances): StageEntries => {
  const before = known.get(instances)
  if (before?.rules === rules) return before.entries
  const { starts, members, status, closedAt, count } = instances
  const { at, touchpoint, signs } = table
  const room = roomFor(members.length)
  const [counts, furthest, lasts] = [room.uint16(count), room.uint16(count), room.uint16(count)]
  const events = members.length
  const columns = { at, touchpoint, signs, starts, members, status, closedAt, rules, counts, furthest, lasts, events }
  const parts = inParts(entryWork, columns, count, events)
  const begins = room.uint32(count + 1)
  for (let i = 0; i < count; i++) begins[i + 1] = (begins[i] ?? 0) + (counts[i] ?? 0)
  const [entered, stages] = [parts.map((part) => part.entered), parts.map((part) => part.stages)]
  const all = { entered: joined(entered, room.float64), stages: joined(stages, room.uint16) }
  const entries = { begins, ...all, furthest, lasts }
  known.set(instances, { rules, entries })
  return entries
}
