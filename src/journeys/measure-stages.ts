import { type Instant, inParts, joined, roomFor, type SharedWork, sortedTimes } from '../kernel/index.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { Durations } from './kaplan-meier.ts'
import { type StageEntries, stageEntries } from './stage-entries.ts'

/** What a stage was for those who entered it. */
export interface StageLives {
  readonly entered: number
  /** Entered, and the allowed time there has run out. */
  readonly mature: number
  readonly abandoned: number
  /** Seconds from entering the stage to entering a later one or to success; of those still on their way, so far. Ascending. */
  readonly durations: Durations
  /** Seconds spent there by those who stopped there: they have no time through the stage. */
  readonly stopped: Float64Array
  /** Took, or already take, longer than expected; and those who got through in time. */
  readonly late: number
  readonly inTime: number
  /** Touchpoint -> abandoned instances whose last touchpoint it was. */
  readonly lastTouchpoints: Map<number, number>
}

/** What is counted of an instance at a stage: whoever is told of each fact has the list that the count is of. */
export type StageFact = 'entered' | 'mature' | 'abandoned' | 'late' | 'in-time'
export type NoteStage = (fact: StageFact, stage: number, instance: number) => void

/** What the works over stages look at: the columns of instances and of their stages, and the rules of a map. */
interface StageColumns extends Pick<Instances, 'status' | 'openedAt' | 'closedAt' | 'stage'>, StageEntries {
  readonly rules: JourneyRules
  readonly asOf: Instant
}

/** What was counted of some instances, by stage. */
interface StageCounts {
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

const widthOf = ({ stageOf }: JourneyRules): number => stageOf.length + 1

/**
 * Room for a time of each entry, stage by stage, and for one more, where the last is written that does not count; how many
 * each stage has, and where that of each begins.
 */
const roomByStage = (stages: Uint16Array, from: number, to: number, size: number) => {
  const entries = new Uint32Array(size)
  for (let k = from; k < to; k++) {
    const s = (stages[k] ?? 0) >> 1
    entries[s] = (entries[s] ?? 0) + 1
  }
  const firsts = new Uint32Array(size)
  for (let s = 1; s < size; s++) firsts[s] = (firsts[s - 1] ?? 0) + (entries[s - 1] ?? 0) + 1
  return { entries, firsts, times: new Float64Array(to - from + size) }
}

/** Where instances still are, or stopped, and for how many milliseconds so far. */
const createStays = (room: number) => ({
  who: new Uint32Array(room),
  where: new Uint16Array(room),
  times: new Float64Array(room),
})

/** Counts those who have not got through a stage: on their way there, or stopped. */
const countStays = (
  { rules, status, stage: reached, lasts: lastOf }: StageColumns,
  { who, where, times }: ReturnType<typeof createStays>,
  count: number,
  note?: NoteStage,
) => {
  const size = rules.stages.length
  const width = widthOf(rules)
  const expected = Float64Array.from(rules.stages, (stage) => stage.expected)
  const [late, lost, lasts] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size * width)]
  // Those on their way stage by stage, then those who stopped.
  const ends = new Uint32Array(2 * size)
  for (let k = 0; k < count; k++) {
    const slot = (where[k] ?? 0) + size * Number(status[who[k] ?? 0] === STATUS.abandoned)
    ends[slot] = (ends[slot] ?? 0) + 1
  }
  for (let slot = 1; slot < ends.length; slot++) ends[slot] = (ends[slot] ?? 0) + (ends[slot - 1] ?? 0)
  const found = new Float64Array(count)
  const nexts = Uint32Array.from(ends, (_, slot) => (slot === 0 ? 0 : (ends[slot - 1] ?? 0)))
  for (let k = 0; k < count; k++) {
    const [i, s, time] = [who[k] ?? 0, where[k] ?? 0, times[k] ?? 0]
    const isAbandoned = status[i] === STATUS.abandoned
    const slot = s + size * Number(isAbandoned)
    const place = nexts[slot] ?? 0
    nexts[slot] = place + 1
    found[place] = time / 1000
    const isLate = time > (expected[s] ?? Infinity)
    late[s] = (late[s] ?? 0) + Number(isLate)
    if (note !== undefined && isLate) note('late', s, i)
    if (!isAbandoned || reached[i] !== s) continue
    lost[s] = (lost[s] ?? 0) + 1
    note?.('abandoned', s, i)
    const last = s * width + Math.min(lastOf[i] ?? NONE, width - 1)
    lasts[last] = (lasts[last] ?? 0) + 1
  }
  const columns = Array.from(ends, (end, slot) => found.subarray(slot === 0 ? 0 : ends[slot - 1], end))
  return { late, lost, lasts, waiting: columns.slice(0, size), stopped: columns.slice(size) }
}

/**
 * Counts some instances by stage: who entered, who stayed how long, who stopped there. What is true of about every second
 * one is added as a number, and what does not count is written where the next one will be: a branch would be guessed wrong.
 */
const countStages = (columns: StageColumns, from: number, to: number, note?: NoteStage): StageCounts => {
  const { rules, asOf, openedAt, closedAt, status, begins, entered, stages, furthest } = columns
  const longest = Float64Array.from(rules.stages, ({ max }) => max)
  const expected = Float64Array.from(rules.stages, (stage) => stage.expected)
  const size = rules.stages.length
  const { entries, firsts, times } = roomByStage(stages, begins[from] ?? 0, begins[to] ?? 0, size)
  const nexts = firsts.slice()
  const [mature, late] = [new Uint32Array(size), new Uint32Array(size)]
  const stays = createStays(to - from + 1)
  let staying = 0
  // When the next of the stages that were entered in order was entered; beside it, what was entered late.
  const next = new Float64Array(2)
  for (let i = from; i < to; i++) {
    const windowEnd = (openedAt[i] ?? 0) + rules.window
    const closed = closedAt[i] ?? Number.NaN
    const success = status[i] === STATUS.succeeded ? closed : Infinity
    const [first, end] = [begins[i] ?? 0, begins[i + 1] ?? 0]
    if (first === end) continue
    const last = first + (furthest[i] ?? 0)
    const came = entered[last] ?? 0
    if (success === Infinity || success < came) {
      const until = status[i] === STATUS.abandoned ? closed : Math.min(asOf, windowEnd)
      stays.who[staying] = i
      stays.where[staying] = (stages[last] ?? 0) >> 1
      stays.times[staying++] = Math.max(0, until - came)
    }
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
  const ended = Array.from(firsts, (at, s) => times.subarray(at, nexts[s]))
  const stayed = countStays(columns, stays, staying, note)
  const inTime = late.map((missed, s) => (ended[s]?.length ?? 0) - missed)
  return { entries, mature, ended, ...stayed, inTime, late: late.map((missed, s) => missed + (stayed.late[s] ?? 0)) }
}

/** Stages of some instances. */
export const stageWork: SharedWork<StageColumns, StageCounts> = {
  name: 'stages',
  begin: (columns) => (from, to) => countStages(columns, from, to),
}

/** Times of those who got through each stage, and of those on their way there. */
interface StageTimes {
  readonly ended: readonly Float64Array[]
  readonly waiting: readonly Float64Array[]
}

/** Times of some stages in ascending order. */
export const orderWork: SharedWork<StageTimes, Durations[]> = {
  name: 'order of times',
  begin:
    ({ ended, waiting }) =>
    (from, to) =>
      ended
        .slice(from, to)
        .map((column, s) => ({ ended: sortedTimes(column), waiting: sortedTimes(waiting[from + s] ?? column) })),
}

const columnsOf = (table: JourneyTable, rules: JourneyRules, instances: Instances, asOf: Instant): StageColumns => {
  const { status, openedAt, closedAt, stage } = instances
  return { ...stageEntries(table, rules, instances), status, openedAt, closedAt, stage, rules, asOf }
}

/** Tells each fact that is counted of each instance. */
export const tellStages = (
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  note: NoteStage,
): void => void countStages(columnsOf(table, rules, instances, asOf), 0, instances.count, note)

/** Follows every instance through the stages: who entered, who stayed how long, who stopped there. */
export const measureStages = (
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
): StageLives[] => {
  const many = instances.members.length
  const parts = inParts(stageWork, columnsOf(table, rules, instances, asOf), instances.count, many)
  const sums = (pick: (part: StageCounts) => Uint32Array): Uint32Array => {
    const sum = new Uint32Array(parts[0] ? pick(parts[0]).length : 0)
    for (const part of parts) for (const [place, count] of pick(part).entries()) sum[place] = (sum[place] ?? 0) + count
    return sum
  }
  const room = roomFor(many)
  const none = new Float64Array(0)
  const found = (pick: (part: StageCounts) => readonly Float64Array[]): Float64Array[] =>
    rules.stages.map((_, s) =>
      joined(
        parts.map((part) => pick(part)[s] ?? none),
        room.float64,
      ),
    )
  const times = { ended: found((part) => part.ended), waiting: found((part) => part.waiting) }
  const ordered = inParts(orderWork, times, rules.stages.length, many).flat()
  const stopped = found((part) => part.stopped)
  const [entries, mature, lost] = [sums((part) => part.entries), sums((part) => part.mature), sums((part) => part.lost)]
  const [late, inTime, lasts] = [sums((part) => part.late), sums((part) => part.inTime), sums((part) => part.lasts)]
  const width = widthOf(rules)
  return ordered.map((durations, s) => ({
    entered: entries[s] ?? 0,
    mature: mature[s] ?? 0,
    abandoned: lost[s] ?? 0,
    durations,
    stopped: stopped[s] ?? none,
    late: late[s] ?? 0,
    inTime: inTime[s] ?? 0,
    lastTouchpoints: touchpointsIn(lasts.subarray(s * width, (s + 1) * width)),
  }))
}

const touchpointsIn = (counts: Uint32Array): Map<number, number> => {
  const found = new Map<number, number>()
  for (const [touchpoint, count] of counts.entries())
    if (count > 0) found.set(touchpoint === counts.length - 1 ? NONE : touchpoint, count)
  return found
}
