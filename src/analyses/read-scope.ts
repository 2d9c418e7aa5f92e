import type { Bounds, Explored, Look } from '../explorations/index.ts'
import {
  CASE,
  type CaseSpans,
  type CaseTable,
  type JourneyTable,
  NONE,
  sessionsOf,
  spansOf,
} from '../journeys/index.ts'
import { durationMs, type Instant, iso, Refused, roomFor } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { AnalysisPorts, Scope } from './analysis.ts'

/** Cases with their events named, up to an instant. */
export interface ReadCases {
  readonly table: CaseSpans
  readonly asOf: Instant
}

/** Events as they are: nothing is a touchpoint, nothing opens a journey. */
const NO_MAP: JourneyMap = { format: 'parcours/1', id: '', title: '', stages: [], touchpoints: [] }
const NO_HASH = 'no-map'

/** What is called as a touchpoint is, and is none. */
export const offTheMap = (name: string): string => `${name} (off the map)`

/** A name that none of some others is. */
export const apartFrom = (taken: ReadonlySet<string>, name: string): string =>
  taken.has(name) ? apartFrom(taken, offTheMap(name)) : name

/**
 * The table with its events named by touchpoint where the map foresees them, by their own name elsewhere; `others` are the
 * touchpoints whose names are taken, where those are not the ones that this table has events of.
 */
export const namedByMap = (map: JourneyMap, table: JourneyTable, others?: ReadonlySet<string>): CaseTable => {
  const own = map.touchpoints.length
  const activity = roomFor(table.activity.length).codes(table.activity.length, own + table.activities.length)
  for (let e = 0; e < activity.length; e++) {
    const touchpoint = table.touchpoint[e] ?? NONE
    activity[e] = touchpoint === NONE ? own + (table.activity[e] ?? 0) : touchpoint
  }
  // Names that no event bears any more would be offered, and count nothing.
  const used = new Uint8Array(own + table.activities.length)
  for (let e = 0; e < activity.length; e++) used[activity[e] ?? 0] = 1
  const ids = map.touchpoints.map(({ id }) => id)
  // An event that the map does not foresee may be called as one of its touchpoints is: two names, or one would hide the other.
  const taken = others ?? new Set(ids.filter((_, code) => used[code] === 1))
  const apart = (name: string): string => apartFrom(taken, name)
  const activities = [...ids, ...table.activities.map(apart)]
  return { ...table, activity, activities: activities.map((name, code) => (used[code] === 1 ? name : '')) }
}

const isWithin = ({ from = -Infinity, to = Infinity }: Bounds, at: Instant) => at >= from && at < to

/**
 * Which people are kept, each of them whole: those of the look's persona and conditions, whose first event (or last, by
 * `ended`) lies in its period, and who passed through its channel.
 */
const keepsCase = ({ table, instances, bounds, asOf }: Explored, { period, through }: Look) => {
  const channel = through === undefined ? -1 : table.channels.indexOf(through)
  return (c: number, end: number): boolean => {
    const begin = table.starts[c] ?? 0
    if (end === begin || instances.cases[c] === CASE.unseen) return false
    const at = table.at[period?.by === 'ended' ? end - 1 : begin] ?? asOf
    if (bounds && !isWithin(bounds, at)) return false
    return through === undefined || (channel >= 0 && table.channel.subarray(begin, end).includes(channel))
  }
}

/** Explored, and nothing was to be cut: an explorer gives the same again while the data and the look are the same. */
const whole = new WeakSet<Explored>()

/**
 * The cases that are kept, cut at the as-of instant; `table` is that of the explored, its events perhaps named otherwise.
 * Nothing of its events is copied, however many questions look at some of its cases.
 */
const cutCases = (explored: Explored, look: Look, { starts, ...table }: CaseTable): CaseSpans => {
  if (whole.has(explored)) return spansOf({ ...table, starts })
  const keep = keepsCase(explored, look)
  const count = table.keys.length
  const kept = new Uint32Array(count)
  const room = roomFor(table.at.length)
  const [begins, ends] = [room.uint32(count), room.uint32(count)]
  let [size, events] = [0, 0]
  for (let c = 0; c < count; c++) {
    const begin = starts[c] ?? 0
    let end = starts[c + 1] ?? 0
    while (end > begin && (table.at[end - 1] ?? 0) > explored.asOf) end--
    if (!keep(c, end)) continue
    kept[size] = c
    begins[size] = begin
    ends[size++] = end
    events += end - begin
  }
  if (events === table.at.length && size === count) whole.add(explored)
  const inferred = new Uint8Array(size)
  for (let k = 0; k < size; k++) inferred[k] = table.inferred[kept[k] ?? 0] ?? 0
  return {
    ...table,
    keys: namesOf(table.keys, kept.subarray(0, size)),
    inferred,
    begins: begins.subarray(0, size),
    ends: ends.subarray(0, size),
  }
}

const namesOf = (keys: readonly string[], kept: Uint32Array): readonly string[] => {
  const names = new Array<string>(kept.length)
  for (let k = 0; k < kept.length; k++) names[k] = keys[kept[k] ?? 0] ?? ''
  return names
}

const BY_PROPERTY = 'property:'

/** The property whose values are the cases, where that is asked for: `property:orderId`. */
export const propertyOfCases = (cases: string): string | undefined =>
  cases.startsWith(BY_PROPERTY) ? cases.slice(BY_PROPERTY.length) : undefined

/** What a view is asked of beside, where cases are the values of a property. */
export const byProperty = (cases: string | undefined): { readonly by?: string } => {
  const by = propertyOfCases(cases ?? '')
  return by === undefined ? {} : { by }
}

/** The map that a question names, or none. */
export const mapNamed = async (ports: AnalysisPorts, name: string | undefined) =>
  name === undefined ? { map: NO_MAP, hash: NO_HASH } : ports.map(name)

/** What a scope looks at of cases that were read, their events named by a map where one is given; sessions where people are asked for by them. */
export const casesOf = (
  explored: Explored,
  { look }: Scope,
  mapName: string | undefined,
  cases: string = 'person',
  taken?: ReadonlySet<string>,
): ReadCases => {
  const table = mapName === undefined ? explored.table : namedByMap(explored.map, explored.table, taken)
  const cut = cutCases(explored, look, table)
  return { table: cases === 'session' ? sessionsOf(cut) : cut, asOf: explored.asOf }
}

/** The cases of a scope, all at once. */
export const readCases = async (
  ports: AnalysisPorts,
  scope: Scope,
  mapName: string | undefined,
  cases?: string,
): Promise<ReadCases> => {
  const explored = await ports.explorer.explore({ ...scope, ...(await mapNamed(ports, mapName)), ...byProperty(cases) })
  return casesOf(explored, scope, mapName, cases)
}

/** Every way to cut a text in two at a sign: a name may hold the sign, too. */
export const splits = (text: string, sign: string): readonly (readonly [string, string])[] => {
  const parts = text.split(sign)
  return parts.slice(1).map((_, at) => [parts.slice(0, at + 1).join(sign), parts.slice(at + 1).join(sign)] as const)
}

/** The keys of cases by number. */
export const keysOf = (table: Pick<CaseTable, 'keys'>, cases: ArrayLike<number>): string[] =>
  Array.from(cases, (c) => table.keys[c] ?? '')

/** The instant in an answer. */
export const asOfText = (asOf: Instant): string => iso(asOf)

/** An ISO 8601 duration in milliseconds; refused where it is not one. */
export const durationOf = (text: string): number => {
  const ms = durationMs(text)
  if (ms !== undefined) return ms
  throw new Refused({
    code: 'unreadable-duration',
    what: { fr: `« ${text} » n’est pas une durée.`, en: `"${text}" is not a duration.` },
    remedy: { fr: 'Écrivez par exemple P30D ou PT24H.', en: 'Write P30D or PT24H, for instance.' },
  })
}
