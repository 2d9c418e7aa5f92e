import { type Instant, roomFor } from '../kernel/index.ts'
import type { CaseTable } from './cases.ts'
import { CASE, type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'

/**
 * What process mining aligns: the finished log. Each case that the source names is one trace, from its first event to its last,
 * also those before anything that the map foresees, also where it foresees nothing of it. A map that names what opens it, and
 * people without a case, keep their journeys.
 */
export const wholeCases = (
  table: CaseTable,
  { namedEntry }: Pick<JourneyRules, 'namedEntry'>,
  instances: Instances,
  asOf: Instant,
): Instances => {
  if (namedEntry || !table.inferred.includes(0)) return instances
  const isTrace = new Uint8Array(table.keys.length)
  for (let i = 0; i < instances.count; i++) isTrace[instances.caseOf[i] ?? 0] = 1
  for (let c = 0; c < isTrace.length; c++) if (instances.cases[c] === CASE.notEntered) isTrace[c] = 1
  const from: { readonly c: number; readonly i: number }[] = []
  for (let c = 0, i = 0; c < isTrace.length; c++) {
    const first = i
    while (i < instances.count && instances.caseOf[i] === c) i++
    if (isTrace[c] === 0) continue
    if (table.inferred[c] === 0) from.push({ c, i: first < i ? first : -1 })
    else for (let own = first; own < i; own++) from.push({ c, i: own })
  }
  const room = roomFor(table.at.length)
  const members = room.uint32(table.at.length)
  const starts = room.uint32(from.length + 1)
  let size = 0
  for (const [k, { c, i }] of from.entries()) {
    if (table.inferred[c] === 0)
      for (let e = table.starts[c] ?? 0; e < (table.starts[c + 1] ?? 0) && (table.at[e] ?? 0) <= asOf; e++)
        members[size++] = e
    else
      for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++)
        members[size++] = instances.members[m] ?? 0
    starts[k + 1] = size
  }
  const of = (column: ArrayLike<number>, none: number) => (k: number) => {
    const { i = -1 } = from[k] ?? {}
    return i < 0 ? none : (column[i] ?? none)
  }
  const column = <Into extends { [index: number]: number }>(into: Into, value: (k: number) => number): Into => {
    for (let k = 0; k < from.length; k++) into[k] = value(k)
    return into
  }
  return {
    count: from.length,
    status: column(room.uint8(from.length), of(instances.status, STATUS.open)),
    onTrack: column(room.uint8(from.length), of(instances.onTrack, 0)),
    openedAt: column(room.float64(from.length), of(instances.openedAt, asOf)),
    closedAt: column(room.float64(from.length), of(instances.closedAt, Number.NaN)),
    stage: column(room.int16(from.length), of(instances.stage, -1)),
    starts,
    members: members.subarray(0, size),
    caseOf: column(room.uint32(from.length), (k) => from[k]?.c ?? 0),
    cases: instances.cases,
    notEntered: instances.notEntered,
  }
}
