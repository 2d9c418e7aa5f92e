import type { Condition, RowWriter } from '../events/index.ts'
import { DAY, type Instant } from '../kernel/index.ts'
import type { Batch } from './batch.ts'
import { cellFilter } from './cell-filter.ts'
import { ContentRow } from './content-row.ts'
import { fixed } from './fixed.ts'
import type { Mapping, Role } from './mapping.ts'
import { PropertyCells } from './property-cells.ts'
import { roleAtFault } from './role-at-fault.ts'
import type { Rejected, RejectReason, RowBlock } from './row-block.ts'
import type { TimeReader, TimeReading } from './times.ts'

const TAB = 9
const LF = 10

/** The calendar of the engine's timestamps, and the dates that are believed without `--allow-dates`; in seconds. */
const FIRST_SECOND = Date.UTC(1900, 0, 1) / 1000
const LAST_SECOND = Date.UTC(2299, 11, 31) / 1000
const YEAR_1990 = Date.UTC(1990, 0, 1) / 1000

/** SHA-256 in hex of the first bytes of a buffer. */
export type Digest = (bytes: Buffer, length: number) => string

/** Turns the rows of blocks into kept rows. */
export interface BlockMapper {
  /** Rows that `where` left out. */
  filtered: number
  /** Rows that became nothing, since they were last taken from here. */
  rejected: Rejected[]
  /** Writes the block's rows into the batch; those that become nothing are added to `rejected`. */
  take(block: RowBlock, batch: Batch): void
}

export interface MapperPlan {
  readonly workspace: string
  readonly source: string
  readonly mapping: Mapping
  readonly seqBase: number
  readonly receivedAt: Instant
  readonly times: TimeReader
  readonly allowDates: boolean
  readonly where: readonly Condition[]
  readonly party: string
  readonly channels: Readonly<Record<string, string>>
  /** Columns whose numbers have a decimal comma. */
  readonly decimalComma: ReadonlySet<string>
  /** An empty cell is an absent one. */
  readonly untyped: boolean
  readonly digest: Digest
}

const REASON: Readonly<Record<Exclude<TimeReading, 'read'>, RejectReason>> = {
  empty: 'no-time',
  unreadable: 'unreadable-time',
  'no-such-date': 'no-such-date',
  ambiguous: 'ambiguous-date',
}

const filled = ({ starts, ends }: RowBlock, base: number, column: number): boolean =>
  column >= 0 && (ends[base + column] as number) > (starts[base + column] as number)

/** Turns rows into kept rows: who, when, what, where, and every other column as a property. */
export class RowMapper implements BlockMapper {
  filtered = 0
  rejected: Rejected[] = []
  private readonly plan: MapperPlan
  private readonly content: ContentRow
  private readonly origin: Buffer
  private readonly received: Buffer
  private readonly party: Buffer
  private readonly casePrefix: Buffer
  private readonly userPrefix = Buffer.from('user:')
  private readonly latest: number
  private readonly channelTexts: ReadonlyMap<string, Buffer>
  private names: readonly string[] = []
  private column: Record<Role, number> = { ...NOWHERE }
  private values: Partial<Record<Role, Buffer>> = {}
  private properties: PropertyCells | undefined
  private passes: ((block: RowBlock, row: number) => boolean) | undefined

  constructor(plan: MapperPlan) {
    this.plan = plan
    this.content = new ContentRow(plan.source)
    this.origin = fixed((writer) => {
      writer.byte(TAB)
      writer.text(plan.workspace)
      writer.byte(TAB)
      writer.text(plan.source)
      writer.byte(TAB)
    })
    this.received = fixed((writer) => {
      const seconds = Math.floor(plan.receivedAt / 1000)
      writer.byte(TAB)
      writer.timestamp(seconds, Math.round((plan.receivedAt - seconds * 1000) * 1000))
      writer.byte(TAB)
    })
    this.party = Buffer.from(`\t0\t${plan.party}\t`)
    this.casePrefix = Buffer.from(`case:${plan.source}:`)
    this.latest = Math.floor((plan.receivedAt + DAY) / 1000)
    this.channelTexts = new Map(Object.entries(plan.channels).map(([from, to]) => [from, Buffer.from(to)]))
  }

  take(block: RowBlock, batch: Batch): void {
    if (block.names !== this.names) this.learn(block.names)
    for (const rejected of block.rejected) this.rejected.push(rejected)
    for (let row = 0; row < block.count; row++) {
      if (this.passes && !this.passes(block, row)) {
        this.filtered++
        continue
      }
      const start = batch.writer.length
      const reason = this.write(block, row, batch.writer)
      if (reason === undefined) batch.ended()
      else {
        batch.writer.length = start
        this.reject(block, row, reason)
      }
    }
  }

  private write(block: RowBlock, row: number, writer: RowWriter): RejectReason | undefined {
    const { times, digest, seqBase } = this.plan
    const { bytes, starts, ends } = block
    const { column } = this
    const base = row * block.width
    const time = this.time(block, base)
    if (time !== undefined) return time
    if (!filled(block, base, column.event) && this.values.event === undefined) return 'no-event'
    const [hasCase, hasPerson] = [filled(block, base, column.case), filled(block, base, column.profile)]
    if (!hasCase && !hasPerson && !this.values.case && !this.values.profile) return 'no-case'
    let rank = 0
    if (filled(block, base, column.order)) {
      const text = bytes.toString('latin1', starts[base + column.order], ends[base + column.order]).trim()
      rank = Number(text)
      if (text === '' || !Number.isFinite(rank)) return 'unreadable-order'
    }
    if (column.id >= 0) {
      if (!filled(block, base, column.id)) return 'no-id'
      writer.uuid(this.givenId(block, base + column.id))
    } else {
      this.content.take(block, row)
      writer.uuid(digest(this.content.bytes, this.content.length))
    }
    writer.raw(this.origin, 0, this.origin.length)
    writer.timestamp(times.seconds, times.micros)
    writer.raw(this.received, 0, this.received.length)
    writer.ascii(rank === 0 ? '0' : String(rank))
    writer.byte(TAB)
    this.sequence(writer, seqBase + (block.positions[row] as number))
    writer.byte(TAB)
    if (hasPerson || (!hasCase && this.values.profile)) {
      writer.raw(this.userPrefix, 0, this.userPrefix.length)
      this.role(block, base, 'profile', writer)
    } else {
      writer.cell(this.casePrefix, 0, this.casePrefix.length)
      this.role(block, base, 'case', writer)
    }
    writer.byte(TAB)
    this.role(block, base, 'case', writer)
    writer.byte(TAB)
    this.role(block, base, 'event', writer)
    writer.byte(TAB)
    if (this.channelTexts.size > 0) this.channel(block, base, writer)
    else this.role(block, base, 'channel', writer)
    writer.raw(this.party, 0, this.party.length)
    this.role(block, base, 'store', writer)
    writer.byte(TAB)
    this.role(block, base, 'adviser', writer)
    writer.byte(TAB)
    this.properties?.write(block, base, writer)
    writer.byte(LF)
    return undefined
  }

  private time(block: RowBlock, base: number): RejectReason | undefined {
    const { times, allowDates } = this.plan
    const index = this.column.time
    if (index < 0) return 'no-time'
    const start = block.starts[base + index] as number
    const reading = times.read(block.bytes, start, Math.max(start, block.ends[base + index] as number))
    if (reading !== 'read') return REASON[reading]
    const { seconds } = times
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND) return 'out-of-calendar'
    if (allowDates) return undefined
    if (seconds < YEAR_1990) return 'before-1990'
    return seconds > this.latest ? 'in-the-future' : undefined
  }

  private role(block: RowBlock, base: number, role: Role, writer: RowWriter): void {
    const index = this.column[role]
    if (index >= 0) {
      const start = block.starts[base + index] as number
      const end = block.ends[base + index] as number
      if (end > start) {
        writer.cell(block.bytes, start, end)
        return
      }
    }
    const value = this.values[role]
    if (value) writer.cell(value, 0, value.length)
  }

  private channel(block: RowBlock, base: number, writer: RowWriter): void {
    const index = this.column.channel
    const start = index < 0 ? 1 : (block.starts[base + index] as number)
    const end = index < 0 ? 0 : (block.ends[base + index] as number)
    const meant = end > start ? this.channelTexts.get(block.bytes.toString('utf8', start, end)) : undefined
    if (meant) writer.cell(meant, 0, meant.length)
    else this.role(block, base, 'channel', writer)
  }

  /** A whole number that may pass 2^31. */
  private sequence(writer: RowWriter, seq: number): void {
    if (seq < 2 ** 31) {
      writer.digits(seq, 1)
      return
    }
    const high = Math.floor(seq / 1e9)
    writer.digits(high, 1)
    writer.digits(seq - high * 1e9, 9)
  }

  private givenId(block: RowBlock, cell: number): string {
    const key = Buffer.concat([
      Buffer.from(`${this.plan.source}\0id\0`),
      block.bytes.subarray(block.starts[cell], block.ends[cell]),
    ])
    return this.plan.digest(key, key.length)
  }

  private reject(block: RowBlock, row: number, reason: RejectReason): void {
    const role = roleAtFault[reason]
    const name = role && this.plan.mapping.columns[role]
    this.rejected.push({
      line: block.lines[row] as number,
      reason,
      ...(name !== undefined && { column: name }),
      row: block.record(row),
    })
  }

  private learn(names: readonly string[]): void {
    const { mapping, where, decimalComma, untyped } = this.plan
    this.names = names
    const at = (role: Role) => names.indexOf(mapping.columns[role] ?? '\0')
    this.column = {
      case: at('case'),
      event: at('event'),
      time: at('time'),
      profile: at('profile'),
      channel: at('channel'),
      id: at('id'),
      order: at('order'),
      store: at('store'),
      adviser: at('adviser'),
    }
    this.values = Object.fromEntries(Object.entries(mapping.values).map(([role, value]) => [role, Buffer.from(value)]))
    this.properties = new PropertyCells(names, mapping, decimalComma, untyped)
    this.passes = where.length > 0 ? cellFilter(where, names, decimalComma) : undefined
  }
}

const NOWHERE: Record<Role, number> = {
  case: -1,
  event: -1,
  time: -1,
  profile: -1,
  channel: -1,
  id: -1,
  order: -1,
  store: -1,
  adviser: -1,
}
