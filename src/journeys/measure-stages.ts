import { type Instant, inParts, joined, type SharedWork, sortedTimes } from '../kernel/index.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { Durations } from './kaplan-meier.ts'
import { ENTERED, type StageEntries, stageEntries } from './stage-entries.ts'

/** What a stage was for those who entered it. */
export interface StageLives {
  readonly entered: number
  /** Entered, and the allowed time there has run out. */
  readonly mature: number
  readonly abandoned: number
  /** Seconds from entering the stage to entering a later one or to success; of those still on their way, so far. Ascending, but where each fact was told. */
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

const [ENDED, WAITING, STOPPED] = [0, 1, 2] as const

/** Times as they are found, a column for each kind and stage. */
const createTimes = (stages: number) => {
  const columns = Array.from({ length: 3 * stages }, () => new Float64Array(1 << 10))
  const sizes = new Uint32Array(columns.length)
  const full = (slot: number): Float64Array => {
    const before = columns[slot] ?? new Float64Array(0)
    const larger = new Float64Array(before.length * 2)
    larger.set(before)
    columns[slot] = larger
    return larger
  }
  return {
    add(kind: number, stage: number, time: number): void {
      const slot = kind * stages + stage
      const size = sizes[slot] ?? 0
      const column = columns[slot]
      if (column !== undefined && size < column.length) column[size] = time
      else full(slot)[size] = time
      sizes[slot] = size + 1
    },
    bySlot: (): readonly Float64Array[] => columns.map((column, slot) => column.subarray(0, sizes[slot])),
  }
}

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
  /** By kind and stage. */
  readonly times: readonly Float64Array[]
}

const widthOf = ({ stageOf }: JourneyRules): number => stageOf.length + 1

/** Counts some instances by stage: who entered, who stayed how long, who stopped there. */
const countStages = (columns: StageColumns, note?: NoteStage) => {
  const { rules, asOf, openedAt, closedAt, status, stage: reached, entered, how, lasts: lastOf } = columns
  const size = rules.stages.length
  const width = widthOf(rules)
  const longest = Float64Array.from(rules.stages, ({ max }) => max)
  const expected = Float64Array.from(rules.stages, (stage) => stage.expected)
  return (from: number, to: number): StageCounts => {
    const count = () => new Uint32Array(size)
    const [entries, mature, lost, late, inTime] = [count(), count(), count(), count(), count()]
    const lasts = new Uint32Array(size * width)
    const times = createTimes(size)
    for (let i = from; i < to; i++) {
      const windowEnd = (openedAt[i] ?? 0) + rules.window
      const outcome = status[i] ?? 0
      const closed = closedAt[i] ?? Number.NaN
      const success = outcome === STATUS.succeeded ? closed : Infinity
      const stopped = outcome === STATUS.abandoned ? (reached[i] ?? -1) : -1
      const until = outcome === STATUS.abandoned ? closed : Math.min(asOf, windowEnd)
      // When the next of the stages that were entered in order was entered.
      let next = Infinity
      for (let s = size - 1; s >= 0; s--) {
        const order = how[i * size + s] ?? 0
        if (order === ENTERED.never) continue
        const began = entered[i * size + s] ?? 0
        entries[s] = (entries[s] ?? 0) + 1
        note?.('entered', s, i)
        if (Math.min(began + (longest[s] ?? Infinity), windowEnd) < asOf) {
          mature[s] = (mature[s] ?? 0) + 1
          note?.('mature', s, i)
        }
        if (stopped === s) {
          lost[s] = (lost[s] ?? 0) + 1
          note?.('abandoned', s, i)
          const last = Math.min(lastOf[i] ?? NONE, width - 1)
          lasts[s * width + last] = (lasts[s * width + last] ?? 0) + 1
        }
        if (order === ENTERED.late) continue
        // A stage is left for the next one, or for success where that came first.
        const over = began <= success && success < next ? success : next
        next = began
        const hasLeft = over !== Infinity
        const time = Math.max(0, (hasLeft ? over : until) - began) / 1000
        times.add(hasLeft ? ENDED : outcome === STATUS.abandoned ? STOPPED : WAITING, s, time)
        if (time * 1000 > (expected[s] ?? Infinity)) {
          late[s] = (late[s] ?? 0) + 1
          note?.('late', s, i)
        } else if (hasLeft) {
          inTime[s] = (inTime[s] ?? 0) + 1
          note?.('in-time', s, i)
        }
      }
    }
    return { entries, mature, lost, late, inTime, lasts, times: times.bySlot() }
  }
}

/** Stages of some instances. */
export const stageWork: SharedWork<StageColumns, StageCounts> = {
  name: 'stages',
  begin: (columns) => countStages(columns),
}

/** Columns of times, each in ascending order. */
export const orderWork: SharedWork<{ readonly times: readonly Float64Array[] }, Float64Array[]> = {
  name: 'order of times',
  begin:
    ({ times }) =>
    (from, to) =>
      times.slice(from, to).map((column) => sortedTimes(column)),
}

/** Follows every instance through the stages: who entered, who stayed how long, who stopped there. */
export const measureStages = (
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  note?: NoteStage,
): StageLives[] => {
  const size = rules.stages.length
  const { members, status, openedAt, closedAt, stage } = instances
  const columns = { ...stageEntries(table, rules, instances), status, openedAt, closedAt, stage, rules, asOf }
  const parts = note
    ? [countStages(columns, note)(0, instances.count)]
    : inParts(stageWork, columns, instances.count, members.length)
  const sums = (pick: (part: StageCounts) => Uint32Array): Uint32Array => {
    const sum = new Uint32Array(parts[0] ? pick(parts[0]).length : 0)
    for (const part of parts) for (const [place, count] of pick(part).entries()) sum[place] = (sum[place] ?? 0) + count
    return sum
  }
  const found = Array.from({ length: 3 * size }, (_, slot) =>
    joined(
      parts.map((part) => part.times[slot] ?? new Float64Array(0)),
      members.length,
    ),
  )
  // Who tells each fact wants no times.
  const ordered = { times: found.slice(0, STOPPED * size) }
  const times = note ? found : inParts(orderWork, ordered, STOPPED * size, members.length).flat()
  const [entries, mature, lost] = [sums((part) => part.entries), sums((part) => part.mature), sums((part) => part.lost)]
  const [late, inTime, lasts] = [sums((part) => part.late), sums((part) => part.inTime), sums((part) => part.lasts)]
  const width = widthOf(rules)
  const valuesOf = (kind: number, s: number) => times[kind * size + s] ?? new Float64Array(0)
  return rules.stages.map((_, s) => ({
    entered: entries[s] ?? 0,
    mature: mature[s] ?? 0,
    abandoned: lost[s] ?? 0,
    durations: { ended: valuesOf(ENDED, s), waiting: valuesOf(WAITING, s) },
    stopped: found[STOPPED * size + s] ?? new Float64Array(0),
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
