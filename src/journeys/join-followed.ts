import { roomFor } from '../kernel/index.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { createDictionary } from './dictionary.ts'
import { CASE, type Instances } from './follow.ts'

/** Journeys and the cases that they are passages of. */
export interface Lives {
  readonly table: JourneyTable
  readonly instances: Instances
}

/** What `metric` says of an event that answers nothing. */
const NO_METRIC = 255

/** Columns that a map has in a table only where it recognises anything, or anybody answers. */
const picked = <Column extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  column: Column,
  events: Uint32Array,
  make: (size: number) => Column,
): Column => {
  if (column.length === 0) return column
  const own = make(events.length)
  for (let e = 0; e < events.length; e++) own[e] = column[events[e] ?? 0] ?? 0
  return own
}

/** Where the events of some cases lie, and where each of those cases begins and ends among them. */
const eventsOf = ({ starts }: JourneyTable, cases: Uint32Array) => {
  const own = new Uint32Array(cases.length + 1)
  for (let k = 0; k < cases.length; k++) {
    const c = cases[k] ?? 0
    own[k + 1] = (own[k] ?? 0) + (starts[c + 1] ?? 0) - (starts[c] ?? 0)
  }
  const events = new Uint32Array(own[cases.length] ?? 0)
  for (let k = 0, next = 0; k < cases.length; k++)
    for (let e = starts[cases[k] ?? 0] ?? 0; next < (own[k + 1] ?? 0); e++) events[next++] = e
  return { starts: own, events }
}

const pickTable = (table: JourneyTable, cases: Uint32Array): JourneyTable => {
  const { starts, events } = eventsOf(table, cases)
  const short = (size: number) => new Uint16Array(size)
  const bytes = (size: number) => new Uint8Array(size)
  const long = (size: number) => new Float64Array(size)
  return {
    ...table,
    keys: Array.from(cases, (c) => table.keys[c] ?? ''),
    inferred: Uint8Array.from(cases, (c) => table.inferred[c] ?? 0),
    starts,
    at: picked(table.at, events, long),
    activity: picked<Uint16Array | Uint32Array>(table.activity, events, (size) => new Uint32Array(size)),
    channel: picked(table.channel, events, short),
    touchpoint: picked(table.touchpoint, events, short),
    signs: picked(table.signs, events, bytes),
    score: picked(table.score, events, long),
    metric: picked(table.metric, events, bytes),
    about: picked(table.about, events, short),
  }
}

const columnsOf = (count: number, members: number) => {
  const room = roomFor(members)
  return {
    count,
    status: room.uint8(count),
    onTrack: room.uint8(count),
    openedAt: room.float64(count),
    closedAt: room.float64(count),
    stage: room.int16(count),
    starts: room.uint32(count + 1),
    members: room.uint32(members),
    caseOf: room.uint32(count),
  }
}

/** The instances of some cases, in the numbering of those. */
const pickInstances = ({ table, instances }: Lives, cases: Uint32Array, starts: Uint32Array): Instances => {
  const place = new Int32Array(table.keys.length).fill(-1)
  for (let k = 0; k < cases.length; k++) place[cases[k] ?? 0] = k
  let [count, members] = [0, 0]
  const isKept = (i: number): boolean => (place[instances.caseOf[i] ?? 0] ?? -1) >= 0
  for (let i = 0; i < instances.count; i++) {
    if (!isKept(i)) continue
    count++
    members += (instances.starts[i + 1] ?? 0) - (instances.starts[i] ?? 0)
  }
  const own = columnsOf(count, members)
  for (let i = 0, k = 0, next = 0; i < instances.count; i++) {
    if (!isKept(i)) continue
    const c = instances.caseOf[i] ?? 0
    own.status[k] = instances.status[i] ?? 0
    own.onTrack[k] = instances.onTrack[i] ?? 0
    own.openedAt[k] = instances.openedAt[i] ?? 0
    own.closedAt[k] = instances.closedAt[i] ?? 0
    own.stage[k] = instances.stage[i] ?? 0
    own.caseOf[k] = place[c] ?? 0
    const shift = (starts[place[c] ?? 0] ?? 0) - (table.starts[c] ?? 0)
    for (let m = instances.starts[i] ?? 0; m < (instances.starts[i + 1] ?? 0); m++)
      own.members[next++] = (instances.members[m] ?? 0) + shift
    own.starts[++k] = next
  }
  const kept = Uint8Array.from(cases, (c) => instances.cases[c] ?? CASE.unseen)
  return { ...own, cases: kept, notEntered: instances.notEntered }
}

/** Some of the cases, in their order, each whole; how many entered nothing stays what it is of all. */
export const pickLives = (lives: Lives, cases: Uint32Array): Lives => {
  const table = pickTable(lives.table, cases)
  return { table, instances: pickInstances(lives, cases, table.starts) }
}

type Numeric = Float64Array | Uint32Array | Uint16Array | Uint8Array | Int16Array

const behind = <Column extends Numeric>(
  into: Column,
  parts: readonly ArrayLike<number>[],
  code: (value: number, part: number) => number = (value) => value,
): Column => {
  let next = 0
  for (const [p, part] of parts.entries()) for (let k = 0; k < part.length; k++) into[next++] = code(part[k] ?? 0, p)
  return into
}

/** A column that a part may lack: what it then says of each event is that there is nothing. */
const behindOr = <Column extends Numeric>(
  tables: readonly JourneyTable[],
  pick: (table: JourneyTable) => Column,
  make: (size: number) => Column,
  nothing: number,
  events: number,
): Column => {
  if (tables.every((table) => pick(table).length === 0)) return make(0)
  const into = make(events)
  let next = 0
  for (const table of tables) {
    const column = pick(table)
    const own = table.at.length
    for (let e = 0; e < own; e++) into[next + e] = column.length === 0 ? nothing : (column[e] ?? nothing)
    next += own
  }
  return into
}

const joinTables = (tables: readonly JourneyTable[]): JourneyTable => {
  const events = tables.reduce((sum, { at }) => sum + at.length, 0)
  const cases = tables.reduce((sum, { keys }) => sum + keys.length, 0)
  const [activities, channels] = [createDictionary(), createDictionary()]
  // A name that no event bears any more is none.
  const codesOf = (names: readonly string[], codes: ArrayLike<number>, dictionary: typeof activities) => {
    const used = new Uint8Array(names.length)
    for (let e = 0; e < codes.length; e++) used[codes[e] ?? 0] = 1
    return Uint32Array.from(names, (name, code) => (used[code] === 1 ? dictionary.code(name) : 0))
  }
  const activity = tables.map((table) => codesOf(table.activities, table.activity, activities))
  const channel = tables.map((table) => codesOf(table.channels, table.channel, channels))
  const room = roomFor(events)
  const firsts = tables.map(() => 0)
  for (let p = 1; p < tables.length; p++) firsts[p] = (firsts[p - 1] ?? 0) + (tables[p - 1]?.at.length ?? 0)
  const starts = room.uint32(cases + 1)
  behind(
    starts,
    tables.map((table) => table.starts.subarray(0, -1)),
    (start, p) => start + (firsts[p] ?? 0),
  )
  starts[cases] = events
  const of = (pick: (table: JourneyTable) => ArrayLike<number>) => tables.map(pick)
  return {
    keys: tables.flatMap(({ keys }) => keys),
    inferred: behind(
      new Uint8Array(cases),
      of(({ inferred }) => inferred),
    ),
    starts,
    at: behind(
      room.float64(events),
      of(({ at }) => at),
    ),
    activity: behind(
      room.codes(events, activities.texts.length),
      of((table) => table.activity),
      (code, p) => activity[p]?.[code] ?? 0,
    ),
    activities: activities.texts,
    channel: behind(
      room.uint16(events),
      of((table) => table.channel),
      (code, p) => channel[p]?.[code] ?? 0,
    ),
    channels: channels.texts,
    touchpoint: behindOr(tables, (table) => table.touchpoint, room.uint16, NONE, events),
    signs: behindOr(tables, ({ signs }) => signs, room.uint8, 0, events),
    score: behindOr(
      tables,
      ({ score }) => score,
      (size) => new Float64Array(size),
      Number.NaN,
      events,
    ),
    metric: behindOr(
      tables,
      ({ metric }) => metric,
      (size) => new Uint8Array(size),
      NO_METRIC,
      events,
    ),
    about: behindOr(
      tables,
      ({ about }) => about,
      (size) => new Uint16Array(size),
      NONE,
      events,
    ),
  }
}

/** Cases one behind the other, and their journeys; names are the same wherever they stand. */
export const joinLives = (parts: readonly Lives[]): Lives => {
  const table = joinTables(parts.map((part) => part.table))
  const all = parts.map(({ instances }) => instances)
  const sum = (of: (instances: Instances) => number) => all.reduce((total, one) => total + of(one), 0)
  const own = columnsOf(
    sum(({ count }) => count),
    sum(({ members }) => members.length),
  )
  const firsts = parts.map(() => ({ event: 0, member: 0, case: 0 }))
  for (let p = 1; p < parts.length; p++) {
    const [first, before] = [firsts[p - 1], parts[p - 1]]
    if (!first || !before) continue
    firsts[p] = {
      event: first.event + before.table.at.length,
      member: first.member + before.instances.members.length,
      case: first.case + before.table.keys.length,
    }
  }
  const of = (pick: (instances: Instances) => ArrayLike<number>) => all.map(pick)
  behind(
    own.starts,
    of(({ starts }) => starts.subarray(0, -1)),
    (start, p) => start + (firsts[p]?.member ?? 0),
  )
  own.starts[own.count] = own.members.length
  behind(
    own.members,
    of(({ members }) => members),
    (event, p) => event + (firsts[p]?.event ?? 0),
  )
  behind(
    own.caseOf,
    of(({ caseOf }) => caseOf),
    (c, p) => c + (firsts[p]?.case ?? 0),
  )
  behind(
    own.status,
    of(({ status }) => status),
  )
  behind(
    own.onTrack,
    of(({ onTrack }) => onTrack),
  )
  behind(
    own.openedAt,
    of(({ openedAt }) => openedAt),
  )
  behind(
    own.closedAt,
    of(({ closedAt }) => closedAt),
  )
  behind(
    own.stage,
    of(({ stage }) => stage),
  )
  const cases = behind(
    new Uint8Array(table.keys.length),
    of((instances) => instances.cases),
  )
  return { table, instances: { ...own, cases, notEntered: sum(({ notEntered }) => notEntered) } }
}
