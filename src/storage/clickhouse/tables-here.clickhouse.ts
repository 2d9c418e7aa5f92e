import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, quoted } from './engine.clickhouse.ts'
import type { Tables } from './loader-settle.ts'
import { blockSettings } from './settings.ts'

/** The columns' types are the table's; one thread makes one part of a block. */
const FROM_FILE = {
  use_structure_from_insertion_table_in_table_functions: '1',
  max_threads: '1',
  max_insert_threads: '1',
} as const

/**
 * The tables as the loader writes them, in this process. A block goes to the engine by a file of `folder`, which is gone
 * once it was read: handed over beside its statement, its text is looked through for the statement's end and costs twice as much.
 */
export const tablesHere = (engine: Engine, folder: string): Tables => {
  const path = join(folder, 'block')
  const run = async (statement: string): Promise<void> => {
    for await (const _ of await engine.query({ statement: statement.trim(), format: 'TabSeparated', whole: true }));
  }
  return {
    run,
    async insert(table, columns, format, bytes, token) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      try {
        await writeFile(path, bytes, { mode: 0o600 })
        const settings = Object.entries({ ...blockSettings(token), ...FROM_FILE }).map(
          ([name, value]) => `${name} = ${quoted(value)}`,
        )
        await run(
          `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM file(${quoted(path)}, ${quoted(format)}) SETTINGS ${settings.join(', ')}`,
        )
      } finally {
        await rm(path, { force: true })
      }
    },
  }
}
