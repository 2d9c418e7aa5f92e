import { IDENTITY_VERSION } from '../events/person.clickhouse.ts'
import type { Id } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'

/** How many events there are, as a version says. */
export const eventsIn = (version: string): number => Number(version.split('.')[0])

/** What a version is made of: how many events, the last of them, the sum of their prints, and of whom they are. */
interface Versioned {
  readonly events: string
  readonly seq: string
  readonly print: string
  readonly identities: string
}
export const versionOf = ({ events, seq, print, identities }: Versioned): string =>
  `${events}.${seq}.${print}.${identities}`

interface Counted {
  readonly parts: string
  readonly version: string
}

/** Whoever asks the same engine counts once. */
const counted = new WeakMap<Analytics, Map<string, Counted>>()

/**
 * What changes whenever an event of the workspace is added or erased: how many there are, the last in order of arrival, and
 * the sum of their places (an erasure beside an arrival changes it too); and whenever somebody is merged or unmerged. The events are counted again only where the
 * engine's parts of their tables are others than before.
 */
export const dataVersion = (analytics: Analytics) => {
  const known = counted.get(analytics) ?? new Map<string, Counted>()
  counted.set(analytics, known)
  const partsNow = async (): Promise<string> => {
    const [row] = await analytics.rows<{ parts: string }>(
      `-- Are the tables made of the same parts?
SELECT toString(sum(cityHash64(name, modification_time))) AS parts FROM system.parts
WHERE active AND database = currentDatabase() AND table IN ('events', 'identities')`,
    )
    return row?.parts ?? ''
  }
  return async (workspace: Id<'Workspace'>): Promise<string> => {
    const parts = await partsNow()
    const before = known.get(workspace)
    if (before?.parts === parts) return before.version
    const [row] = await analytics.rows<{ n: string; last: string; sum: string; people: string }>(
      `-- Of which data is an answer?
SELECT count() AS n, toString(max(seq)) AS last, toString(sum(cityHash64(seq, toUnixTimestamp64Micro(ts)))) AS sum,
  (${IDENTITY_VERSION}) AS people
FROM events WHERE workspace = {workspace:String}`,
      { workspace },
    )
    const { n: events = '0', last: seq = '0', sum: print = '0', people: identities = '0' } = row ?? {}
    const version = versionOf({ events, seq, print, identities })
    known.set(workspace, { parts, version })
    return version
  }
}
