import { AGGREGATE_COLUMNS, EVENT_COLUMNS } from '../../events/index.ts'
import { Refused } from '../../kernel/index.ts'
import type { Analytics } from './analytics.ts'
import { engineError } from './engine-error.ts'
import { type Block, type BlockRoom, blockRoom, LOADED_STREAMS, type LoadedStream, linesIn } from './loader-block.ts'
import type { LoaderStore } from './loader-state.node.ts'

/** What the loader needs of the engine. */
export type Tables = Pick<Analytics, 'insert' | 'run'>

/** The column by which a stream's table is partitioned. */
const TIME_OF = { events: 'ts', aggregates: 'from_ts' } as const

export const COLUMNS_OF: Readonly<Record<LoadedStream, readonly string[]>> = {
  events: EVENT_COLUMNS,
  aggregates: AGGREGATE_COLUMNS,
}

/** Inserts a block as it is. Its token makes a repetition harmless, as far as the engine remembers it. */
export const insertBlock = async (tables: Tables, block: Block, room: BlockRoom): Promise<void> => {
  for (const stream of LOADED_STREAMS) {
    const parts = block.payloads[stream]
    if (parts.length > 0)
      await tables.insert(stream, COLUMNS_OF[stream], 'TabSeparated', room.joined(parts), tokenOf(stream, block))
  }
}

const tokenOf = (stream: LoadedStream, { start, end }: Block): string => `${stream}:${start}-${end}`

/**
 * Inserts the rows of a block that are not there yet, whatever became of earlier attempts, and sets aside those that the
 * engine refuses. The engine notes a token just before the part that it stands for is renamed into place, so that after a
 * crash the token alone may say "already there" of rows that are not: the ids decide.
 */
export const settleBlock = async (tables: Tables, store: LoaderStore, block: Block): Promise<number> => {
  let refused = 0
  for (const stream of LOADED_STREAMS) {
    const parts = block.payloads[stream]
    if (parts.length > 0) refused += await settle(tables, store, block, stream, blockRoom().joined(parts))
  }
  return refused
}

const settle = async (tables: Tables, store: LoaderStore, block: Block, stream: LoadedStream, rows: Uint8Array) => {
  const columns = COLUMNS_OF[stream].join(', ')
  const [replay, time] = [`${stream}_replay`, TIME_OF[stream]]
  await tables.run(`CREATE TABLE IF NOT EXISTS ${replay} AS ${stream} ENGINE = Memory`)
  await tables.run(`TRUNCATE TABLE ${replay}`)
  const refused = await stage(tables, store, block, stream, rows)
  // Which of these rows are missing?
  await tables.run(`
INSERT INTO ${stream} (${columns})
SELECT ${columns} FROM ${replay}
WHERE id NOT IN (
  SELECT id FROM ${stream}
  WHERE id IN (SELECT id FROM ${replay})
    AND ${time} BETWEEN (SELECT min(${time}) FROM ${replay}) AND (SELECT max(${time}) FROM ${replay}))
SETTINGS insert_deduplicate = 0`)
  await tables.run(`TRUNCATE TABLE ${replay}`)
  return refused
}

/** Puts rows beside the table, in halves of halves around those that the engine refuses. */
const stage = async (tables: Tables, store: LoaderStore, block: Block, stream: LoadedStream, rows: Uint8Array) => {
  const starts = linesIn(rows)
  let refused = 0
  const put = async (from: number, to: number): Promise<void> => {
    const [start = 0, end = 0] = [starts[from], starts[to]]
    try {
      await tables.insert(`${stream}_replay`, COLUMNS_OF[stream], 'TabSeparated', rows.subarray(start, end))
    } catch (problem) {
      if (!refusesRow(problem)) throw problem
      if (to - from > 1) {
        const middle = (from + to) >> 1
        await put(from, middle)
        await put(middle, to)
        return
      }
      refused++
      const text = Buffer.from(rows.buffer, rows.byteOffset + start, end - start).toString('utf8')
      await store.setAside({ stream, start: block.start, end: block.end, row: from, reason: reasonOf(problem), text })
    }
  }
  if (starts.length > 1) await put(0, starts.length - 1)
  return refused
}

/** ClickHouse's codes for text that is not what a column wants. */
const OF_ROWS = new Set([6, 26, 27, 33, 38, 41, 69, 70, 72, 117, 130, 131, 321, 349, 376, 407, 441, 467])

const codeOf = (problem: unknown): number => Number((problem as { code?: unknown }).code ?? engineError(problem).code)

/** Whether the engine refuses the rows themselves, rather than being unable to take any. */
export const refusesRow = (problem: unknown): boolean => OF_ROWS.has(codeOf(problem))

/** Why, without the values: they are people's. */
export const reasonOf = (problem: unknown): string => {
  if (problem instanceof Refused) return problem.refusal.code
  const { code, type, kind } = problem as { code?: unknown; type?: string; kind?: string }
  // The system's own: ENOSPC, ECONNREFUSED.
  if (typeof code === 'string' && /^[A-Z]/.test(code)) return code
  const column = /name: (\w+),[^\n]*ERROR/.exec(problem instanceof Error ? problem.message : '')?.[1]
  return `${type ?? kind ?? 'ERROR'} (${codeOf(problem)})${column ? ` in column ${column}` : ''}`
}
