import type { PeopleStore } from '../profiles/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { PassagePeople } from './passages.ts'

/** Who is who as analytics was told it, so that what is walked on and what is walked anew agree. */
export const createPassagePeople = (analytics: Analytics, people: PeopleStore): PassagePeople => ({
  personsOf: (workspace, identifiers) => people.read(workspace).publishedAs(identifiers),
  changes: async (workspace, since) => {
    const [row] = await analytics.rows<{ last: string; people: readonly string[] }>(
      `-- Whose events are counted otherwise since a version?
SELECT max(version) AS last, groupUniqArrayArrayIf([profile, formerly], version > {since:UInt64}) AS people
FROM identities WHERE workspace = {workspace:String}`,
      { workspace, since },
    )
    return { version: Number(row?.last ?? 0), people: row?.people ?? [] }
  },
})
