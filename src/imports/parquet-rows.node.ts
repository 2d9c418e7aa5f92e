import { open } from 'node:fs/promises'
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { type Refusal, Refused } from '../kernel/index.ts'
import { BlockBuilder } from './block-builder.ts'
import { type ByteSource, fingerprintOf } from './byte-source.node.ts'
import { jsonCell } from './json-cells.ts'
import { ParquetTime, parquetParsers } from './parquet-time.ts'
import type { RowReader } from './reader.ts'
import type { ReaderPoint, RowBlock } from './row-block.ts'

/** Rows decoded at a time: a row group may hold a million. */
const SLICE = 1 << 15
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
  for (const { num_rows } of metadata.row_groups) {
    const next = group + Number(num_rows)
    for (let start = Math.max(group, from); start < next; ) {
      const end = Math.min(next, start + SLICE)
      yield [start, end]
      start = end
    }
    group = next
  }
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
    for (const { children, element } of parquetSchema(metadata).children)
      if (children.length === 0) builder.column(element.name)
    for (const [start, end] of slices(metadata, from.position)) {
      let objects: Record<string, unknown>[]
      try {
        objects = await parquetReadObjects({
          file: ranges,
          metadata,
          rowStart: start,
          rowEnd: end,
          compressors,
          parsers: parquetParsers,
          useOffsetIndex: true,
        })
      } catch {
        damage = unreadable(file, start + 1)
        return
      }
      let position = start
      for (const object of objects) {
        for (const [name, value] of Object.entries(object))
          jsonCell(builder, name, value instanceof ParquetTime ? value.text(local.has(name)) : value)
        builder.endRow(position + 1, position++)
        if (builder.full) yield builder.take({ offset: 0, line: position + 1, position })
      }
      read = end
      if (!builder.empty) yield builder.take({ offset: 0, line: position + 1, position })
    }
  }

  return {
    file,
    described: `Parquet, ${metadata.row_groups.length} row groups`,
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
