import { hash } from 'node:crypto'
import { resolve } from 'node:path'
import { type Clock, type Language, orThrow, Refused } from '../kernel/index.ts'
import type { FileAccount } from './account.ts'
import { Batch } from './batch.ts'
import { dayOrder } from './day-order.ts'
import type { EventSink, ResumePoint } from './event-sink.ts'
import { InFlight } from './in-flight.ts'
import type { Choices, Mapping } from './mapping.ts'
import type { RowReader } from './reader.ts'
import { createRejectedFile, rejectedPath } from './rejected-file.node.ts'
import { resolveMapping } from './resolve.ts'
import type { ReaderPoint } from './row-block.ts'
import { keyOf } from './row-id.node.ts'
import { type Digest, RowMapper } from './row-mapper.ts'
import { follows, type Sample, sample } from './sample.ts'
import { Tally } from './tally.ts'
import { timePattern } from './time-pattern.ts'
import { type DayOrder, TimeReader } from './times.ts'
import { Zone } from './zone.ts'

/** Rows go to the sink when this many bytes are ready, so many batches at a time. */
const BATCH = 3 << 19
const MOST_IN_FLIGHT = 3
const DEFAULT_ZONE = 'Europe/Paris'

export interface ImportOrder {
  readonly workspace: string
  readonly source: string
  readonly choices: Choices
  readonly dataFolder: string
  readonly language: Language
  readonly now: Clock
  /** Told a few times a second how far the reading is. */
  readonly progress: (at: { readonly consumed: number; readonly size: number; readonly rows: number }) => void
}

/** How a file will be read: decided from its first rows, and (for the order of day and month) from all of them. */
export interface Plan {
  readonly mapping: Mapping
  readonly sample: Sample
  readonly zone: Zone
  readonly order: DayOrder | undefined
  readonly times: TimeReader
}

/** Where an interrupted import stood. */
interface Standing {
  readonly reader: ReaderPoint
  readonly filtered: number
  readonly rejections: FileAccount['rejections']
  readonly rejectedLength: number
  readonly repeated: number
  readonly skipped: number
}

const ORDERS: Readonly<Record<string, DayOrder>> = { dmy: 'dmy', mdy: 'mdy' }

/** Reads the times of a file's columns as the person says, else as the columns themselves do. */
export const planTimes = async (reader: RowReader, columns: readonly string[], choices: Choices) => {
  const zone = new Zone(choices.zone ?? DEFAULT_ZONE)
  const { dateFormat } = choices
  const named = dateFormat === undefined ? undefined : ORDERS[dateFormat]
  const pattern = dateFormat === undefined || named ? undefined : orThrow(timePattern(dateFormat))
  const order = named ?? (pattern ? undefined : await dayOrder(reader, columns))
  return { zone, order, times: new TimeReader(zone, order, pattern) }
}

/** Which columns are what, and how the times are written. */
export const planFile = async (reader: RowReader, choices: Choices): Promise<Plan> => {
  const seen = await sample(reader)
  const damage = reader.damage()
  if (damage && seen.cells.size === 0) throw new Refused(damage)
  const mapping = orThrow(resolveMapping(choices, seen.columns, reader.file, reader.neverGuessed))
  const checked = withoutLoosePerson(mapping, seen)
  const time = checked.columns.time
  return { mapping: checked, sample: seen, ...(await planTimes(reader, time === undefined ? [] : [time], choices)) }
}

/** A guessed person must be one person for each case of the sample; else the column says something else. */
const withoutLoosePerson = (mapping: Mapping, seen: Sample): Mapping => {
  const { case: one, profile, ...others } = mapping.columns
  if (one === undefined || profile === undefined || !mapping.guessed.has('profile')) return mapping
  if (follows(seen, one, profile)) return mapping
  return { ...mapping, columns: { ...others, case: one } }
}

/** Names an import of a file: the same bytes with the same choices, so that a second run goes on where the first stopped. */
const importKey = (reader: RowReader, plan: Plan, choices: Choices): string =>
  keyOf(
    'events/1',
    ...reader.fingerprint,
    JSON.stringify([plan.mapping.columns, plan.mapping.values, choices, plan.order, plan.zone.name]),
  )

/** Digests the first bytes of one buffer again and again: its views are made once for each length. */
const createDigest = (): Digest => {
  let buffer: Buffer | undefined
  let views: Buffer[] = []
  return (bytes, length) => {
    if (bytes !== buffer) {
      buffer = bytes
      views = []
    }
    let view = length < 4096 ? views[length] : bytes.subarray(0, length)
    if (view === undefined) {
      view = bytes.subarray(0, length)
      views[length] = view
    }
    return hash('sha256', view, 'hex')
  }
}

/** Brings the rows of a file to the sink, going on where an interrupted run stood. Damage ends it after what came before. */
export const importFile = async (
  reader: RowReader,
  plan: Plan,
  sink: EventSink,
  order: ImportOrder,
): Promise<FileAccount> => {
  const { choices, source, workspace } = order
  const key = importKey(reader, plan, choices)
  const ids = plan.mapping.columns.id === undefined ? 'content' : 'given'
  const open = await sink.open({ workspace, source, key, ids })
  const standing = open.resumed?.resume as Standing | undefined
  const rejectedFile = createRejectedFile(
    rejectedPath(resolve(reader.file), order.dataFolder, key),
    standing?.rejectedLength ?? 0,
    order.language,
  )
  const tally = new Tally(standing?.rejections)
  const { zone } = plan
  zone.repeated = standing?.repeated ?? 0
  zone.skipped = standing?.skipped ?? 0
  const mapper = new RowMapper({
    workspace,
    source,
    mapping: plan.mapping,
    seqBase: open.seqBase,
    receivedAt: order.now(),
    times: plan.times,
    allowDates: choices.allowDates,
    where: choices.where.map(({ condition }) => condition),
    party: choices.party,
    channels: choices.channels,
    decimalComma: plan.sample.decimalComma,
    untyped: reader.untyped,
    digest: createDigest(),
  })
  mapper.filtered = standing?.filtered ?? 0
  const spare = Array.from({ length: MOST_IN_FLIGHT + 1 }, () => new Batch())
  const flight = new InFlight<Batch>(MOST_IN_FLIGHT, (answered) => spare.push(answered))
  let batch = spare.pop() ?? new Batch()
  let point: ReaderPoint = standing?.reader ?? { offset: 0, line: 1, position: 0 }
  const send = async () => {
    const resume = {
      reader: point,
      filtered: mapper.filtered,
      rejections: tally.list(),
      rejectedLength: rejectedFile.save(),
      repeated: zone.repeated,
      skipped: zone.skipped,
    } satisfies Standing as unknown as ResumePoint
    const sent = batch
    const rows = sent.writer.bytes.subarray(0, sent.writer.length)
    const offsets = sent.offsets.subarray(0, sent.count + 1)
    await flight.add(open.append({ rows, offsets, resume }).then(() => sent))
    batch = spare.pop() ?? new Batch()
    batch.clear()
  }

  try {
    for await (const block of reader.blocks(standing?.reader)) {
      mapper.take(block, batch)
      if (mapper.rejected.length > 0) {
        tally.add(mapper.rejected)
        rejectedFile.add(mapper.rejected)
        mapper.rejected = []
      }
      point = block.point
      order.progress({ consumed: reader.consumed(), size: reader.size, rows: point.position })
      if (batch.writer.length >= BATCH) await send()
    }
    await send()
    await flight.settle()
    const kept = await open.finish()
    return {
      file: reader.file,
      format: reader.described,
      read: point.position,
      kept: kept.kept,
      duplicates: kept.duplicates,
      rejected: tally.rows,
      filtered: mapper.filtered,
      rejectedFile: tally.rows > 0 ? rejectedFile.path : null,
      rejections: tally.list(),
      mapping: plan.mapping.columns,
      zone: { name: zone.name, repeatedHours: zone.repeated, skippedHours: zone.skipped },
      resumedAfter: standing?.reader.position ?? 0,
      damage: reader.damage() ?? null,
    }
  } finally {
    rejectedFile.close()
  }
}
