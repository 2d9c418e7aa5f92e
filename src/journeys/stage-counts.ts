import { type Instant, roomFor, type SharedWork } from '../kernel/index.ts'
import { NONE } from './cases.ts'
import { type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { StageEntries } from './stage-entries.ts'

/** What is counted of an instance at a stage: whoever is told of each fact has the list that the count is of. */
export type StageFact = 'entered' | 'mature' | 'abandoned' | 'late' | 'in-time'
export type NoteStage = (fact: StageFact, stage: number, instance: number) => void

/** What the works over stages look at: the columns of instances and of their stages, and the rules of a map. */
export interface StageColumns extends Pick<Instances, 'status' | 'openedAt' | 'closedAt' | 'stage'>, StageEntries {
  readonly rules: JourneyRules
  readonly asOf: Instant
  /** How many events the instances have. */
  readonly events: number
}

/** What was counted of some instances, by stage. */
export interface StageCounts {
  readonly entries: Uint32Array
  readonly mature: Uint32Array
  readonly lost: Uint32Array
  readonly late: Uint32Array
  readonly inTime: Uint32Array
  /** By stage and touchpoint; who had none stands at the end of each row. */
  readonly lasts: Uint32Array
  /** Times in seconds of those who got through, who are on their way, who stopped. */
  readonly ended: readonly Float64Array[]
  readonly waiting: readonly Float64Array[]
  readonly stopped: readonly Float64Array[]
}

export const widthOf = ({ stageOf }: JourneyRules): number => stageOf.length + 1

/** How many entries each stage has. */
const countEntries = (stages: Uint16Array, from: number, to: number, counts: Uint32Array): void => {
  for (let k = from; k < to; k++) {
    const s = (stages[k] ?? 0) >> 1
    counts[s] = (counts[s] ?? 0) + 1
  }
}

/** Where the times of each stage begin: room for one of each entry, and for one more, where the last is written that does not count. */
const firstsOf = (entries: Uint32Array): Uint32Array => {
  const firsts = new Uint32Array(entries.length)
  for (let s = 1; s < firsts.length; s++) firsts[s] = (firsts[s - 1] ?? 0) + (entries[s - 1] ?? 0) + 1
  return firsts
}

/** Where instances still are, or stopped, and for how many milliseconds so far. */
const createStays = (size: number, { uint32, uint16, float64 }: ReturnType<typeof roomFor>) => ({
  who: uint32(size),
  where: uint16(size),
  times: float64(size),
})
type Stays = ReturnType<typeof createStays>

/** Where those stand who have not got through a stage: the ones on their way stage by stage, then those who stopped. */
const countSlots = (status: Uint8Array, { who, where }: Stays, count: number, size: number): Uint32Array => {
  const ends = new Uint32Array(2 * size)
  for (let k = 0; k < count; k++) {
    const slot = (where[k] ?? 0) + size * Number(status[who[k] ?? 0] === STATUS.abandoned)
    ends[slot] = (ends[slot] ?? 0) + 1
  }
  return ends
}

/** What is counted of those who have not got through: who stays longer than expected, who was lost, and after which touchpoint. */
interface StayCounts {
  readonly late: Uint32Array
  readonly lost: Uint32Array
  readonly lasts: Uint32Array
}

const layStays = (
  { status, stage: reached, lasts: lastOf }: StageColumns,
  { who, where, times }: Stays,
  count: number,
  expected: Float64Array,
  width: number,
  nexts: Uint32Array,
  found: Float64Array,
  { late, lost, lasts }: StayCounts,
  note: NoteStage | undefined,
): void => {
  const size = expected.length
  for (let k = 0; k < count; k++) {
    const [i, s, time] = [who[k] ?? 0, where[k] ?? 0, times[k] ?? 0]
    const isAbandoned = Number(status[i] === STATUS.abandoned)
    const slot = s + size * isAbandoned
    const place = nexts[slot] ?? 0
    nexts[slot] = place + 1
    found[place] = time / 1000
    const isLate = time > (expected[s] ?? Infinity)
    late[s] = (late[s] ?? 0) + Number(isLate)
    const isLost = isAbandoned & Number(reached[i] === s)
    lost[s] = (lost[s] ?? 0) + isLost
    const last = s * width + Math.min(lastOf[i] ?? NONE, width - 1)
    lasts[last] = (lasts[last] ?? 0) + isLost
    if (note === undefined) continue
    if (isLate) note('late', s, i)
    if (isLost === 1) note('abandoned', s, i)
  }
}

/** Counts those who have not got through a stage: on their way there, or stopped. */
const countStays = (columns: StageColumns, stays: Stays, count: number, expected: Float64Array, note?: NoteStage) => {
  const size = expected.length
  const width = widthOf(columns.rules)
  const counts = {
    late: new Uint32Array(size),
    lost: new Uint32Array(size),
    lasts: new Uint32Array(size * width),
  }
  const ends = countSlots(columns.status, stays, count, size)
  for (let slot = 1; slot < ends.length; slot++) ends[slot] = (ends[slot] ?? 0) + (ends[slot - 1] ?? 0)
  const begins = Uint32Array.from(ends, (_, slot) => (slot === 0 ? 0 : (ends[slot - 1] ?? 0)))
  const found = roomFor(columns.events).float64(count)
  layStays(columns, stays, count, expected, width, begins.slice(), found, counts, note)
  const times = Array.from(ends, (end, slot) => found.subarray(begins[slot], end))
  return { ...counts, waiting: times.slice(0, size), stopped: times.slice(size) }
}

/** What is noted of entries, by stage. */
interface Passed {
  readonly times: Float64Array
  /** Where the next time of each stage is written. */
  readonly nexts: Uint32Array
  readonly mature: Uint32Array
  readonly late: Uint32Array
}

/**
 * Counts the entries of some instances: who stayed how long, and where those are who have not got through; how many those are.
 * What is true of about every second one is added as a number, and what does not count is written where the next one will be:
 * a branch would be guessed wrong. A function is one loop: what stands behind a loop that is compiled while it runs the first
 * time, and never ran, would undo that.
 */
const pass = (
  { rules: { window }, asOf, openedAt, closedAt, status, begins, entered, stages, furthest }: StageColumns,
  longest: Float64Array,
  expected: Float64Array,
  { times, nexts, mature, late }: Passed,
  stays: Stays,
  from: number,
  to: number,
  note: NoteStage | undefined,
): number => {
  const { who, where, times: stayed } = stays
  let staying = 0
  // When the next of the stages that were entered in order was entered; beside it, what was entered late.
  const next = new Float64Array(2)
  for (let i = from; i < to; i++) {
    const windowEnd = (openedAt[i] ?? 0) + window
    const closed = closedAt[i] ?? Number.NaN
    const success = status[i] === STATUS.succeeded ? closed : Infinity
    const [first, end] = [begins[i] ?? 0, begins[i + 1] ?? 0]
    if (first === end) continue
    const last = first + (furthest[i] ?? 0)
    const came = entered[last] ?? 0
    const until = status[i] === STATUS.abandoned ? closed : Math.min(asOf, windowEnd)
    who[staying] = i
    where[staying] = (stages[last] ?? 0) >> 1
    stayed[staying] = Math.max(0, until - came)
    // Without success, or before it.
    staying += Number(success === Infinity) | Number(success < came)
    next[0] = Infinity
    for (let k = end - 1; k >= first; k--) {
      const s = (stages[k] ?? 0) >> 1
      const isOut = (stages[k] ?? 0) & 1
      const began = entered[k] ?? 0
      const isMature = Math.min(began + (longest[s] ?? Infinity), windowEnd) < asOf
      mature[s] = (mature[s] ?? 0) + Number(isMature)
      // A stage is left for the next one, or for success where that came first.
      const after = next[0] ?? Infinity
      const over = success < began ? after : Math.min(success, after)
      next[isOut] = began
      const goes = Number(over !== Infinity) & ~isOut
      const isLate = over - began > (expected[s] ?? Infinity)
      const place = nexts[s] ?? 0
      times[place] = (over - began) / 1000
      nexts[s] = place + goes
      late[s] = (late[s] ?? 0) + (goes & Number(isLate))
      if (note === undefined) continue
      note('entered', s, i)
      if (isMature) note('mature', s, i)
      if (goes === 1) note(isLate ? 'late' : 'in-time', s, i)
    }
  }
  return staying
}

/** Counts some instances by stage: who entered, who stayed how long, who stopped there. */
export const countStages = (columns: StageColumns, from: number, to: number, note?: NoteStage): StageCounts => {
  const { rules, begins, stages } = columns
  const longest = Float64Array.from(rules.stages, ({ max }) => max)
  const expected = Float64Array.from(rules.stages, (stage) => stage.expected)
  const size = rules.stages.length
  const room = roomFor(columns.events)
  const [first, end] = [begins[from] ?? 0, begins[to] ?? 0]
  const entries = new Uint32Array(size)
  countEntries(stages, first, end, entries)
  const firsts = firstsOf(entries)
  const [times, mature, late] = [room.float64(end - first + size), new Uint32Array(size), new Uint32Array(size)]
  const nexts = firsts.slice()
  const stays = createStays(to - from + 1, room)
  const staying = pass(columns, longest, expected, { times, nexts, mature, late }, stays, from, to, note)
  const ended = Array.from(firsts, (at, s) => times.subarray(at, nexts[s]))
  const stayed = countStays(columns, stays, staying, expected, note)
  const inTime = late.map((missed, s) => (ended[s]?.length ?? 0) - missed)
  return { entries, mature, ended, ...stayed, inTime, late: late.map((missed, s) => missed + (stayed.late[s] ?? 0)) }
}

/** Stages of some instances. */
export const stageWork: SharedWork<StageColumns, StageCounts> = {
  name: 'stages',
  begin: (columns) => (from, to) => countStages(columns, from, to),
}
