import { type Instant, inParts, joined, roomFor, type SharedWork, sortedTimes } from '../kernel/index.ts'
import { type JourneyTable, NONE } from './cases.ts'
import type { Instances } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { Durations } from './kaplan-meier.ts'
import { countStages, type NoteStage, type StageColumns, type StageCounts, stageWork, widthOf } from './stage-counts.ts'
import { stageEntries } from './stage-entries.ts'

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
  const entries = stageEntries(table, rules, instances)
  return { ...entries, status, openedAt, closedAt, stage, rules, asOf, events: instances.members.length }
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
