import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Identities } from './identities.ts'

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\', '\0': '\\0' }
const cell = (text: string | number): string => String(text).replace(/[\t\n\r\\\0]/g, (letter) => ESCAPES[letter] ?? '')
const rowsOf = (rows: readonly (readonly (string | number)[])[]): Uint8Array =>
  new TextEncoder().encode(rows.map((row) => `${row.map(cell).join('\t')}\n`).join(''))

/**
 * Tells the analytical engine: first what is looked up, then the record with its version, so that whoever sees the new
 * version finds the new people. Killed in between, it is told once more.
 */
export const createIdentities = (analytics: Analytics): Identities => {
  const lasts = new Map<string, number>()
  return {
    last: async (workspace) => {
      const known = lasts.get(workspace)
      if (known !== undefined) return known
      const [row] = await analytics.rows<{ version: string }>(
        `-- At which version is who is who?
SELECT max(version) AS version FROM identities WHERE workspace = {workspace:String}`,
        { workspace },
      )
      const last = Number(row?.version ?? 0)
      lasts.set(workspace, last)
      return last
    },
    keep: async (workspace, changes, version) => {
      const now = changes.map(({ identifier, profile }) => [workspace, identifier, profile])
      await analytics.insert('identities_now', ['workspace', 'identifier', 'profile'], 'TabSeparated', rowsOf(now))
      const record = changes.map((each) => [workspace, each.identifier, each.profile, each.formerly, version])
      await analytics.insert(
        'identities',
        ['workspace', 'identifier', 'profile', 'formerly', 'version'],
        'TabSeparated',
        rowsOf(record),
      )
    },
  }
}
