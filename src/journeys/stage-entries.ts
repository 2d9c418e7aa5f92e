import { inParts, roomFor, type SharedWork } from '../kernel/index.ts'
import { type JourneyTable, NONE, SIGN } from './cases.ts'
import { type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'

/** How a stage was entered: not at all; in the order of the map; only once a later one had been reached. */
export const ENTERED = { never: 0, inOrder: 1, late: 2 } as const

/** When each instance entered each stage, an instance's stages beside each other. */
export interface StageEntries {
  readonly entered: Float64Array
  /** Values of `ENTERED`. */
  readonly how: Uint8Array
  /** The last touchpoint of each instance; `NONE` where there is none. */
  readonly lasts: Uint16Array
}

type EntryColumns = Pick<JourneyTable, 'at' | 'touchpoint' | 'signs'> &
  Pick<Instances, 'starts' | 'members' | 'status' | 'closedAt'> &
  StageEntries & { readonly rules: JourneyRules }

/**
 * Follows some instances from stage to stage. Once every stage has been entered nothing that follows says more: of a long
 * journey the beginning is looked at, and its end.
 */
const enter = ({ rules, entered, how, lasts, ...columns }: EntryColumns) => {
  const { at: instants, touchpoint: touchpoints, signs, starts, members, status, closedAt } = columns
  const size = rules.stages.length
  const seen = new Uint8Array(size)
  const stageOf = Int16Array.from(rules.stageOf)
  const staged = new Set(stageOf.filter((stage) => stage >= 0)).size
  const isSurvey = (e: number): boolean => ((signs[e] ?? 0) & SIGN.survey) !== 0
  const lastOf = (first: number, end: number, until: number): number => {
    for (let m = end - 1; m >= first; m--) {
      const e = members[m] ?? 0
      const touchpoint = touchpoints[e] ?? NONE
      if (touchpoint !== NONE && !((instants[e] ?? 0) > until && isSurvey(e))) return touchpoint
    }
    return NONE
  }
  return (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      // What was said after having left is no part of it.
      const until = status[i] === STATUS.abandoned ? (closedAt[i] ?? 0) : Infinity
      const [first, end] = [starts[i] ?? 0, starts[i + 1] ?? 0]
      let [furthest, unseen] = [-1, staged]
      for (let s = 0; s < size; s++) seen[s] = ENTERED.never
      for (let m = first; m < end && unseen > 0; m++) {
        const e = members[m] ?? 0
        const touchpoint = touchpoints[e] ?? NONE
        if (touchpoint === NONE) continue
        const stage = stageOf[touchpoint] ?? -1
        if (stage < 0 || seen[stage] !== ENTERED.never) continue
        const at = instants[e] ?? 0
        if (at > until && isSurvey(e)) continue
        unseen--
        entered[i * size + stage] = at
        seen[stage] = stage < furthest ? ENTERED.late : ENTERED.inOrder
        if (stage > furthest) furthest = stage
      }
      for (let s = 0; s < size; s++) how[i * size + s] = seen[s] ?? ENTERED.never
      lasts[i] = lastOf(first, end, until)
    }
  }
}

/** Entries of some instances. */
export const entryWork: SharedWork<EntryColumns, void> = { name: 'stage entries', begin: enter }

const known = new WeakMap<Instances, { readonly rules: JourneyRules; readonly entries: StageEntries }>()

/** Worked out once for followed journeys: every question about their stages begins with it. */
export const stageEntries = (table: JourneyTable, rules: JourneyRules, instances: Instances): StageEntries => {
  const before = known.get(instances)
  if (before?.rules === rules) return before.entries
  const { starts, members, status, closedAt, count } = instances
  const { at, touchpoint, signs } = table
  const size = rules.stages.length
  const room = roomFor(members.length)
  const entries = { entered: room.float64(count * size), how: room.uint8(count * size), lasts: room.uint16(count) }
  const columns = { at, touchpoint, signs, starts, members, status, closedAt, rules, ...entries }
  inParts(entryWork, columns, count, members.length)
  known.set(instances, { rules, entries })
  return entries
}
