import type { Condition } from '../events/index.ts'
import {
  basisOf,
  type CaseQuestion,
  type CaseReader,
  type Cohort,
  follow,
  type Instances,
  type JourneyRules,
  type JourneyTable,
  recogniserOf,
  rulesOf,
  within,
} from '../journeys/index.ts'
import type { Clock, Id, Instant } from '../kernel/index.ts'
import type { Explored, View } from './explored.ts'
import { gatherExplored } from './gathered.ts'
import { asOfWhen, heardFrom, knownUntil } from './heard.ts'
import { type Kept, keptWithin } from './kept-within.ts'
import { casesLookedAt } from './looked-at.ts'
import { boundsOf } from './period.ts'
import { refuseUnknownPersona, unknownChannel } from './unknown.ts'
import { type Unmet, unmetOf } from './unmet.ts'

export interface ExplorerPorts {
  readonly reader: CaseReader
  /** Values that a property takes, those that contain a text where one is given; none where they would say who somebody is. */
  readonly values?: (workspace: Id<'Workspace'>, property: string, containing: string) => Promise<readonly string[]>
  /** What changes whenever an event is added or erased. */
  readonly version: (workspace: Id<'Workspace'>) => Promise<string>
  readonly now: Clock
  /** By which days begin where a view says nothing. */
  readonly zone: string
  /** How much memory the tables may take together, in bytes. */
  readonly budget: number
  /** How many events may be gathered of cases that are read in parts. */
  readonly mostEvents?: number
}

/** Reads a table once for a design and a version of the data; filters on whole journeys are worked out in memory. */
export interface Explorer {
  /** Where the cases are more than the memory holds, what is looked at of them; refused where that is, too. */
  explore(view: View, signal?: AbortSignal): Promise<Explored>
  /**
   * The same journeys, one part of the people after another, each case whole in one of them: one part where they fit. A
   * part is forgotten once the next is asked for: whoever wants the whole adds up what the parts are told of.
   */
  parts(view: View, signal?: AbortSignal): AsyncIterable<Explored>
  version(workspace: Id<'Workspace'>): Promise<string>
  /** Those of some conditions that no event ever fulfils: whoever asks for one asks for nobody. */
  unmet(workspace: Id<'Workspace'>, conditions: readonly Condition[]): Promise<readonly Unmet[]>
}

interface Read {
  readonly workspace: Id<'Workspace'>
  readonly table: JourneyTable
  readonly rules: JourneyRules
  readonly version: string
  readonly latest: Instant | null
  /** By as-of instant: the latest one asked for. */
  followed?: { readonly asOf: Instant; readonly instances: Instances }
}

const bytesOf = ({ keys, at, starts }: JourneyTable): number =>
  // 28 bytes an event in columns and 4 for its place in an instance; a key is some 40 letters beside its object.
  at.length * 32 + starts.length * 12 + keys.reduce((sum, { length }) => sum + length + 32, 0)

const keyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts)

const questionOf = ({ workspace, filter, by }: View): CaseQuestion => ({
  workspace,
  filter,
  inferred: 'person',
  ...(by !== undefined && { by }),
})

export const createExplorer = ({
  reader,
  values = async () => [],
  version,
  now,
  zone: usual,
  budget,
  mostEvents = Number.POSITIVE_INFINITY,
}: ExplorerPorts): Explorer => {
  const tables: Kept<Read> = keptWithin(budget)
  const sets: Kept<Uint8Array> = keptWithin(budget / 8)
  /** Journeys followed and filtered, so that a list of people is the same object from page to page. */
  const views: Kept<Explored> = keptWithin(budget / 4)
  /** What was gathered of parts. */
  const gatherings: Kept<Explored> = keptWithin(budget)
  /** Until when something is known, were it heard without end. */
  const endless = new Map<string, Promise<Instant | null>>()
  /** A table that is being read is read once, whoever asks for it. */
  const reading = new Map<string, Promise<Read>>()

  /** What was of other data is asked for no more; whoever still looks at it has it. */
  const forgetBefore = (workspace: Id<'Workspace'>, version: string): void => {
    tables.forget((one) => one.workspace === workspace && one.version !== version)
    views.forget((one) => one.workspace === workspace && one.version !== version)
    gatherings.forget((one) => one.workspace === workspace && one.version !== version)
  }

  const read = async (view: View): Promise<Read> => {
    const { map, hash, workspace, filter, version: told } = view
    const at = told ?? (await version(workspace))
    const key = keyOf(workspace, hash, map.id, filter, at, view.by)
    const known = tables.get(key) ?? reading.get(key)
    if (known) return known
    forgetBefore(workspace, at)
    const question = questionOf(view)
    const fresh = Promise.all([reader.journeys(question, recogniserOf(map)), reader.latest(question)]).then(
      ([table, latest]): Read => ({ workspace, table, rules: rulesOf(map), version: at, latest }),
    )
    reading.set(key, fresh)
    try {
      const found = await fresh
      tables.keep(key, found, bytesOf(found.table))
      return found
    } finally {
      reading.delete(key)
    }
  }

  /** Until when what was read is known; who has been heard is asked once of a version of the data. */
  const until = async (view: View, { latest, version: at }: Read): Promise<Instant | null> => {
    const { heard, workspace } = view
    if (!heard || view.asOf !== undefined) return latest
    const sources = heardFrom(heard, view.filter)
    const key = keyOf(workspace, at, sources)
    const told = endless.get(key) ?? knownUntil(reader, questionOf(view), { sources, until: Number.POSITIVE_INFINITY })
    if (!endless.has(key)) endless.clear()
    endless.set(key, told)
    return (await told) === Number.POSITIVE_INFINITY ? Math.max(latest ?? heard.until, heard.until) : latest
  }

  /** Which cases of a table have an event that fulfils a condition, up to the as-of instant. */
  const having = async (
    from: CaseReader,
    view: View,
    table: JourneyTable,
    asOf: Instant,
    condition: Condition,
  ): Promise<Uint8Array> => {
    // Who somebody is does not depend on which of their events are looked at; only what was still to come is unknown.
    // Up to the as-of instant itself; instants are told apart by the microsecond.
    const question = questionOf({ ...view, filter: { to: asOf + 0.001 } })
    const byKey = async () => {
      const keys = await from.having(question, condition)
      return Uint8Array.from(table.keys, (one) => (keys.has(one) ? 1 : 0))
    }
    return (await from.havingIn?.(question, condition, table)) ?? byKey()
  }

  const remembered = async (view: View, { table, version: at }: Read, asOf: Instant, condition: Condition) => {
    const { workspace, hash, map, filter } = view
    const key = keyOf(workspace, hash, map.id, filter, at, asOf, condition, view.by)
    const known = sets.get(key)
    if (known) return known
    const found = await having(reader, view, table, asOf, condition)
    sets.keep(key, found, found.length)
    return found
  }

  /**
   * Refuses a channel that nothing ever happened on: what remains of the events may have met none of it, and nobody is then
   * the answer.
   */
  const refuseUnknownChannel = async (
    view: View,
    met: ReadonlySet<string>,
    empty: boolean,
    known: () => Promise<readonly string[]>,
  ): Promise<void> => {
    const { look, filter, map } = view
    const asked = [look.through, empty ? filter.channel : undefined]
    for (const channel of asked) {
      if (channel === undefined || met.has(channel) || Object.hasOwn(map.channels ?? {}, channel)) continue
      const everything = questionOf({ ...view, filter: {} })
      const has = async (condition: Condition) => (await reader.having(everything, condition)).size > 0
      if (await has({ property: 'channel', op: 'eq', value: channel })) continue
      if (empty && !(await has({ property: 'channel', op: 'exists' }))) continue
      throw unknownChannel(channel, [...met, ...(await known()), ...Object.keys(map.channels ?? {})])
    }
  }

  /** What the look keeps of journeys that were followed. */
  const lookedAt = (
    view: View,
    { table, rules, instances }: Pick<Explored, 'table' | 'rules' | 'instances'>,
    { asOf, version: of, cases }: { asOf: Instant; version: string; cases: Uint8Array | undefined },
  ): Explored => {
    const { period, through } = view.look
    const { zone = usual } = view
    const bounds = period && boundsOf(period, asOf, zone)
    const cohort: Cohort = {
      ...(period && bounds && { [period.by]: bounds }),
      ...(through !== undefined && { through }),
      ...(cases && { cases }),
    }
    return {
      map: view.map,
      hash: view.hash,
      table,
      rules,
      instances: within(table, instances, cohort),
      asOf,
      basis: basisOf(table, 'person'),
      workspace: view.workspace,
      version: of,
      zone,
      ...(bounds && { bounds }),
    }
  }

  /** One part after another, each of them followed as the whole is; nothing of it is kept. */
  async function* eachPart(view: View, readers: readonly CaseReader[], at: string, signal?: AbortSignal) {
    const question = questionOf(view)
    const asOf = asOfWhen(view, (await knownUntil(reader, question, view.heard)) ?? now())
    const rules = rulesOf(view.map)
    const met = new Set<string>()
    let empty = true
    for (const [place, part] of readers.entries()) {
      signal?.throwIfAborted()
      const table = await part.journeys(question, recogniserOf(view.map))
      for (const channel of table.channels) met.add(channel)
      empty &&= table.keys.length === 0
      const cases = await casesLookedAt(view.look, view.map, table.keys.length, (condition) =>
        having(part, view, table, asOf, condition),
      )
      signal?.throwIfAborted()
      const followed = { table, rules, instances: follow(table, rules, asOf) }
      yield { ...lookedAt(view, followed, { asOf, version: at, cases }), part: { place, of: readers.length } }
    }
    await refuseUnknownChannel(view, met, empty, async () => [])
  }

  const whole = async (view: View, signal: AbortSignal | undefined): Promise<Explored> => {
    const known = await read(view)
    signal?.throwIfAborted()
    const asOf = asOfWhen(view, (await until(view, known)) ?? now())
    const key = keyOf(
      view.workspace,
      view.hash,
      view.map.id,
      view.filter,
      known.version,
      asOf,
      view.look,
      view.by,
      view.zone,
    )
    const seen = views.get(key)
    if (seen) return seen
    const everything = async () => (await read({ ...view, filter: {} })).table.channels
    await refuseUnknownChannel(view, new Set(known.table.channels), known.table.keys.length === 0, everything)
    if (known.followed?.asOf !== asOf) known.followed = { asOf, instances: follow(known.table, known.rules, asOf) }
    const cases = await casesLookedAt(view.look, view.map, known.table.keys.length, (condition) =>
      remembered(view, known, asOf, condition),
    )
    signal?.throwIfAborted()
    const explored = lookedAt(
      view,
      { ...known, instances: known.followed.instances },
      { asOf, version: known.version, cases },
    )
    views.keep(key, explored, explored.instances.members.length * 4 + explored.instances.count * 40)
    return explored
  }

  /** What a look keeps of all parts, where that fits. */
  const gathered = async (
    view: View,
    readers: readonly CaseReader[],
    at: string,
    signal: AbortSignal | undefined,
  ): Promise<Explored> => {
    const { workspace, hash, map, filter, look, asOf, zone, heard } = view
    const key = keyOf(workspace, hash, map.id, filter, at, asOf, look, zone, heard)
    const seen = gatherings.get(key)
    if (seen) return seen
    forgetBefore(workspace, at)
    const gathering = gatherExplored(look, mostEvents)
    for await (const part of eachPart(view, readers, at, signal)) gathering.add(part)
    const explored = gathering.whole()
    // Parts of data that moved meanwhile do not belong together: whoever asks next has them read again.
    if ((await version(workspace)) === at)
      gatherings.keep(key, explored, bytesOf(explored.table) + explored.instances.count * 40)
    return explored
  }

  const partsOf = async (view: View) => {
    refuseUnknownPersona(view.map, view.look.persona)
    const at = view.version ?? (await version(view.workspace))
    return { at, readers: await reader.parts?.(questionOf(view), recogniserOf(view.map)) }
  }

  return {
    version,
    unmet(workspace, conditions) {
      const everything: CaseQuestion = { workspace, filter: {}, inferred: 'person' }
      return unmetOf(conditions, {
        fulfils: async (condition) => (await reader.having(everything, condition)).size > 0,
        values: (property, containing) => values(workspace, property, containing),
      })
    },
    async explore(view, signal) {
      const { at, readers } = await partsOf(view)
      return readers ? gathered(view, readers, at, signal) : whole({ ...view, version: at }, signal)
    },
    async *parts(view, signal) {
      const { at, readers } = await partsOf(view)
      if (readers) yield* eachPart(view, readers, at, signal)
      else yield await whole({ ...view, version: at }, signal)
    },
  }
}
