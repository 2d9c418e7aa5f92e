import type { Bounds, Explored, Look } from '../explorations/index.ts'
import { CASE, type CaseTable, type JourneyTable, NONE } from '../journeys/index.ts'
import { durationMs, type Instant, iso, Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { AnalysisPorts, Scope } from './analysis.ts'

/** Cases with their events named, up to an instant. */
export interface ReadCases {
  readonly table: CaseTable
  readonly asOf: Instant
}

/** Events as they are: nothing is a touchpoint, nothing opens a journey. */
const NO_MAP: JourneyMap = { format: 'parcours/1', id: '', title: '', stages: [], touchpoints: [] }
const NO_HASH = 'no-map'

/** The table with its events named by touchpoint where the map foresees them, by their own name elsewhere. */
export const namedByMap = (map: JourneyMap, table: JourneyTable): CaseTable => {
  const own = map.touchpoints.length
  const activity = table.activity.map((code, e) => {
    const touchpoint = table.touchpoint[e] ?? NONE
    return touchpoint === NONE ? own + code : touchpoint
  })
  // Names that no event bears any more would be offered, and count nothing.
  const used = new Uint8Array(own + table.activities.length)
  for (const code of activity) used[code] = 1
  const activities = [...map.touchpoints.map(({ id }) => id), ...table.activities]
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

/** The cases that are kept, cut at the as-of instant. */
const cutCases = (explored: Explored, look: Look): CaseTable => {
  const { table, asOf } = explored
  const keep = keepsCase(explored, look)
  const ends = new Uint32Array(table.keys.length)
  const kept: number[] = []
  let size = 0
  for (let c = 0; c < table.keys.length; c++) {
    let end = table.starts[c + 1] ?? 0
    while (end > (table.starts[c] ?? 0) && (table.at[end - 1] ?? 0) > asOf) end--
    ends[c] = end
    if (!keep(c, end)) continue
    kept.push(c)
    size += end - (table.starts[c] ?? 0)
  }
  if (size === table.at.length) return table
  const starts = new Uint32Array(kept.length + 1)
  const events = new Uint32Array(size)
  let next = 0
  for (const [k, c] of kept.entries()) {
    for (let e = table.starts[c] ?? 0; e < (ends[c] ?? 0); e++) events[next++] = e
    starts[k + 1] = next
  }
  return {
    ...table,
    keys: kept.map((c) => table.keys[c] ?? ''),
    inferred: Uint8Array.from(kept, (c) => table.inferred[c] ?? 0),
    starts,
    at: Float64Array.from(events, (e) => table.at[e] ?? 0),
    activity: Uint32Array.from(events, (e) => table.activity[e] ?? 0),
    channel: Uint16Array.from(events, (e) => table.channel[e] ?? 0),
  }
}

/** The cases of a scope, their events named by a map where one is given. */
export const readCases = async (
  ports: AnalysisPorts,
  scope: Scope,
  mapName: string | undefined,
): Promise<ReadCases> => {
  const { map, hash } = mapName === undefined ? { map: NO_MAP, hash: NO_HASH } : await ports.map(mapName)
  const explored = await ports.explorer.explore({ ...scope, map, hash })
  const table = mapName === undefined ? explored.table : namedByMap(map, explored.table)
  return { table: cutCases({ ...explored, table: { ...explored.table, ...table } }, scope.look), asOf: explored.asOf }
}

/** The journeys of a scope through a map. */
export const readLives = async (ports: AnalysisPorts, scope: Scope, mapName: string): Promise<Explored> =>
  ports.explorer.explore({ ...scope, ...(await ports.map(mapName)) })

/** The keys of cases by number. */
export const keysOf = (table: CaseTable, cases: ArrayLike<number>): string[] =>
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
