import type { Instant } from '../kernel/index.ts'
import { type JourneyTable, NONE, SIGN } from './cases.ts'
import { type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { Durations } from './kaplan-meier.ts'

/** What a stage was for those who entered it. */
export interface StageLives {
  readonly entered: number
  /** Entered, and the allowed time there has run out. */
  readonly mature: number
  readonly abandoned: number
  /** Seconds from entering the stage to entering a later one or to success; of those still on their way, so far. */
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

/** When one instance entered and left its stages; reused from instance to instance. */
const createPassage = (table: JourneyTable, rules: JourneyRules, instances: Instances) => {
  const size = rules.stages.length
  const entered = new Float64Array(size)
  const left = new Float64Array(size)
  /** Entered only once a later stage had been reached: it has no time of its own. */
  const outOfOrder = new Uint8Array(size)
  const stageOf = Int16Array.from(rules.stageOf)
  const { at: instants, touchpoint: touchpoints, signs } = table
  const { starts, members, status, closedAt } = instances
  return {
    entered,
    left,
    outOfOrder,
    /** Follows one instance; its last touchpoint. */
    through(i: number): number {
      // A few stages: a loop costs less than three calls.
      for (let s = 0; s < size; s++) {
        entered[s] = left[s] = Number.NaN
        outOfOrder[s] = 0
      }
      const success = status[i] === STATUS.succeeded ? (closedAt[i] ?? 0) : Infinity
      // What was said after having left is no part of it.
      const until = status[i] === STATUS.abandoned ? (closedAt[i] ?? 0) : Infinity
      const end = starts[i + 1] ?? 0
      let [last, furthest] = [NONE, -1]
      // When the furthest stage was entered, while it has not been left.
      let inside = Infinity
      for (let m = starts[i] ?? 0; m < end; m++) {
        const e = members[m] ?? 0
        const touchpoint = touchpoints[e] ?? NONE
        if (touchpoint === NONE) continue
        const at = instants[e] ?? 0
        if (at > until && ((signs[e] ?? 0) & SIGN.survey) !== 0) continue
        const stage = stageOf[touchpoint] ?? -1
        if (at > success && inside <= success) {
          left[furthest] = success
          inside = Infinity
        }
        last = touchpoint
        if (stage < 0) continue
        if (Number.isNaN(entered[stage])) {
          entered[stage] = at
          outOfOrder[stage] = stage < furthest ? 1 : 0
        }
        if (stage <= furthest) continue
        if (inside !== Infinity) left[furthest] = at
        furthest = stage
        inside = at
      }
      if (success !== Infinity && inside <= success) left[furthest] = success
      return last
    },
  }
}

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

/** Follows every instance through the stages: who entered, who stayed how long, who stopped there. */
export const measureStages = (
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  note?: NoteStage,
): StageLives[] => {
  const size = rules.stages.length
  const [entries, mature, lost, late, inTime] = [0, 1, 2, 3, 4].map(() => new Uint32Array(size)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ]
  const times = createTimes(size)
  // By stage and touchpoint; who had none stands at the end of each row.
  const width = rules.stageOf.length + 1
  const lasts = new Uint32Array(size * width)
  const passage = createPassage(table, rules, instances)
  const { entered, left, outOfOrder } = passage
  const longest = Float64Array.from(rules.stages, ({ max }) => max)
  const expected = Float64Array.from(rules.stages, (stage) => stage.expected)
  for (let i = 0; i < instances.count; i++) {
    const last = Math.min(passage.through(i), width - 1)
    const windowEnd = (instances.openedAt[i] ?? 0) + rules.window
    const abandoned = instances.status[i] === STATUS.abandoned
    const stage = abandoned ? (instances.stage[i] ?? -1) : -1
    for (let s = 0; s < size; s++) {
      const began = entered[s] ?? Number.NaN
      if (Number.isNaN(began)) continue
      entries[s] = (entries[s] ?? 0) + 1
      note?.('entered', s, i)
      if (Math.min(began + (longest[s] ?? Infinity), windowEnd) < asOf) {
        mature[s] = (mature[s] ?? 0) + 1
        note?.('mature', s, i)
      }
      if (stage === s) {
        lost[s] = (lost[s] ?? 0) + 1
        note?.('abandoned', s, i)
        lasts[s * width + last] = (lasts[s * width + last] ?? 0) + 1
      }
      if (outOfOrder[s] === 1) continue
      const over = left[s] ?? Number.NaN
      const hasLeft = !Number.isNaN(over)
      const until = hasLeft ? over : abandoned ? (instances.closedAt[i] ?? 0) : Math.min(asOf, windowEnd)
      const time = Math.max(0, until - began) / 1000
      times.add(hasLeft ? ENDED : abandoned ? STOPPED : WAITING, s, time)
      if (time * 1000 > (expected[s] ?? Infinity)) {
        late[s] = (late[s] ?? 0) + 1
        note?.('late', s, i)
      } else if (hasLeft) {
        inTime[s] = (inTime[s] ?? 0) + 1
        note?.('in-time', s, i)
      }
    }
  }
  const sorted = times.bySlot()
  const valuesOf = (kind: number, s: number) => sorted[kind * size + s] ?? new Float64Array(0)
  return rules.stages.map((_, s) => ({
    entered: entries[s] ?? 0,
    mature: mature[s] ?? 0,
    abandoned: lost[s] ?? 0,
    durations: { ended: valuesOf(ENDED, s), waiting: valuesOf(WAITING, s) },
    stopped: valuesOf(STOPPED, s),
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
