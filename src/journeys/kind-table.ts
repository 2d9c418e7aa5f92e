import { type Condition, holds, propertyOf, propertyValue } from '../events/index.ts'
import { roomFor } from '../kernel/index.ts'
import { type CaseTable, type EventFilter, type JourneyTable, NONE } from './cases.ts'
import { createDictionary } from './dictionary.ts'
import type { Kind } from './kinds.ts'
import { type Recogniser, signsOf, touchpointOf } from './recogniser.ts'
import { answerOf } from './survey.ts'

/** Cases as the case layer keeps them: when, and of which kind, in the total order; ten bytes an event. */
export interface KindTable {
  readonly keys: readonly string[]
  readonly inferred: Uint8Array
  /** The first 53 bits of the hash of each key, ascending. */
  readonly hashes: Float64Array
  readonly starts: Uint32Array
  readonly at: Float64Array
  readonly kind: Uint16Array | Uint32Array
  readonly kinds: readonly Kind[]
}

/** What `metric` says of an event that answers nothing. */
const NO_METRIC = 255

/** To the microsecond, as the engine compares instants. */
const micro = (at: number): number => Math.round(at * 1000) / 1000

/** The same codes for all events of a kind. */
const spread = <Codes extends { [index: number]: number; readonly length: number }>(
  { kind }: KindTable,
  codes: Codes,
  of: ArrayLike<number>,
): Codes => {
  for (let e = 0; e < codes.length; e++) codes[e] = of[kind[e] ?? 0] ?? 0
  return codes
}

/** Which kinds a filter keeps, and between which instants. */
const keeping = ({ kinds }: KindTable, { source, from, to, channel, where = [] }: EventFilter) => ({
  keeps: Uint8Array.from(kinds, (kind) =>
    (source === undefined || kind.source === source) &&
    (channel === undefined || kind.channel === channel) &&
    where.every((condition) => holds(condition, kind))
      ? 1
      : 0,
  ),
  begin: micro(from ?? Number.NEGATIVE_INFINITY),
  end: micro(to ?? Number.POSITIVE_INFINITY),
})

/** The first of some values, as many as there is room for. */
const exactly = <Values extends Uint32Array>(into: Values, from: Uint32Array): Values => {
  into.set(from.subarray(0, into.length))
  return into
}

/** The events that a filter keeps, of those that are `kept` (1) where some are not; cases of which nothing is left are no more. */
const filtered = (table: KindTable, filter: EventFilter, kept?: Uint8Array): KindTable => {
  const { keeps, begin, end } = keeping(table, filter)
  if (!kept && filter.from === undefined && filter.to === undefined && !keeps.includes(0)) return table
  const events = new Uint32Array(table.at.length)
  const cases = new Uint32Array(table.keys.length)
  const starts = new Uint32Array(table.keys.length + 1)
  let [size, count] = [0, 0]
  for (let c = 0; c < table.keys.length; c++) {
    const first = size
    for (let e = table.starts[c] ?? 0; e < (table.starts[c + 1] ?? 0); e++) {
      const at = table.at[e] ?? 0
      if (keeps[table.kind[e] ?? 0] === 1 && at >= begin && at < end && kept?.[e] !== 0) events[size++] = e
    }
    if (size === first) continue
    cases[count++] = c
    starts[count] = size
  }
  if (size === table.at.length) return table
  const left = cases.subarray(0, count)
  const room = roomFor(size)
  const [at, kind] = [room.float64(size), new (table.kinds.length > 0xffff ? Uint32Array : Uint16Array)(size)]
  for (let i = 0; i < size; i++) {
    at[i] = table.at[events[i] ?? 0] ?? 0
    kind[i] = table.kind[events[i] ?? 0] ?? 0
  }
  return {
    ...table,
    keys: Array.from(left, (c) => table.keys[c] ?? ''),
    inferred: Uint8Array.from(left, (c) => table.inferred[c] ?? 0),
    hashes: Float64Array.from(left, (c) => table.hashes[c] ?? 0),
    starts: exactly(room.uint32(count + 1), starts),
    at,
    kind,
  }
}

/** Of which kinds any event is left: only what is used enters a dictionary. */
const usedKinds = ({ kind, kinds }: KindTable): Uint8Array => {
  const used = new Uint8Array(kinds.length)
  for (let e = 0; e < kind.length; e++) used[kind[e] ?? 0] = 1
  return used
}

/** All maps see the same cases: their columns are made once a table. */
const named = new WeakMap<KindTable, CaseTable>()

const casesIn = (table: KindTable): CaseTable => {
  const known = named.get(table)
  if (known) return known
  const [activities, channels] = [createDictionary(), createDictionary()]
  const used = usedKinds(table)
  const room = roomFor(table.at.length)
  const coded = (code: (kind: Kind) => number) => table.kinds.map((kind, k) => (used[k] === 1 ? code(kind) : 0))
  const activity = coded(({ event }) => activities.code(event))
  const channel = coded((kind) => channels.code(kind.channel))
  const found = {
    keys: table.keys,
    inferred: table.inferred,
    starts: table.starts,
    at: table.at,
    activity: spread(table, room.codes(table.at.length, activities.texts.length), activity),
    activities: activities.texts,
    channel: spread(table, room.uint16(table.at.length), channel),
    channels: channels.texts,
  }
  named.set(table, found)
  return found
}

/** Cases with their events named. */
export const casesOfKinds = (table: KindTable, filter: EventFilter, kept?: Uint8Array): CaseTable =>
  casesIn(filtered(table, filter, kept))

/** Cases seen through a map: its rules are tried once a kind. */
export const journeysOfKinds = (
  whole: KindTable,
  filter: EventFilter,
  recogniser: Recogniser,
  kept?: Uint8Array,
): JourneyTable => {
  const table = filtered(whole, filter, kept)
  const touchpoint = table.kinds.map((kind) => touchpointOf(recogniser, kind))
  const signs = table.kinds.map((kind, k) => signsOf(recogniser, kind, touchpoint[k] ?? NONE))
  const answers = table.kinds.map((kind) => {
    const property = (name: string) => {
      const stored = propertyOf(kind.properties, name)
      return stored === undefined ? undefined : String(propertyValue(stored))
    }
    return answerOf(kind.event, property, recogniser.touchpoints)
  })
  // A map that recognises nothing takes no room.
  const events = table.at.length
  const recognised = recogniser.touchpoints.length === 0 && !recogniser.entry ? 0 : events
  const room = roomFor(events)
  const answered = answers.some(({ metric }) => metric !== NO_METRIC) ? events : 0
  const of = (pick: (answer: (typeof answers)[number]) => number) => Float64Array.from(answers, pick)
  return {
    ...casesIn(table),
    touchpoint: spread(table, room.uint16(recognised), touchpoint),
    signs: spread(table, room.uint8(recognised), signs),
    score: spread(
      table,
      new Float64Array(answered),
      of(({ score }) => score),
    ),
    metric: spread(
      table,
      new Uint8Array(answered),
      of(({ metric }) => metric),
    ),
    about: spread(
      table,
      new Uint16Array(answered),
      of(({ about }) => about),
    ),
  }
}

/** Which cases have an event of a kind that fulfils some conditions, among those that a filter keeps, and of those `kept` (1). */
export const casesHaving = (
  table: KindTable,
  filter: EventFilter,
  conditions: readonly Condition[],
  kept?: Uint8Array,
): Uint8Array => {
  const { keeps, begin, end } = keeping(table, { ...filter, where: [...(filter.where ?? []), ...conditions] })
  const found = new Uint8Array(table.keys.length)
  for (let c = 0; c < found.length; c++)
    for (let e = table.starts[c] ?? 0; e < (table.starts[c + 1] ?? 0); e++) {
      const at = table.at[e] ?? 0
      if (keeps[table.kind[e] ?? 0] !== 1 || at < begin || at >= end || kept?.[e] === 0) continue
      found[c] = 1
      break
    }
  return found
}
