import { resolve } from 'node:path'
import type { Clock, Language } from '../kernel/index.ts'
import type { FileAccount } from './account.ts'
import { Batch } from './batch.ts'
import type { EventSink, ResumePoint } from './event-sink.ts'
import { InFlight } from './in-flight.ts'
import type { Choices } from './mapping.ts'
import type { Plan } from './plan-file.node.ts'
import type { RowReader } from './reader.ts'
import { createRejectedFile, rejectedPath } from './rejected-file.node.ts'
import type { ReaderPoint } from './row-block.ts'
import { keyOf } from './row-id.node.ts'
import { Tally } from './tally.ts'

/** Rows go to the sink when this many bytes are ready, so many batches at a time. */
const BATCH = 3 << 19
const MOST_IN_FLIGHT = 3

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

/** Where an interrupted import stood. */
interface Standing {
  readonly reader: ReaderPoint
  readonly filtered: number
  readonly rejections: FileAccount['rejections']
  readonly rejectedLength: number
  readonly repeated: number
  readonly skipped: number
}

/** Brings the rows of a file to the sink, going on where an interrupted run stood. Damage ends it after what came before. */
export const importFile = async (
  reader: RowReader,
  plan: Plan,
  sink: EventSink,
  order: ImportOrder,
): Promise<FileAccount> => {
  const { choices, source, workspace } = order
  const { stream, ids, zone } = plan
  const key = keyOf(...reader.fingerprint, stream, JSON.stringify([plan.columns, plan.order ?? '', zone.name, choices]))
  const open = await sink.open({ workspace, source, key, ids, stream })
  const standing = open.resumed?.resume as Standing | undefined
  const rejectedFile = createRejectedFile(
    rejectedPath(resolve(reader.file), order.dataFolder, key),
    standing?.rejectedLength ?? 0,
    order.language,
  )
  const tally = new Tally(standing?.rejections)
  zone.repeated = standing?.repeated ?? 0
  zone.skipped = standing?.skipped ?? 0
  const mapper = plan.createMapper({ workspace, source, seqBase: open.seqBase, receivedAt: order.now() })
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
      mapping: plan.columns,
      zone: { name: zone.name, repeatedHours: zone.repeated, skippedHours: zone.skipped },
      resumedAfter: standing?.reader.position ?? 0,
      damage: reader.damage() ?? null,
    }
  } finally {
    rejectedFile.close()
  }
}
