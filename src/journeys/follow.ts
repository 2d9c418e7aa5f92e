import { type Instant, roomFor } from '../kernel/index.ts'
import { type JourneyTable, NONE, SIGN } from './cases.ts'
import { blank, isOnTrack, type JourneyRules, open, PART, type Passing, passTime, take } from './instance.ts'

export const STATUS = { open: 0, succeeded: 1, abandoned: 2 } as const

/** Instances in columns. Instance i holds the events `members[starts[i]]` to `members[starts[i + 1] - 1]` of its table. */
export interface Instances {
  readonly count: number
  /** Values of `STATUS`. */
  readonly status: Uint8Array
  readonly onTrack: Uint8Array
  readonly openedAt: Float64Array
  /** NaN where open. */
  readonly closedAt: Float64Array
  /** The furthest stage reached; -1 for none. */
  readonly stage: Int16Array
  readonly starts: Uint32Array
  /** Indexes of events in the table, in order. */
  readonly members: Uint32Array
  /** The case that each instance is a passage of. */
  readonly caseOf: Uint32Array
  /** What each case is to the map up to the as-of instant. */
  readonly cases: Uint8Array
  /** Cases without any event that opens the map. */
  readonly notEntered: number
}

/** A case as of an instant: nothing of it has happened yet, no event of it opens the map, it has at least one instance. */
export const CASE = { unseen: 0, notEntered: 1, entered: 2 } as const

/** Instances as they end, in columns that grow. */
const createFound = (expected: number, { uint8, uint32, int16, float64 }: ReturnType<typeof roomFor>) => {
  let room = Math.max(16, expected)
  let [status, onTrack] = [uint8(room), uint8(room)]
  let [openedAt, closedAt] = [float64(room), float64(room)]
  let [stage, starts, caseOf] = [int16(room), uint32(room + 1), uint32(room)]
  let [opened, closed] = [0, 0]
  const filled = <Values extends { set(values: ArrayLike<number>): void }>(into: Values, from: ArrayLike<number>) => {
    into.set(from)
    return into
  }
  const grow = (): void => {
    room = Math.ceil(room * 1.5)
    status = filled(uint8(room), status)
    onTrack = filled(uint8(room), onTrack)
    openedAt = filled(float64(room), openedAt)
    closedAt = filled(float64(room), closedAt)
    stage = filled(int16(room), stage)
    starts = filled(uint32(room + 1), starts)
    caseOf = filled(uint32(room), caseOf)
  }
  return {
    /** A passage of a case begins, at this place among the members. */
    begin(c: number, member: number): void {
      if (opened === room) grow()
      starts[opened] = member
      caseOf[opened++] = c
    },
    end(instance: Passing, track: boolean): void {
      status[closed] = STATUS[instance.status]
      onTrack[closed] = track ? 1 : 0
      openedAt[closed] = instance.openedAt
      closedAt[closed] = instance.closedAt ?? Number.NaN
      stage[closed++] = instance.stage
    },
    columns(members: number) {
      starts[opened] = members
      return {
        count: closed,
        status: filled(uint8(closed), status.subarray(0, closed)),
        onTrack: filled(uint8(closed), onTrack.subarray(0, closed)),
        openedAt: filled(float64(closed), openedAt.subarray(0, closed)),
        closedAt: filled(float64(closed), closedAt.subarray(0, closed)),
        stage: filled(int16(closed), stage.subarray(0, closed)),
        starts: filled(uint32(closed + 1), starts.subarray(0, closed + 1)),
        caseOf: filled(uint32(closed), caseOf.subarray(0, closed)),
      }
    },
  }
}

/** Of a map that recognises nothing, and so has no columns in the table: who has lived anything entered nothing. */
const nobody = (table: JourneyTable, asOf: Instant): Instances => {
  const count = table.starts.length - 1
  const cases = new Uint8Array(count)
  let notEntered = 0
  for (let c = 0; c < count; c++) {
    const first = table.starts[c] ?? 0
    if (first === table.starts[c + 1] || (table.at[first] ?? 0) > asOf) continue
    cases[c] = CASE.notEntered
    notEntered++
  }
  return { ...createFound(0, roomFor(0)).columns(0), members: new Uint32Array(0), cases, notEntered }
}

/** A column without the room that was left: where that is little it stays as it is. */
const fitting = (members: Uint32Array, size: number): Uint32Array => {
  if (size > members.length * 0.8) return members.subarray(0, size)
  const own = roomFor(members.length).uint32(size)
  own.set(members.subarray(0, size))
  return own
}

/** Follows every case of a table through the map, up to `asOf`; what came later is not looked at. */
export const follow = (table: JourneyTable, rules: JourneyRules, asOf: Instant): Instances => {
  if (table.signs.length === 0) return nobody(table, asOf)
  const count = table.starts.length - 1
  const room = roomFor(table.at.length)
  const found = createFound(count, room)
  const members = room.uint32(table.at.length)
  const cases = new Uint8Array(count)
  const instance = blank()
  const event = { at: 0, touchpoint: NONE, signs: 0 }
  let [size, notEntered] = [0, 0]
  for (let c = 0; c < count; c++) {
    const named = table.inferred[c] === 0
    const end = table.starts[c + 1] ?? 0
    let [entered, seen] = [false, false]
    for (let e = table.starts[c] ?? 0; e < end; e++) {
      event.at = table.at[e] ?? 0
      if (event.at > asOf) break
      seen = true
      event.touchpoint = table.touchpoint[e] ?? 0
      event.signs = table.signs[e] ?? 0
      if (!entered) {
        if ((event.signs & SIGN.entry) === 0) continue
        entered = true
        open(instance, event, rules, 0, named)
        found.begin(c, size)
      } else {
        passTime(instance, event.at)
        const part = take(instance, event, rules)
        if (part === PART.none) continue
        if (part === PART.next) {
          found.end(instance, false)
          open(instance, event, rules, instance.number + 1, false)
          found.begin(c, size)
        }
      }
      members[size++] = e
    }
    if (entered) {
      passTime(instance, asOf)
      found.end(instance, isOnTrack(instance, rules, asOf))
    } else if (seen) notEntered++
    cases[c] = entered ? CASE.entered : seen ? CASE.notEntered : CASE.unseen
  }
  return { ...found.columns(size), members: fitting(members, size), cases, notEntered }
}

/** Whether a member event counts towards what was lived: not a survey answered after the person had left. */
export const wasLived = (table: JourneyTable, instances: Instances, instance: number, event: number): boolean =>
  instances.status[instance] !== STATUS.abandoned ||
  (table.at[event] ?? 0) <= (instances.closedAt[instance] ?? 0) ||
  ((table.signs[event] ?? 0) & SIGN.survey) === 0
