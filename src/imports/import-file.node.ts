import { resolve } from 'node:path'
import type { Clock, Language } from '../kernel/index.ts'
import type { FileAccount } from './account.ts'
import { Batch } from './batch.ts'
import type { EventSink, Kept, OpenImport, ResumePoint } from './event-sink.ts'
import { InFlight } from './in-flight.ts'
import type { Choices } from './mapping.ts'
import type { Plan } from './plan-file.node.ts'
import type { RowReader } from './reader.ts'
import { createRejectedFile, type RejectedFile, rejectedPath } from './rejected-file.node.ts'
import type { ReaderPoint, RowBlock } from './row-block.ts'
import { keyOf } from './row-id.node.ts'
import type { BlockMapper } from './row-mapper.ts'
import { Tally } from './tally.ts'

/** Rows go to the sink when this many bytes are ready, so many batches at a time. */
const BATCH = 3 << 19
const MOST_IN_FLIGHT = 3

/** How far an import is: bytes read, rows read, and what became of those that were answered. */
export interface ImportProgress extends Kept {
  readonly consumed: number
  readonly size: number
  readonly rows: number
  readonly rejected: number
}

export interface ImportOrder {
  readonly workspace: string
  readonly source: string
  readonly choices: Choices
  readonly dataFolder: string
  readonly language: Language
  readonly now: Clock
  /** Told a few times a second how far it is. */
  readonly progress: (at: ImportProgress) => void
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

/** One file on its way to the sink: what stands between its blocks. */
class FileRun {
  point: ReaderPoint
  readonly rejectedFile: RejectedFile
  private readonly plan: Plan
  private readonly open: OpenImport
  private readonly standing: Standing | undefined
  private readonly mapper: BlockMapper
  private readonly tally: Tally
  private readonly spare = Array.from({ length: MOST_IN_FLIGHT }, () => new Batch())
  private readonly flight = new InFlight<Batch>(MOST_IN_FLIGHT, (answered) => this.spare.push(answered))
  private batch = new Batch()
  private answered: Kept

  constructor(file: string, plan: Plan, open: OpenImport, key: string, order: ImportOrder) {
    const { source, workspace } = order
    const standing = open.resumed?.resume as Standing | undefined
    this.plan = plan
    this.open = open
    this.standing = standing
    this.answered = { kept: open.resumed?.kept ?? 0, duplicates: open.resumed?.duplicates ?? 0 }
    this.point = standing?.reader ?? { offset: 0, line: 1, position: 0 }
    this.tally = new Tally(standing?.rejections)
    const path = rejectedPath(resolve(file), order.dataFolder, key)
    this.rejectedFile = createRejectedFile(path, standing?.rejectedLength ?? 0, order.language)
    plan.zone.repeated = standing?.repeated ?? 0
    plan.zone.skipped = standing?.skipped ?? 0
    this.mapper = plan.createMapper({ workspace, source, seqBase: open.seqBase, receivedAt: order.now() })
    this.mapper.filtered = standing?.filtered ?? 0
  }

  /** What became of the rows so far. */
  get soFar(): Kept & { readonly rejected: number } {
    return { ...this.answered, rejected: this.tally.rows }
  }

  /** Where an interrupted run stood. */
  get from(): ReaderPoint | undefined {
    return this.standing?.reader
  }

  async take(block: RowBlock): Promise<void> {
    const { mapper } = this
    mapper.take(block, this.batch)
    if (mapper.rejected.length > 0) {
      this.tally.add(mapper.rejected)
      this.rejectedFile.add(mapper.rejected)
      mapper.rejected = []
    }
    this.point = block.point
    if (this.batch.writer.length >= BATCH) await this.send()
  }

  /** Sends what is left, and waits until every row can be queried. */
  async finish(): Promise<Kept> {
    await this.send()
    await this.flight.settle()
    return this.open.finish()
  }

  account(reader: RowReader, { kept, duplicates }: Kept): FileAccount {
    const { tally, plan } = this
    return {
      file: reader.file,
      format: reader.described,
      read: this.point.position,
      kept,
      duplicates,
      rejected: tally.rows,
      filtered: this.mapper.filtered,
      rejectedFile: tally.rows > 0 ? this.rejectedFile.path : null,
      rejections: tally.list(),
      mapping: plan.columns,
      zone: { name: plan.zone.name, repeatedHours: plan.zone.repeated, skippedHours: plan.zone.skipped },
      resumedAfter: this.standing?.reader.position ?? 0,
      damage: reader.damage() ?? null,
    }
  }

  private async send(): Promise<void> {
    const { batch, plan } = this
    const resume = {
      reader: this.point,
      filtered: this.mapper.filtered,
      rejections: this.tally.list(),
      rejectedLength: this.rejectedFile.save(),
      repeated: plan.zone.repeated,
      skipped: plan.zone.skipped,
    } satisfies Standing as unknown as ResumePoint
    const rows = batch.writer.bytes.subarray(0, batch.writer.length)
    const offsets = batch.offsets.subarray(0, batch.count + 1)
    await this.flight.add(this.open.append({ rows, offsets, resume }).then((answer) => this.count(answer, batch)))
    this.batch = this.spare.pop() ?? new Batch()
    this.batch.clear()
  }

  private count({ kept, duplicates }: Kept, batch: Batch): Batch {
    this.answered = { kept: this.answered.kept + kept, duplicates: this.answered.duplicates + duplicates }
    return batch
  }
}

/** Names an import of a file: the same bytes read the same way, so that a second run goes on where the first stopped. */
const importKey = (reader: RowReader, { columns, order, stream, zone }: Plan, choices: Choices): string =>
  keyOf(...reader.fingerprint, stream, JSON.stringify([columns, order ?? '', zone.name, choices]))

/** Brings the rows of a file to the sink, going on where an interrupted run stood. Damage ends it after what came before. */
export const importFile = async (
  reader: RowReader,
  plan: Plan,
  sink: EventSink,
  order: ImportOrder,
): Promise<FileAccount> => {
  const { workspace, source } = order
  const key = importKey(reader, plan, order.choices)
  const open = await sink.open({ workspace, source, key, ids: plan.ids, stream: plan.stream })
  const run = new FileRun(reader.file, plan, open, key, order)
  try {
    for await (const block of reader.blocks(run.from)) {
      await run.take(block)
      order.progress({ consumed: reader.consumed(), size: reader.size, rows: run.point.position, ...run.soFar })
    }
    return run.account(reader, await run.finish())
  } finally {
    run.rejectedFile.close()
  }
}
