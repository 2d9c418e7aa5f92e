import { growing, type Instant } from '../kernel/index.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { type Instances, STATUS, wasLived } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import { type Durations, durationColumns } from './kaplan-meier.ts'

/** What a stage was for those who entered it. */
export interface StageLives {
  entered: number
  /** Entered, and the allowed time there has run out. */
  mature: number
  abandoned: number
  /** Seconds from entering the stage to entering a later one or to success; of those still on their way, so far. */
  readonly durations: Durations
  /** Seconds spent there by those who stopped there: they have no time through the stage. */
  readonly stopped: Float64Array
  /** Took, or already take, longer than expected; and those who got through in time. */
  late: number
  inTime: number
  /** Touchpoint -> abandoned instances whose last touchpoint it was. */
  readonly lastTouchpoints: Map<number, number>
}

/** What is counted of an instance at a stage: whoever is told of each fact has the list that the count is of. */
export type StageFact = 'entered' | 'mature' | 'abandoned' | 'late' | 'in-time'
export type NoteStage = (fact: StageFact, stage: number, instance: number) => void

/** When one instance entered and left its stages; reused from instance to instance. */
interface Passage {
  readonly entered: Float64Array
  readonly left: Float64Array
  /** Entered only once a later stage had been reached: it has no time of its own. */
  readonly outOfOrder: Uint8Array
  last: number
}

const passThrough = (table: JourneyTable, rules: JourneyRules, instances: Instances, i: number, passage: Passage) => {
  const { entered, left, outOfOrder } = passage
  // A few stages: a loop costs less than three calls.
  for (let s = 0; s < entered.length; s++) {
    entered[s] = left[s] = Number.NaN
    outOfOrder[s] = 0
  }
  passage.last = NONE
  const success = instances.status[i] === STATUS.succeeded ? (instances.closedAt[i] ?? 0) : Infinity
  let furthest = -1
  const leave = (at: Instant) => {
    if (furthest >= 0 && Number.isNaN(left[furthest])) left[furthest] = at
  }
  const whole = instances.status[i] !== STATUS.abandoned
  const end = instances.starts[i + 1] ?? 0
  for (let m = instances.starts[i] ?? 0; m < end; m++) {
    const e = instances.members[m] ?? 0
    const touchpoint = table.touchpoint[e] ?? NONE
    if (touchpoint === NONE || !(whole || wasLived(table, instances, i, e))) continue
    const at = table.at[e] ?? 0
    const stage = rules.stageOf[touchpoint] ?? -1
    if (at > success && (entered[furthest] ?? Infinity) <= success) leave(success)
    passage.last = touchpoint
    if (Number.isNaN(entered[stage])) {
      entered[stage] = at
      outOfOrder[stage] = stage < furthest ? 1 : 0
    }
    if (stage > furthest) {
      leave(at)
      furthest = stage
    }
  }
  if (success !== Infinity && (entered[furthest] ?? Infinity) <= success) leave(success)
}

/** Follows every instance through the stages: who entered, who stayed how long, who stopped there. */
export const measureStages = (
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  note: NoteStage = () => {},
): StageLives[] => {
  const size = rules.stages.length
  const lives = rules.stages.map(() => ({
    entered: 0,
    mature: 0,
    abandoned: 0,
    durations: durationColumns(),
    stopped: growing(),
    late: 0,
    inTime: 0,
    lastTouchpoints: new Map<number, number>(),
  }))
  const passage = {
    entered: new Float64Array(size),
    left: new Float64Array(size),
    outOfOrder: new Uint8Array(size),
    last: NONE,
  }
  const longest = Float64Array.from(rules.stages, ({ max }) => max)
  const expected = Float64Array.from(rules.stages, (stage) => stage.expected)
  for (let i = 0; i < instances.count; i++) {
    passThrough(table, rules, instances, i, passage)
    const windowEnd = (instances.openedAt[i] ?? 0) + rules.window
    const abandoned = instances.status[i] === STATUS.abandoned
    for (let s = 0; s < size; s++) {
      const entered = passage.entered[s] ?? Number.NaN
      const life = lives[s]
      if (Number.isNaN(entered) || life === undefined) continue
      life.entered++
      note('entered', s, i)
      if (Math.min(entered + (longest[s] ?? Infinity), windowEnd) < asOf) {
        life.mature++
        note('mature', s, i)
      }
      if (abandoned && instances.stage[i] === s) {
        life.abandoned++
        note('abandoned', s, i)
        life.lastTouchpoints.set(passage.last, (life.lastTouchpoints.get(passage.last) ?? 0) + 1)
      }
      if (passage.outOfOrder[s] === 1) continue
      const left = passage.left[s] ?? Number.NaN
      const ended = !Number.isNaN(left)
      const until = ended ? left : abandoned ? (instances.closedAt[i] ?? 0) : Math.min(asOf, windowEnd)
      const time = Math.max(0, until - entered) / 1000
      if (ended || !abandoned) life.durations.add(time, ended)
      else life.stopped.push(time)
      if (time * 1000 > (expected[s] ?? Infinity)) {
        life.late++
        note('late', s, i)
      } else if (ended) {
        life.inTime++
        note('in-time', s, i)
      }
    }
  }
  return lives.map((life) => ({
    ...life,
    durations: life.durations.columns(),
    stopped: life.stopped.values(),
  }))
}
