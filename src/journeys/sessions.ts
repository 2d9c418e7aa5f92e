import { MINUTE } from '../kernel/index.ts'
import { type CaseSpans, type CaseTable, spansOf } from './cases.ts'

/** A person who does nothing for longer than this has left; what comes next is another session. */
export const SESSION_GAP = 30 * MINUTE

/**
 * Cuts inferred cases, one per person so far, into sessions: a gap of more than 30 minutes between two events begins
 * another. Cases that the source named stay whole.
 */
export const sessionsOf = <Spans extends CaseSpans>(table: Spans): Spans => {
  if (!table.inferred.includes(1)) return table
  const keys: string[] = []
  const inferred: number[] = []
  const [begins, ends, people]: [number[], number[], number[]] = [[], [], []]
  table.keys.forEach((key, c) => {
    const [start, end] = [table.begins[c] ?? 0, table.ends[c] ?? 0]
    let session = 0
    for (let e = start; e < end; e++) {
      const cut = table.inferred[c] === 1 && (table.at[e] ?? 0) - (table.at[e - 1] ?? 0) > SESSION_GAP
      if (e > start && !cut) continue
      keys.push(table.inferred[c] === 1 ? `${key}#${session++}` : key)
      inferred.push(table.inferred[c] ?? 0)
      if (e > start) ends.push(e)
      begins.push(e)
      people.push(c)
    }
    if (end > start) ends.push(end)
  })
  return {
    ...table,
    keys,
    inferred: Uint8Array.from(inferred),
    begins: Uint32Array.from(begins),
    ends: Uint32Array.from(ends),
    people: Uint32Array.from(people),
  }
}

/** The same of a table in which cases follow each other. */
export const cutIntoSessions = <Table extends CaseTable>(table: Table): Table => {
  if (!table.inferred.includes(1)) return table
  const { keys, inferred, begins } = sessionsOf(spansOf<CaseTable>(table))
  const starts = new Uint32Array(begins.length + 1)
  starts.set(begins)
  starts[begins.length] = table.starts.at(-1) ?? 0
  return { ...table, keys, inferred, starts }
}

/** The cases as they are, or cut into sessions where they are inferred so. */
export const sessionsCut = <Table extends CaseTable>(table: Table, inferred: 'person' | 'session'): Table =>
  inferred === 'session' ? cutIntoSessions(table) : table
