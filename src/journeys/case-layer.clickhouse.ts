import { createHash } from 'node:crypto'
import { EVENT_FIELDS } from '../events/index.ts'
import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { deriveAside } from './case-layer-aside.clickhouse.ts'
import { differingKeys } from './case-layer-differing.clickhouse.ts'
import {
  type Checkpoint,
  checkpointOf,
  type Happened,
  happenedBetween,
  lookAt,
  NOTHING,
  noteStanding,
  type Standing,
  type Valued,
} from './case-layer-standing.clickhouse.ts'
import {
  deriveStatement,
  type Generation,
  goneStatement,
  type Since,
  type Touched,
  touchedKeysStatement,
} from './case-layer-statement.clickhouse.ts'
import { askedFor, deriveValues, worthKeeping } from './case-values.clickhouse.ts'
import { versionOf } from './data-version.clickhouse.ts'

/** A generation, and up to where it has been derived. */
export interface DerivedLayer extends Generation {
  /** Changes with every derivation. */
  readonly derived: string
}

/** Keeps the table of cases true to the events. Only touched cases are derived again; what was derived twice counts once. */
export interface CaseLayer {
  /** What stands, where it is true to the events that there are now; brought up to date where that takes little. */
  current(workspace: Id<'Workspace'>): Promise<DerivedLayer | undefined>
  /** What stands, where it was derived from the very data of a version: nothing is counted to know so. */
  at(workspace: Id<'Workspace'>, version: string): Promise<DerivedLayer | undefined>
  /** Brings it up to date, whatever that takes. */
  refresh(workspace: Id<'Workspace'>): Promise<DerivedLayer>
  /** Keeps the values of the commonest properties beside the cases that stand, where there are many events: who asks about one then reads no others. */
  keepValues(workspace: Id<'Workspace'>): Promise<void>
  /** What kinds of events are to tell now; derived or not. */
  generation(workspace: Id<'Workspace'>): Promise<Generation>
  /** Has kinds tell these properties, too, from the next derivation on. */
  tell(workspace: Id<'Workspace'>, properties: readonly string[]): Promise<void>
}

/** How much is done at once. */
interface Portions {
  /** So many events in one statement are put in order in memory; twice as many were seen to go through files. */
  readonly eventsAPart: number
  /** So few cases are named one by one. */
  readonly fewCases: number
  /** Of so many events, values of the commonest properties are kept: those of fewer are soon read from the events. */
  readonly valuesFrom: number
  /** So many values in one statement are gathered in memory. */
  readonly valuesAPart: number
}

/** Of fewer events, the values of a property are read in no time. */
export const VALUES_FROM = 500_000

const PORTIONS: Portions = { eventsAPart: 2_000_000, fewCases: 5_000, valuesFrom: VALUES_FROM, valuesAPart: 3_000_000 }

/** Who asks a question waits for so many new events, and not for more. */
const FEW = 100_000

/** A property of more values than these would make nearly as many kinds as events: rules that name it look at the events. */
const MOST_VALUES = 500

/** Once there are so many times the events that there were, the properties whose values are kept are chosen anew. */
const CHOSEN_AGAIN = 1.25

/** With another form of rows, or another reading of kinds, everything is derived again. */
const FORM = 2

const generationOf = (workspace: string, properties: readonly string[]): Generation => {
  const told = [...properties].sort()
  const hash = createHash('sha256')
    .update(JSON.stringify([FORM, workspace, told]))
    .digest()
  return { workspace, id: String(hash.readBigUInt64LE()), properties: told }
}

export const createCaseLayer = (analytics: Analytics, portions: Partial<Portions> = {}): CaseLayer => {
  const { eventsAPart, fewCases, valuesFrom, valuesAPart } = { ...PORTIONS, ...portions }
  const generation = async (workspace: string): Promise<Generation> => {
    const rows = await analytics.rows<{ property: string }>(
      `-- Which properties do rules name?\nSELECT DISTINCT property FROM case_properties WHERE workspace = {workspace:String}`,
      { workspace },
    )
    return generationOf(
      workspace,
      rows.map(({ property }) => property),
    )
  }
  const checkpoint = (made: Generation) => checkpointOf(analytics, made)
  const run = async (statement: (binder: Binder) => string): Promise<void> => {
    const binder = createBinder()
    await analytics.run(statement(binder), binder.parameters)
  }
  /** The keys of those cases that came or were merged, where they are few. */
  const namedSince = async (made: Generation, touched: Since): Promise<Since> => {
    const binder = createBinder()
    const statement = touchedKeysStatement(made, touched, fewCases, binder)
    const rows = await analytics.rows<{ key: string }>(statement, binder.parameters)
    return rows.length > fewCases ? touched : { ...touched, keys: rows.map(({ key }) => key) }
  }
  /** What is derived: the events of few cases, or all events once where more have changed than fit one statement. */
  const touchedBy = async (made: Generation, now: Standing, happened: Happened): Promise<Touched> => {
    if (happened === 'all') return 'all'
    if (happened === 'differing') {
      const keys = await differingKeys(analytics, made, now.seq, fewCases)
      return keys ? { since: now.seq, identities: now.identities, keys, erased: true } : 'again'
    }
    const touched = await namedSince(made, happened)
    return !touched.keys && Number(now.events) - Number(now.before) > eventsAPart ? 'again' : touched
  }
  const note = (made: Generation, standing: Checkpoint & Valued) => noteStanding(analytics, made, standing)
  const derive = async (made: Generation, now: Standing & Valued, happened: Happened): Promise<void> => {
    const touched = await touchedBy(made, now, happened)
    const derivation = { ...made, touched, upTo: now.seq, derived: now.derived }
    const events = Number(now.events)
    const parts = Math.max(1, Math.ceil(events / eventsAPart))
    if (typeof touched === 'string' && parts > 1) await deriveAside(analytics, derivation, events, parts)
    else await run((binder) => deriveStatement(derivation, binder))
    if (touched !== 'all') await run((binder) => goneStatement(derivation, binder))
    if (now.valued.length > 0) await deriveValues(analytics, derivation, now.valued, { events }, valuesAPart)
    await note(made, now)
  }
  /** Properties that were asked for and found too many, or told by kinds, are not looked at again and again. */
  const considered = new Set<string>()
  const keepValues = async (workspace: string): Promise<void> => {
    const made = await generation(workspace)
    const known = await checkpoint(made)
    if (!known) return
    const events = Number(known.events)
    if (events < valuesFrom) return
    const asked = await askedFor(analytics, made)
    const isAsked = asked.some((name) => !known.valued.includes(name) && !considered.has(`${made.id} ${name}`))
    if (!isAsked && events < CHOSEN_AGAIN * Number(known.chosen)) return
    for (const name of asked) considered.add(`${made.id} ${name}`)
    const common = await worthKeeping(analytics, made, events, asked)
    const fresh = common.filter(({ property }) => !known.valued.includes(property))
    const derived = String(BigInt(known.derived) + 1n)
    const names = fresh.map(({ property }) => property)
    const values = fresh.reduce((sum, one) => sum + one.values, 0)
    const derivation = { ...made, touched: 'all', upTo: known.seq, derived } as const
    if (fresh.length > 0) await deriveValues(analytics, derivation, names, { events, values }, valuesAPart)
    await note(made, { ...known, derived, valued: [...known.valued, ...names], chosen: known.events })
  }
  /** Generations that are told apart otherwise are of no use any more. */
  const dropOthers = async ({ workspace, id }: Generation): Promise<void> => {
    const rows = await analytics.rows<{ id: string }>(
      `SELECT DISTINCT toString(generation) AS id FROM cases WHERE workspace = {workspace:String} AND generation != {id:UInt64}`,
      { workspace, id },
    )
    for (const table of ['cases', 'case_values'])
      for (const other of rows) await analytics.run(`ALTER TABLE ${table} DROP PARTITION ${BigInt(other.id)}`)
  }
  const upToDate = async (workspace: string, atMost: number): Promise<DerivedLayer | undefined> => {
    const made = await generation(workspace)
    const known = await checkpoint(made)
    if (!known && atMost < Number.POSITIVE_INFINITY) return undefined
    const now = await lookAt(analytics, made, (known ?? NOTHING).seq)
    const happened = happenedBetween(known, now)
    if (happened === undefined) return { ...made, derived: known?.derived ?? '0' }
    const fresh = Number(now.events) - Number(now.before)
    if (atMost < Number.POSITIVE_INFINITY && (happened === 'differing' || fresh > atMost)) return undefined
    const { valued, chosen } = known ?? NOTHING
    await derive(made, { ...now, valued, chosen }, happened)
    if (happened === 'all') await dropOthers(made)
    return { ...made, derived: now.derived }
  }
  const looked = new Set<string>()
  /** One after the other: two at once would do the same work twice. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }
  return {
    generation,
    current: (workspace) => inTurn(() => upToDate(workspace, FEW)),
    at: async (workspace, version) => {
      const made = await generation(workspace)
      const known = await checkpoint(made)
      if (!known) return undefined
      const { seq, events, print, identities, derived } = known
      return versionOf({ events, seq, print, identities }) === version ? { ...made, derived } : undefined
    },
    refresh: (workspace) =>
      inTurn(async () => {
        const layer = await upToDate(workspace, Number.POSITIVE_INFINITY)
        if (!layer) throw new Error('The cases were not derived')
        return layer
      }),
    keepValues: (workspace) => inTurn(() => keepValues(workspace)),
    tell: async (workspace, properties) => {
      const fresh = properties.filter((name) => !looked.has(`${workspace} ${name}`))
      for (const name of fresh) {
        looked.add(`${workspace} ${name}`)
        await tellFew(analytics, workspace, name)
      }
    },
  }
}

/** Has kinds tell a property, unless it takes too many values. */
const tellFew = async (analytics: Analytics, workspace: string, name: string): Promise<void> => {
  const value = (EVENT_FIELDS as readonly string[]).includes(name) ? `toString(${name})` : 'properties[{name:String}]'
  const [row] = await analytics.rows<{ n: string }>(
    `-- How many values does it take?\nSELECT uniq(${value}) AS n FROM events WHERE workspace = {workspace:String}`,
    { workspace, name },
  )
  if (Number(row?.n ?? 0) > MOST_VALUES) return
  await analytics.run(
    `-- Kinds of events tell this, too.\nINSERT INTO case_properties SELECT {workspace:String}, {name:String}`,
    { workspace, name },
  )
}
