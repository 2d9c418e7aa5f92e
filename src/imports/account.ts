import type { Refusal } from '../kernel/index.ts'
import type { RejectReason } from './row-block.ts'

/** What became of the rows of one file: read = kept + duplicates + rejected + filtered. */
export interface FileAccount {
  readonly file: string
  readonly format: string
  readonly read: number
  readonly kept: number
  readonly duplicates: number
  readonly rejected: number
  /** Rows that `--where` left out. */
  readonly filtered: number
  readonly rejectedFile: string | null
  readonly rejections: readonly { readonly reason: RejectReason; readonly rows: number; readonly firstLine: number }[]
  /** The columns by role. */
  readonly mapping: Readonly<Record<string, string>>
  /** How times without a zone were read, and those that the clock's changes touched. */
  readonly zone: { readonly name: string; readonly repeatedHours: number; readonly skippedHours: number }
  /** Rows that an interrupted run had already brought. */
  readonly resumedAfter: number
  readonly damage: Refusal | null
}

/** What became of the rows of every file. */
export const total = (accounts: readonly FileAccount[]) => {
  const sum = (count: (account: FileAccount) => number) => accounts.reduce((all, account) => all + count(account), 0)
  return {
    read: sum(({ read }) => read),
    kept: sum(({ kept }) => kept),
    duplicates: sum(({ duplicates }) => duplicates),
    rejected: sum(({ rejected }) => rejected),
    filtered: sum(({ filtered }) => filtered),
    rejectedFile: accounts.find(({ rejectedFile }) => rejectedFile !== null)?.rejectedFile ?? null,
  }
}
