import { type Condition, timestampText } from '../events/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { Batch } from './batch.ts'
import { cellFilter } from './cell-filter.ts'
import { ContentRow } from './content-row.ts'
import { DECIMAL_COMMA } from './decimal-comma.ts'
import type { CountRole } from './mapping.ts'
import type { CountMapping } from './resolve-counts.ts'
import type { Rejected, RejectReason, RowBlock } from './row-block.ts'
import type { BlockMapper, Digest } from './row-mapper.ts'
import type { TimeReader } from './times.ts'

const TAB = 9
const LF = 10

export interface CountPlan {
  readonly workspace: string
  readonly source: string
  readonly mapping: CountMapping
  readonly receivedAt: Instant
  readonly times: TimeReader
  readonly where: readonly Condition[]
  readonly digest: Digest
}

/** NaN where a text is no number. */
const numberOf = (text: string): number => {
  const plain = text.trim()
  if (plain === '') return Number.NaN
  return Number(DECIMAL_COMMA.test(plain) ? plain.replace(/\s/g, '').replace(',', '.') : plain)
}

/** Turns rows into counts without persons: how many, where, over which span of time. Files of counts are small. */
export class CountMapper implements BlockMapper {
  filtered = 0
  rejected: Rejected[] = []
  private readonly plan: CountPlan
  private readonly content: ContentRow
  private names: readonly string[] = []
  private passes: ((block: RowBlock, row: number) => boolean) | undefined

  constructor(plan: CountPlan) {
    this.plan = plan
    this.content = new ContentRow(plan.source)
  }

  take(block: RowBlock, batch: Batch): void {
    if (block.names !== this.names) {
      this.names = block.names
      this.passes = this.plan.where.length > 0 ? cellFilter(this.plan.where, block.names) : undefined
    }
    this.rejected.push(...block.rejected)
    for (let row = 0; row < block.count; row++) {
      if (this.passes && !this.passes(block, row)) {
        this.filtered++
        continue
      }
      const cells = this.cells(block, row)
      if (typeof cells === 'string')
        this.rejected.push({ line: block.lines[row] ?? 0, reason: cells, row: block.record(row) })
      else this.write(cells, batch)
    }
  }

  private write(cells: readonly string[], batch: Batch): void {
    cells.forEach((cell, i) => {
      if (i > 0) batch.writer.byte(TAB)
      if (cell === '\\N') batch.writer.ascii(cell)
      else batch.writer.text(cell)
    })
    batch.writer.byte(LF)
    batch.ended()
  }

  /** The cells of a kept count, or why there is none. */
  private cells(block: RowBlock, row: number): string[] | RejectReason {
    const { workspace, source, receivedAt } = this.plan
    const from = this.instant(this.text(block, row, 'from'))
    const to = this.instant(this.text(block, row, 'to'))
    if (typeof from === 'string') return from
    if (typeof to === 'string') return to
    const count = numberOf(this.text(block, row, 'count'))
    const [median, n, mean] = (['medianSeconds', 'satisfactionN', 'satisfactionMean'] as const).map((role) => {
      const text = this.text(block, row, role)
      return text.trim() === '' ? null : numberOf(text)
    })
    if (!Number.isSafeInteger(count) || count < 0 || to < from) return 'unreadable-count'
    if ([median, n, mean].some((value) => Number.isNaN(value))) return 'unreadable-count'
    const [touchpoint, channel] = [this.text(block, row, 'touchpoint'), this.text(block, row, 'channel')]
    if (touchpoint === '' && channel === '') return 'no-event'
    this.content.take(block, row)
    const id = this.plan.digest(this.content.bytes, this.content.length)
    return [
      `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20, 32)}`,
      workspace,
      source,
      timestampText(from),
      timestampText(to),
      timestampText(receivedAt * 1000),
      touchpoint,
      channel,
      this.text(block, row, 'store'),
      String(count),
      median === null ? '\\N' : String(median),
      String(n ?? 0),
      mean === null ? '\\N' : String(mean),
    ]
  }

  /** Microseconds since 1970. */
  private instant(text: string): number | RejectReason {
    const bytes = Buffer.from(text)
    const { times } = this.plan
    switch (times.read(bytes, 0, bytes.length)) {
      case 'read':
        return times.seconds * 1e6 + times.micros
      case 'empty':
        return 'no-time'
      case 'no-such-date':
        return 'no-such-date'
      case 'ambiguous':
        return 'ambiguous-date'
      default:
        return 'unreadable-time'
    }
  }

  private text(block: RowBlock, row: number, role: CountRole): string {
    const { columns, values } = this.plan.mapping
    const name = columns[role]
    const cell = name === undefined ? undefined : block.text(row, block.names.indexOf(name))
    return cell || values[role] || ''
  }
}
