import type { FileAccount } from './account.ts'
import type { Rejected, RejectReason } from './row-block.ts'

/** Rejected rows counted by reason, with the first line of each: small enough to stand in a resume point. */
export class Tally {
  rows = 0
  private readonly reasons = new Map<RejectReason, { rows: number; firstLine: number }>()

  constructor(rejections: FileAccount['rejections'] = []) {
    for (const { reason, rows, firstLine } of rejections) {
      this.reasons.set(reason, { rows, firstLine })
      this.rows += rows
    }
  }

  add(rejected: readonly Rejected[]): void {
    this.rows += rejected.length
    for (const { reason, line } of rejected) {
      const known = this.reasons.get(reason)
      if (known) known.rows++
      else this.reasons.set(reason, { rows: 1, firstLine: line })
    }
  }

  list(): FileAccount['rejections'] {
    return [...this.reasons].map(([reason, { rows, firstLine }]) => ({ reason, rows, firstLine }))
  }
}
