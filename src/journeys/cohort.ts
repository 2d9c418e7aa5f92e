import { type Instant, roomFor } from '../kernel/index.ts'
import type { JourneyTable } from './cases.ts'
import { CASE, type Instances, wasLived } from './follow.ts'

/** From an instant on, up to another one (exclusive). */
export interface Period {
  readonly from?: Instant
  readonly to?: Instant
}

/**
 * Which journeys are looked at, each of them whole. A filter on events would cut journeys in pieces and count as lost who
 * merely went on elsewhere; a cohort keeps or leaves out a journey with everything that was lived in it.
 */
export interface Cohort {
  /** Journeys that people entered in this period. */
  readonly entered?: Period
  /** Journeys that ended (success or abandonment) in this period. */
  readonly ended?: Period
  /** Journeys that passed at least once through this channel. */
  readonly through?: string
  /** The cases that belong, 1 by position in the table; all where absent. */
  readonly cases?: Uint8Array
}

const lies = ({ from = -Infinity, to = Infinity }: Period, at: Instant): boolean => at >= from && at < to

const passed = (table: JourneyTable, instances: Instances, i: number, channel: number): boolean => {
  const end = instances.starts[i + 1] ?? 0
  for (let m = instances.starts[i] ?? 0; m < end; m++) {
    const e = instances.members[m] ?? 0
    if (table.channel[e] === channel && wasLived(table, instances, i, e)) return true
  }
  return false
}

const belongs = (table: JourneyTable, instances: Instances, { entered, ended, through, cases }: Cohort) => {
  const channel = through === undefined ? -1 : table.channels.indexOf(through)
  return (i: number): boolean =>
    (cases === undefined || cases[instances.caseOf[i] ?? 0] === 1) &&
    (entered === undefined || lies(entered, instances.openedAt[i] ?? Number.NaN)) &&
    (ended === undefined || lies(ended, instances.closedAt[i] ?? Number.NaN)) &&
    (through === undefined || (channel >= 0 && passed(table, instances, i, channel)))
}

const isEverybody = ({ entered, ended, through, cases }: Cohort): boolean =>
  entered === undefined && ended === undefined && through === undefined && cases === undefined

/** The instances of a cohort, in their order. Who entered no journey is counted among the people of the cohort. */
export const within = (table: JourneyTable, instances: Instances, cohort: Cohort): Instances => {
  if (isEverybody(cohort)) return instances
  const keep = belongs(table, instances, cohort)
  const kept = new Uint32Array(instances.count)
  const starts = roomFor(instances.members.length).uint32(instances.count + 1)
  let size = 0
  for (let i = 0; i < instances.count; i++) {
    if (!keep(i)) continue
    kept[size++] = i
    starts[size] = (starts[size - 1] ?? 0) + (instances.starts[i + 1] ?? 0) - (instances.starts[i] ?? 0)
  }
  const room = roomFor(starts[size] ?? 0)
  const members = room.uint32(starts[size] ?? 0)
  for (let k = 0, next = 0; k < size; k++) {
    const until = starts[k + 1] ?? 0
    for (let m = instances.starts[kept[k] ?? 0] ?? 0; next < until; m++, next++)
      members[next] = instances.members[m] ?? 0
  }
  const picked = <Column extends { [index: number]: number }>(into: Column, from: Column): Column => {
    for (let k = 0; k < size; k++) into[k] = from[kept[k] ?? 0] ?? 0
    return into
  }
  const { cases } = cohort
  const mine = cases ? instances.cases.map((is, c) => (cases[c] === 1 ? is : CASE.unseen)) : instances.cases
  return {
    count: size,
    status: picked(room.uint8(size), instances.status),
    onTrack: picked(room.uint8(size), instances.onTrack),
    openedAt: picked(room.float64(size), instances.openedAt),
    closedAt: picked(room.float64(size), instances.closedAt),
    stage: picked(room.int16(size), instances.stage),
    starts: starts.subarray(0, size + 1),
    members,
    caseOf: picked(room.uint32(size), instances.caseOf),
    cases: mine,
    notEntered: mine.reduce((sum, is) => sum + (is === CASE.notEntered ? 1 : 0), 0),
  }
}
