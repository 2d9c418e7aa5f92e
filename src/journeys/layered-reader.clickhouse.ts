import type { Condition } from '../events/index.ts'
import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { createCaseLayer, type DerivedLayer } from './case-layer.clickhouse.ts'
import { createCaseReader } from './case-reader.clickhouse.ts'
import type { CaseQuestion, CaseReader } from './case-reader.ts'
import type { EventFilter } from './cases.ts'
import { dataVersion, eventsIn } from './data-version.clickhouse.ts'
import { lastBlock, patchLayer, readLayer } from './kind-reader.clickhouse.ts'
import { latestIn } from './kind-reader.ts'
import { casesHaving, casesOfKinds, journeysOfKinds, type KindTable } from './kind-table.ts'
import { propertiesAsked, propertiesIn } from './kinds.ts'
import { eventPartReaders, partReaders } from './part-reader.clickhouse.ts'
import { columnAnswers, eventsValued, partedBy } from './property-column.ts'
import { createPropertyReader } from './property-reader.clickhouse.ts'
import type { Recogniser } from './recogniser.ts'
import { sessionsCut } from './sessions.ts'

interface Warm {
  readonly version: string
  readonly layer: DerivedLayer
  /** The last block of its rows that had been written before they were read. */
  readonly block: string
  readonly table: KindTable
}

/** Cases at hand as a question looks at them. */
interface Seen {
  readonly table: KindTable
  readonly filter: EventFilter
  /** Which events are looked at at all, 1 by place; all where absent. */
  readonly kept?: Uint8Array
}

/** Rows of a derivation that was still being written when the last ones were read are read with the next: those of later blocks. */
const OVERLAP = 600_000_000n

const holdsAll = (known: readonly string[], asked: readonly string[]): boolean =>
  asked.every((name) => known.includes(name))

export interface Reading {
  /** Is told which share of the events has been read. */
  readonly hear?: (share: number) => void
  /** More events than these do not fit in memory: they are read in parts. */
  readonly mostEvents?: number
  /** About how many events such a part holds. */
  readonly partEvents?: number
  /** Whether values of the commonest properties are read before anybody asks for them, once so many milliseconds were quiet. */
  readonly ahead?: number
  /** A property that is read from the events, of so many, is worth keeping: others are read in no time. */
  readonly worthFrom?: number
}

/** Nothing is read ahead before so long nobody has asked for anything: a question would wait for it. */
export const QUIET = 1_500

/** A part of so many events takes some hundred megabytes while it is looked at. */
const PART = 4_000_000

/** A reader that says what it has at hand. */
export interface LayeredReader extends CaseReader {
  parts: NonNullable<CaseReader['parts']>
  /** How many events the workspace holds, and whether its cases are at hand as they are now. */
  standing(workspace: Id<'Workspace'>): Promise<{ readonly events: number; readonly warm: boolean }>
}

/**
 * Reads cases from the layer that is derived of events, kept in this process while the data is and patched when it
 * changes. What the layer cannot tell (yet) is read from the events themselves: the answers are the same.
 */
export const createLayeredReader = (
  analytics: Analytics,
  { hear, mostEvents = Number.POSITIVE_INFINITY, partEvents = PART, ahead, worthFrom }: Reading = {},
): LayeredReader => {
  const events = createCaseReader(analytics, { hear, mostEvents })
  const layer = createCaseLayer(analytics)
  const versionOf = dataVersion(analytics)
  const warm = new Map<string, Promise<Warm | undefined>>()
  const latest = new Map<string, Warm>()
  const properties = createPropertyReader(analytics, { ahead, ...(worthFrom !== undefined && { worthFrom }) })

  const load = async (workspace: Id<'Workspace'>, before: Warm | undefined): Promise<Warm | undefined> => {
    const version = await versionOf(workspace)
    if (before?.version === version) return before
    if (eventsIn(version) > mostEvents) return undefined
    const standing = (await layer.at(workspace, version)) ?? (await layer.current(workspace))
    if (!standing || (await versionOf(workspace)) !== version) return undefined
    const block = await lastBlock(analytics, standing)
    const same = before?.layer.id === standing.id ? before : undefined
    const patch = same
      ? await patchLayer(analytics, standing, same.table, {
          derived: String(BigInt(same.layer.derived) - OVERLAP),
          block: same.block,
        })
      : undefined
    const table = patch?.after ?? same?.table ?? (await readLayer(analytics, standing, undefined, hear))
    const held = { version, layer: standing, block, table }
    latest.set(workspace, held)
    if (patch) properties.follow(workspace, patch)
    properties.forgetOthers(workspace, table)
    if (!same) properties.readAhead(held)
    return held
  }
  const heldOf = (workspace: Id<'Workspace'>): Promise<Warm | undefined> => {
    properties.asked()
    const before = warm.get(workspace) ?? Promise.resolve(undefined)
    const next = before.then(
      (known) => load(workspace, known),
      // A reading that was stopped takes nothing away from what was at hand.
      () => load(workspace, latest.get(workspace)),
    )
    warm.set(workspace, next)
    return next
  }
  /** The cases, and which events are kept by what kinds do not tell of the filter; what of it is left is in the filter. */
  const seenBy = async ({ workspace, filter }: CaseQuestion, recogniser?: Recogniser): Promise<Seen | undefined> => {
    const held = await heldOf(workspace)
    if (!held) return undefined
    const told = held.layer.properties
    const asked = propertiesAsked(filter, recogniser)
    if (holdsAll(told, asked)) return { table: held.table, filter }
    // What a rule of a map names must be told by kinds.
    const byRules = recogniser ? propertiesAsked({}, recogniser) : []
    const untold = asked.filter((name) => !told.includes(name))
    const columns = holdsAll(told, byRules) ? await properties.exact(untold, held) : undefined
    if (!columns) {
      await layer.tell(workspace, asked)
      return undefined
    }
    const { own, others } = partedBy(columns, filter.where)
    return {
      table: held.table,
      filter: { ...filter, where: others },
      kept: eventsValued(columns, own, held.table.at.length),
    }
  }
  /** Of which cases an event fulfils a condition, where values at hand must be looked at event by event. */
  const amongValued = async (
    { filter }: CaseQuestion,
    condition: Condition,
    held: Warm,
  ): Promise<Uint8Array | undefined> => {
    const where = [...(filter.where ?? []), condition]
    const told = held.layer.properties
    const columns = await properties.exact(
      propertiesIn(where).filter((name) => !told.includes(name)),
      held,
    )
    if (!columns) return undefined
    const { own, others } = partedBy(columns, where)
    return casesHaving(held.table, { ...filter, where: others }, [], eventsValued(columns, own, held.table.at.length))
  }
  /** What parts are read from: derived first where it is not, since reading the events once a part would take longer. */
  const layerFor = async (workspace: Id<'Workspace'>, asked: readonly string[]): Promise<DerivedLayer> => {
    await layer.tell(workspace, asked)
    return (await layer.current(workspace)) ?? layer.refresh(workspace)
  }

  return {
    async latest(question) {
      const held = await heldOf(question.workspace)
      return held ? latestIn(held.table, question.filter.source) : events.latest(question)
    },
    async standing(workspace) {
      const version = await versionOf(workspace)
      // A reading under way is not at hand.
      const reading = warm.get(workspace) ?? Promise.resolve(undefined)
      const held = await Promise.race([reading.catch(() => undefined), Promise.resolve(undefined)])
      return { events: eventsIn(version), warm: held?.version === version }
    },
    having: events.having,
    async havingIn(question, condition, { keys }) {
      if (question.by !== undefined) return undefined
      const held = await heldOf(question.workspace)
      // A table that was filtered, or that is of other data, has other cases.
      if (held?.table.keys !== keys) return undefined
      const asked = [...propertiesAsked(question.filter), ...propertiesIn([condition])]
      if (holdsAll(held.layer.properties, asked)) return casesHaving(held.table, question.filter, [condition])
      const found = columnAnswers(question.filter, condition) ? undefined : await amongValued(question, condition, held)
      return found ?? properties.fulfilling(question, condition, held)
    },
    async cases(question) {
      // The layer knows of the source's cases and of people alone.
      const seen = question.by === undefined ? await seenBy(question) : undefined
      return seen
        ? sessionsCut(casesOfKinds(seen.table, seen.filter, seen.kept), question.inferred)
        : events.cases(question)
    },
    async journeys(question, recogniser) {
      const seen = question.by === undefined ? await seenBy(question, recogniser) : undefined
      return seen
        ? sessionsCut(journeysOfKinds(seen.table, seen.filter, recogniser, seen.kept), question.inferred)
        : events.journeys(question, recogniser)
    },
    async parts({ workspace, filter, by }, recogniser) {
      const count = eventsIn(await versionOf(workspace))
      if (count <= mostEvents) return undefined
      // The layer knows of the source's cases and of people alone.
      if (by !== undefined) return eventPartReaders(analytics, { events: count, each: partEvents, hear })
      const standing = await layerFor(workspace, propertiesAsked(filter, recogniser))
      return partReaders(analytics, standing, { events: count, each: partEvents, hear })
    },
  }
}
