import type { Explored, View } from '../explorations/index.ts'
import { type CaseTable, createDictionary } from '../journeys/index.ts'
import { type Instant, roomFor } from '../kernel/index.ts'
import type { AnalysisPorts, Scope } from './analysis.ts'
import { firstInstant } from './calendar-option.ts'
import { apartFrom, byProperty, casesOf, keysOf, mapNamed, type ReadCases } from './read-scope.ts'

/** Codes of a part's own names as codes of all; a name that no event bears is none. */
const recoded = (codes: ArrayLike<number>, names: readonly string[], all: readonly string[]): Uint32Array => {
  const places = new Map(all.map((name, code) => [name, code]))
  const known = Uint32Array.from(names, (name) => places.get(name) ?? 0)
  const own = roomFor(codes.length).uint32(codes.length)
  for (let e = 0; e < own.length; e++) own[e] = known[codes[e] ?? 0] ?? 0
  return own
}

type Names = Pick<CaseTable, 'activities' | 'channels'>

/** What the parts looked at so far have in common. */
interface Known extends Names {
  readonly asOf: Instant
  readonly cases: number
  readonly first: Instant
}

/** Looks at parts one after the other: what they are called, told apart from touchpoints of which any part has an event. */
const createLook = () => {
  const [activities, channels] = [createDictionary(), createDictionary()]
  const touchpoints = new Set<string>()
  let [cases, asOf, first] = [0, 0, Number.POSITIVE_INFINITY]
  return {
    add(explored: Explored, { table, asOf: at }: ReadCases): void {
      const own = table.activities.length - explored.table.activities.length
      for (const [code, name] of table.activities.entries()) {
        if (name === '') continue
        if (code < own) touchpoints.add(name)
        else activities.code(explored.table.activities[code - own] ?? '')
      }
      for (const name of table.channels) channels.code(name)
      cases += table.keys.length
      asOf = at
      first = Math.min(first, firstInstant(table, at))
    },
    touchpoints,
    known: (): Known => {
      const named = activities.texts.map((name) => apartFrom(touchpoints, name))
      return { activities: [...touchpoints, ...named], channels: channels.texts, asOf, cases, first }
    },
  }
}

/** The cases of a scope, in however many parts; what must be known of all of them before one is counted is known. */
export interface Surveyed extends Names {
  readonly asOf: Instant
  readonly cases: number
  /** When the first event was. */
  readonly first: Instant
  /** All of them, where they are at hand. */
  readonly whole?: ReadCases
  /** Counts one part after another: their names are those of all. */
  count<Counts>(of: (part: ReadCases) => Counts): Promise<readonly Counts[]>
  /** The keys of some cases of each part, in the order of the parts. */
  list(who: (part: ReadCases) => ArrayLike<number>): Promise<readonly string[]>
}

const atHand = ({ table, asOf }: ReadCases): Surveyed => ({
  activities: table.activities,
  channels: table.channels,
  asOf,
  cases: table.keys.length,
  first: firstInstant(table, asOf),
  whole: { table, asOf },
  count: async (of) => [of({ table, asOf })],
  list: async (who) => keysOf(table, who({ table, asOf })),
})

/** A part with the names of all. */
const namedAlike = ({ table, asOf }: ReadCases, { activities, channels }: Names): ReadCases => ({
  table: {
    ...table,
    activity: recoded(table.activity, table.activities, activities),
    channel: Uint16Array.from(recoded(table.channel, table.channels, channels)),
    activities,
    channels,
  },
  asOf,
})

/**
 * Looks at all parts once for their names and their first event; they are read again as often as they are counted. Where
 * there is one part, it is at hand.
 */
export const surveyed = async (
  ports: AnalysisPorts,
  scope: Scope,
  mapName: string | undefined,
  split?: string,
): Promise<Surveyed> => {
  const view = { ...scope, ...(await mapNamed(ports, mapName)), ...byProperty(split) }
  const every = new Set(view.map.touchpoints.map(({ id }) => id))
  const look = createLook()
  for await (const explored of ports.explorer.parts(view)) {
    if (!explored.part) return atHand(casesOf(explored, scope, mapName, split))
    look.add(explored, casesOf(explored, scope, mapName, split, every))
  }
  const known = look.known()
  const count: Surveyed['count'] = async (of) => {
    const counts: ReturnType<typeof of>[] = []
    for await (const explored of ports.explorer.parts(view))
      counts.push(of(namedAlike(casesOf(explored, scope, mapName, split, look.touchpoints), known)))
    return counts
  }
  return { ...known, count, list: async (who) => (await count((part) => keysOf(part.table, who(part)))).flat() }
}

/** What the parts of some journeys have in common. */
type AboutJourneys = Pick<Explored, 'map' | 'asOf'>

/** Counts the journeys of a scope through a map, one part after another; none of their events is kept. */
export const countJourneys = async <Counts>(
  ports: AnalysisPorts,
  scope: Scope,
  mapName: string,
  of: (part: Explored) => Counts,
): Promise<AboutJourneys & { readonly counts: readonly Counts[] }> => {
  const counts: Counts[] = []
  const view = { ...scope, ...(await ports.map(mapName)) }
  let asOf = 0
  for await (const part of ports.explorer.parts(view)) {
    counts.push(of(part))
    asOf = part.asOf
  }
  return { map: view.map, asOf, counts }
}

/** Counts what several views show of the same people beside each other, one part after another. */
export const countBeside = async <Counts>(
  { explorer }: AnalysisPorts,
  [first, ...others]: readonly [View, ...View[]],
  of: (first: Explored, ...others: readonly Explored[]) => Counts,
): Promise<{ readonly asOf: Instant; readonly counts: readonly Counts[] }> => {
  const counts: Counts[] = []
  const beside = others.map((view) => explorer.parts(view)[Symbol.asyncIterator]())
  let asOf = 0
  for await (const explored of explorer.parts(first)) {
    const own: Explored[] = []
    for (const one of beside) {
      const next = await one.next()
      if (!next.done) own.push(next.value)
    }
    // Where data moved meanwhile there may be other parts: whoever asked has it all worked out again.
    if (own.length < beside.length) break
    counts.push(of(explored, ...own))
    asOf = explored.asOf
  }
  for (const one of beside) await one.return?.()
  return { asOf, counts }
}
