import type { Instant } from '../kernel/index.ts'
import { type JourneyTable, SIGN } from './cases.ts'
import { advance, type Instance, isOnTrack, type JourneyRules } from './instance.ts'

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

/** Follows every case of a table through the map, up to `asOf`; what came later is not looked at. */
export const follow = (table: JourneyTable, rules: JourneyRules, asOf: Instant): Instances => {
  const found: Instance[] = []
  const starts: number[] = []
  const caseOf: number[] = []
  const members = new Uint32Array(table.at.length)
  const cases = new Uint8Array(table.keys.length)
  let size = 0
  let notEntered = 0
  for (let c = 0; c < table.keys.length; c++) {
    const named = table.inferred[c] === 0
    const [begin, end] = [table.starts[c] ?? 0, table.starts[c + 1] ?? 0]
    let instance: Instance | undefined
    let seen = false
    for (let e = begin; e < end; e++) {
      const at = table.at[e] ?? 0
      if (at > asOf) break
      seen = true
      const event = { at, touchpoint: table.touchpoint[e] ?? 0, signs: table.signs[e] ?? 0 }
      const before = advance(instance, undefined, rules, at)
      const after = advance(before, event, rules, at, named)
      if (after !== before) {
        if (after && after.number !== before?.number) {
          if (before) found.push(before)
          starts.push(size)
          caseOf.push(c)
        }
        members[size++] = e
      }
      instance = after
    }
    const last = advance(instance, undefined, rules, asOf)
    if (last) found.push(last)
    else if (seen) notEntered++
    cases[c] = last ? CASE.entered : seen ? CASE.notEntered : CASE.unseen
  }
  starts.push(size)
  return {
    count: found.length,
    status: Uint8Array.from(found, ({ status }) => STATUS[status]),
    onTrack: Uint8Array.from(found, (instance) => (isOnTrack(instance, rules, asOf) ? 1 : 0)),
    openedAt: Float64Array.from(found, ({ openedAt }) => openedAt),
    closedAt: Float64Array.from(found, ({ closedAt }) => closedAt ?? Number.NaN),
    stage: Int16Array.from(found, ({ stage }) => stage),
    starts: Uint32Array.from(starts),
    members: members.subarray(0, size),
    caseOf: Uint32Array.from(caseOf),
    cases,
    notEntered,
  }
}

/** Whether a member event counts towards what was lived: not a survey answered after the person had left. */
export const wasLived = (table: JourneyTable, instances: Instances, instance: number, event: number): boolean =>
  instances.status[instance] !== STATUS.abandoned ||
  (table.at[event] ?? 0) <= (instances.closedAt[instance] ?? 0) ||
  ((table.signs[event] ?? 0) & SIGN.survey) === 0
