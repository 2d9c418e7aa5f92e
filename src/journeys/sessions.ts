import { MINUTE } from '../kernel/index.ts'
import type { CaseTable } from './cases.ts'

/** A person who does nothing for longer than this has left; what comes next is another session. */
export const SESSION_GAP = 30 * MINUTE

/**
 * Cuts the inferred cases of a table, one per person so far, into sessions: a gap of more than 30 minutes between two
 * events begins another. Cases that the source named stay whole.
 */
export const cutIntoSessions = <Table extends CaseTable>(table: Table): Table => {
  if (!table.inferred.includes(1)) return table
  const keys: string[] = []
  const inferred: number[] = []
  const starts: number[] = []
  table.keys.forEach((key, c) => {
    const [start, end] = [table.starts[c] ?? 0, table.starts[c + 1] ?? 0]
    let session = 0
    for (let e = start; e < end; e++) {
      const cut = table.inferred[c] === 1 && (table.at[e] ?? 0) - (table.at[e - 1] ?? 0) > SESSION_GAP
      if (e > start && !cut) continue
      keys.push(table.inferred[c] === 1 ? `${key}#${session++}` : key)
      inferred.push(table.inferred[c] ?? 0)
      starts.push(e)
    }
  })
  starts.push(table.starts[table.keys.length] ?? 0)
  return { ...table, keys, inferred: Uint8Array.from(inferred), starts: Uint32Array.from(starts) }
}
