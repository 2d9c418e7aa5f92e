import { type Condition, positiveOf } from '../events/index.ts'
import {
  basisOf,
  type CaseBasis,
  type CaseQuestion,
  type CaseReader,
  type Cohort,
  type EventFilter,
  type Followed,
  follow,
  type Instances,
  type JourneyRules,
  type JourneyTable,
  recogniserOf,
  rulesOf,
  within,
} from '../journeys/index.ts'
import type { Clock, Id, Instant } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { type Kept, keptWithin } from './kept-within.ts'
import type { Look } from './look.ts'
import { type Bounds, boundsOf } from './period.ts'
import { personaRules } from './persona.ts'

/** What an exploration is of: a design, events, and which journeys among them. */
export interface View {
  readonly workspace: Id<'Workspace'>
  readonly map: JourneyMap
  /** Of the map's design: what is kept in memory is kept by it. */
  readonly hash: string
  /** Events that are read at all; journeys are cut where it leaves some out. */
  readonly filter: EventFilter
  readonly look: Look
  readonly asOf?: Instant
  /** Of the data, where it has just been asked for: it is not asked for again. */
  readonly version?: string
}

/** A view, read and followed. */
export interface Explored extends Followed {
  readonly hash: string
  readonly basis: CaseBasis
  readonly workspace: Id<'Workspace'>
  /** The version of the data that was read. */
  readonly version: string
  /** The period that was looked at, where one was asked for. */
  readonly bounds?: Bounds
  readonly zone: string
}

export interface ExplorerPorts {
  readonly reader: CaseReader
  /** What changes whenever an event is added or erased. */
  readonly version: (workspace: Id<'Workspace'>) => Promise<string>
  readonly now: Clock
  readonly zone: string
  /** How much memory the tables may take together, in bytes. */
  readonly budget: number
}

/** Reads a table once for a design and a version of the data; filters on whole journeys are worked out in memory. */
export interface Explorer {
  explore(view: View, signal?: AbortSignal): Promise<Explored>
  version(workspace: Id<'Workspace'>): Promise<string>
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

export const createExplorer = ({ reader, version, now, zone, budget }: ExplorerPorts): Explorer => {
  const tables: Kept<Read> = keptWithin(budget)
  const sets: Kept<Uint8Array> = keptWithin(budget / 8)
  /** Journeys followed and filtered, so that a list of people is the same object from page to page. */
  const views: Kept<Explored> = keptWithin(budget / 4)
  /** A table that is being read is read once, whoever asks for it. */
  const reading = new Map<string, Promise<Read>>()

  /** What was of other data is asked for no more; whoever still looks at it has it. */
  const forgetBefore = (workspace: Id<'Workspace'>, version: string): void => {
    tables.forget((one) => one.workspace === workspace && one.version !== version)
    views.forget((one) => one.workspace === workspace && one.version !== version)
  }

  const read = async ({ map, hash, workspace, filter, version: told }: View): Promise<Read> => {
    const at = told ?? (await version(workspace))
    const key = keyOf(workspace, hash, map.id, filter, at)
    const known = tables.get(key) ?? reading.get(key)
    if (known) return known
    forgetBefore(workspace, at)
    const question: CaseQuestion = { workspace, filter, inferred: 'person' }
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

  /** Which cases of a table have an event that fulfils a condition, up to the as-of instant. */
  const having = async (view: View, { table, version: at }: Read, asOf: Instant, condition: Condition) => {
    const { workspace, hash, map, filter } = view
    const key = keyOf(workspace, hash, map.id, filter, at, asOf, condition)
    const known = sets.get(key)
    if (known) return known
    // Who somebody is does not depend on which of their events are looked at; only what was still to come is unknown.
    // Up to the as-of instant itself; instants are told apart by the microsecond.
    const question: CaseQuestion = { workspace, filter: { to: asOf + 0.001 }, inferred: 'person' }
    const byKey = async () => {
      const keys = await reader.having(question, condition)
      return Uint8Array.from(table.keys, (one) => (keys.has(one) ? 1 : 0))
    }
    const found = (await reader.havingIn?.(question, condition, table)) ?? (await byKey())
    sets.keep(key, found, found.length)
    return found
  }

  /** The cases for which every condition of the look holds, and one of those of its persona. */
  const casesOf = async (view: View, known: Read, asOf: Instant): Promise<Uint8Array | undefined> => {
    const { persona, who = [] } = view.look
    if (persona === undefined && who.length === 0) return undefined
    const cases = new Uint8Array(known.table.keys.length).fill(1)
    for (const condition of who) {
      const { positive, holds } = positiveOf(condition)
      const found = await having(view, known, asOf, positive)
      for (let c = 0; c < cases.length; c++) if ((found[c] === 1) !== holds) cases[c] = 0
    }
    if (persona === undefined) return cases
    const rules = await Promise.all(personaRules(view.map, persona).map((rule) => having(view, known, asOf, rule)))
    for (let c = 0; c < cases.length; c++) if (!rules.some((found) => found[c] === 1)) cases[c] = 0
    return cases
  }

  return {
    version,
    async explore(view, signal) {
      const known = await read(view)
      signal?.throwIfAborted()
      const latest = known.latest ?? now()
      const asOf = view.asOf ?? Math.min(latest, view.filter.to ?? latest)
      const key = keyOf(view.workspace, view.hash, view.map.id, view.filter, known.version, asOf, view.look)
      const seen = views.get(key)
      if (seen) return seen
      if (known.followed?.asOf !== asOf) known.followed = { asOf, instances: follow(known.table, known.rules, asOf) }
      const cases = await casesOf(view, known, asOf)
      signal?.throwIfAborted()
      const { period, through } = view.look
      const bounds = period && boundsOf(period, asOf, zone)
      const cohort: Cohort = {
        ...(period && bounds && { [period.by]: bounds }),
        ...(through !== undefined && { through }),
        ...(cases && { cases }),
      }
      const explored: Explored = {
        map: view.map,
        hash: view.hash,
        table: known.table,
        rules: known.rules,
        instances: within(known.table, known.followed.instances, cohort),
        asOf,
        basis: basisOf(known.table, 'person'),
        workspace: view.workspace,
        version: known.version,
        zone,
        ...(bounds && { bounds }),
      }
      views.keep(key, explored, explored.instances.members.length * 4 + explored.instances.count * 40)
      return explored
    },
  }
}
