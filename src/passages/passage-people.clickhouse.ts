import type { PeopleStore } from '../profiles/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Move, PassagePeople } from './passage-people.ts'

/** Who is who as analytics was told it, so that what is walked on and what is walked anew agree. */
export const createPassagePeople = (analytics: Analytics, people: PeopleStore): PassagePeople => ({
  personsOf: (workspace, identifiers) => people.read(workspace).publishedAs(identifiers),
  changes: async (workspace, since) => {
    // Nothing was told since: analytics need not be asked.
    if ((await people.read(workspace).lastTelling()) === since) return { version: since, moves: [] }
    const [row] = await analytics.rows<{ last: string; moves: readonly Move[] }>(
      `-- Whose events are counted otherwise since a version?
SELECT max(version) AS last, groupUniqArray((profile, formerly)) AS moves
FROM identities WHERE workspace = {workspace:String} AND version > {since:UInt64}`,
      { workspace, since },
    )
    return { version: Math.max(since, Number(row?.last ?? 0)), moves: row?.moves ?? [] }
  },
})
