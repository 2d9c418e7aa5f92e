import { open } from 'node:fs/promises'
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { type Refusal, Refused } from '../kernel/index.ts'
import { BlockBuilder } from './block-builder.ts'
import { type ByteSource, fingerprintOf } from './byte-source.node.ts'
import { ParquetColumn } from './parquet-column.ts'
import { parquetParsers } from './parquet-time.ts'
import type { RowReader } from './reader.ts'
import type { ReaderPoint, RowBlock } from './row-block.ts'

/** Rows, and bytes as the file holds them, read at a time: a row group may have a million rows, or a gigabyte. */
const MOST_ROWS = 1 << 19
const MOST_BYTES = 1 << 27
/** A file is first looked at to see what its columns are: that takes few rows. */
const FIRST_LOOK = 4096
const START: ReaderPoint = { offset: 0, line: 1, position: 0 }

const unreadable = (file: string, line?: number): Refusal => ({
  code: 'damaged-parquet',
  what: {
    fr: 'Ce fichier Parquet est abîmé ou incomplet.',
    en: 'This Parquet file is damaged or incomplete.',
  },
  remedy: {
    fr: 'Les lignes qui précèdent sont gardées. Copiez ou écrivez de nouveau le fichier, puis relancez l’import.',
    en: 'The rows before it are kept. Copy or write the file again, then import it again.',
  },
  at: { file, ...(line !== undefined && { line }) },
})

/** Bytes of a file by range, with one handle for all. */
const rangesOf = async (file: string) => {
  const handle = await open(file, 'r')
  const { size } = await handle.stat()
  const ranges: AsyncBuffer = {
    byteLength: size,
    slice: async (start, end = size) => {
      const bytes = new Uint8Array(end - start)
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
      if (bytesRead < bytes.length) throw new Error('The file is shorter than it says')
      return bytes.buffer
    },
  }
  return { ranges, close: () => handle.close() }
}

/** Top columns whose times are local: written without a zone, they are read in the person's. */
const localTimes = ({ schema }: FileMetaData): Set<string> =>
  new Set(
    schema
      .filter(({ logical_type: kind }) => kind?.type === 'TIMESTAMP' && !kind.isAdjustedToUTC)
      .map(({ name }) => name),
  )

/** The first and last rows (the last excluded) of each slice, none across two row groups. */
function* slices(metadata: FileMetaData, from: number): Generator<[start: number, end: number]> {
  let group = 0
  for (const { num_rows, total_byte_size } of metadata.row_groups) {
    const rows = Number(num_rows)
    const share = Math.min(1, MOST_BYTES / Math.max(1, Number(total_byte_size)))
    const most = Math.max(1024, Math.min(MOST_ROWS, Math.floor(rows * share)))
    for (let start = Math.max(group, from); start < group + rows; ) {
      const end = Math.min(group + rows, start + (start === 0 ? FIRST_LOOK : most))
      yield [start, end]
      start = end
    }
    group += rows
  }
}

/** One column's values for a slice: columns are decoded one after another, so that one only is in memory as it came. */
const readColumn = async (file: AsyncBuffer, metadata: FileMetaData, into: ParquetColumn, from: number, to: number) => {
  await parquetRead({
    file,
    metadata,
    columns: [into.name],
    rowStart: from,
    rowEnd: to,
    compressors,
    parsers: parquetParsers,
    useOffsetIndex: true,
    onChunk: ({ columnData, rowStart }) => {
      const first = Math.max(0, from - rowStart)
      const last = Math.min(columnData.length, to - rowStart)
      for (let i = first; i < last; i++) into.set(rowStart + i - from, columnData[i])
    },
  })
  return into
}

/** A Parquet file, row group by row group. A row's line is its number, from 1. */
export const openParquet = async (source: ByteSource): Promise<RowReader> => {
  const { file } = source
  const { ranges, close } = await rangesOf(file)
  let metadata: FileMetaData
  try {
    metadata = await parquetMetadataAsync(ranges)
  } catch {
    await close()
    throw new Refused(unreadable(file))
  }
  const local = localTimes(metadata)
  const total = Number(metadata.num_rows)
  let names: readonly string[] = []
  let damage: Refusal | undefined
  let read = 0

  async function* rows(from: ReaderPoint): AsyncGenerator<RowBlock> {
    const builder = new BlockBuilder(file)
    names = builder.known()
    damage = undefined
    const tops = parquetSchema(metadata).children
    for (const { children, element } of tops) if (children.length === 0) builder.column(element.name)
    for (const [start, end] of slices(metadata, from.position)) {
      const columns: ParquetColumn[] = []
      try {
        for (const { element } of tops) {
          const column = new ParquetColumn(element.name, end - start, local.has(element.name))
          columns.push(await readColumn(ranges, metadata, column, start, end))
        }
      } catch {
        damage = unreadable(file, start + 1)
        return
      }
      let position = start
      while (position < end) {
        for (const column of columns) column.give(position - start, builder)
        builder.endRow(position + 1, position++)
        if (builder.full) yield builder.take({ offset: 0, line: position + 1, position })
      }
      read = end
      if (!builder.empty) yield builder.take({ offset: 0, line: position + 1, position })
    }
  }

  return {
    file,
    described: `Parquet, ${metadata.row_groups.length} row group${metadata.row_groups.length === 1 ? '' : 's'}`,
    size: source.size,
    names: () => names,
    consumed: () => (total === 0 ? source.size : Math.round((read / total) * source.size)),
    untyped: false,
    neverGuessed: [],
    fingerprint: fingerprintOf(source),
    blocks: (from = START) => rows(from),
    damage: () => damage,
    close: async () => {
      await close()
      await source.close()
    },
  }
}
