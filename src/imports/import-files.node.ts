import { type Refusal, Refused } from '../kernel/index.ts'
import { type FileAccount, total } from './account.ts'
import type { EventSink } from './event-sink.ts'
import { type ImportOrder, importFile } from './import-file.node.ts'
import { openRows } from './open-rows.node.ts'
import { type Plan, planCounts, planEvents } from './plan-file.node.ts'

/** What is heard while files are imported. */
export interface Listener {
  planned(file: string, described: string, plan: Plan, rest: readonly string[]): void
  brought(account: FileAccount): void
  refused(refusal: Refusal): void
}

/** What became of every file. */
export interface ImportsAccount extends ReturnType<typeof total> {
  readonly files: readonly FileAccount[]
  readonly refusals: readonly Refusal[]
}

const restOf = (names: readonly string[], plan: Plan): string[] => {
  const used = new Set(Object.values(plan.columns))
  return names.filter((name) => !used.has(name))
}

/** What is done beside bringing events in. */
export interface ImportMode {
  /** Say how the files would be read, keep nothing. */
  readonly dryRun?: boolean
  /** The rows are counts without persons. */
  readonly aggregate?: boolean
}

/**
 * Imports files one after another into one source. A file that is refused does not stop the others; where there is
 * one file only, its refusal is thrown. A dry run reads the first rows, says how it would read them, and keeps nothing.
 */
export const importFiles = async (
  files: readonly string[],
  sink: () => Promise<EventSink>,
  order: ImportOrder,
  listener: Listener,
  mode: ImportMode = {},
): Promise<ImportsAccount> => {
  const accounts: FileAccount[] = []
  const refusals: Refusal[] = []
  for (const file of files) {
    try {
      const reader = await openRows(file, order.choices)
      try {
        const plan = await (mode.aggregate ? planCounts : planEvents)(reader, order.choices)
        listener.planned(file, reader.described, plan, restOf(reader.names(), plan))
        if (mode.dryRun) continue
        const account = await importFile(reader, plan, await sink(), order)
        accounts.push(account)
        listener.brought(account)
        if (account.damage) refusals.push(account.damage)
      } finally {
        await reader.close()
      }
    } catch (problem) {
      if (!(problem instanceof Refused) || files.length === 1) throw problem
      refusals.push(problem.refusal)
      listener.refused(problem.refusal)
    }
  }
  return { ...total(accounts), files: accounts, refusals }
}
