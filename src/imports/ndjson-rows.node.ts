import { isUtf8 } from 'node:buffer'
import { BlockBuilder } from './block-builder.ts'
import { after, type ByteSource, fingerprintOf } from './byte-source.node.ts'
import { LONGEST_ROW } from './csv-rows.node.ts'
import { detectEncoding, inUtf8 } from './encoding.node.ts'
import { jsonCells, parseJson, TooDeep } from './json-cells.ts'
import type { RowReader } from './reader.ts'
import { Rolling } from './rolling.ts'
import type { ReaderPoint, Rejected, RejectReason, RowBlock } from './row-block.ts'

const LF = 10
const START: ReaderPoint = { offset: 0, line: 1, position: 0 }

/** Reads lines one by one into a builder, and says where it stands. */
class NdjsonLines {
  line: number
  position: number
  rejected: Rejected[] = []
  private readonly builder: BlockBuilder

  constructor(builder: BlockBuilder, from: ReaderPoint) {
    this.builder = builder
    this.line = from.line
    this.position = from.position
  }

  take(bytes: Buffer, start: number, end: number): void {
    const line = this.line++
    let from = start
    if (line === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) from += 3
    while (from < end && (bytes[from] as number) <= 32) from++
    if (from === end) return
    if (!isUtf8(bytes.subarray(from, end))) this.refuse(line, 'invalid-text')
    else {
      const object = objectOf(bytes.toString('utf8', from, end))
      if (object === undefined) this.refuse(line, 'not-an-object')
      else this.cells(object, line)
    }
  }

  private cells(object: object, line: number): void {
    try {
      jsonCells(this.builder, object)
      this.builder.endRow(line, this.position++)
    } catch (problem) {
      if (!(problem instanceof TooDeep)) throw problem
      this.builder.dropRow()
      this.refuse(line, 'too-deep')
    }
  }

  refuse(line: number, reason: RejectReason): void {
    this.rejected.push({ line, reason })
    this.position++
  }
}

const objectOf = (text: string): object | undefined => {
  try {
    const value: unknown = parseJson(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

async function* rows(
  chunks: AsyncIterable<Buffer>,
  builder: BlockBuilder,
  damaged: () => boolean,
  from: ReaderPoint,
): AsyncGenerator<RowBlock> {
  const lines = new NdjsonLines(builder, from)
  const rolling = new Rolling(from.offset)
  let skipping = false
  const block = (): RowBlock => {
    const point = { offset: rolling.offset, line: lines.line, position: lines.position }
    const taken = builder.take(point)
    taken.rejected = lines.rejected
    lines.rejected = []
    return taken
  }
  for await (const chunk of chunks) {
    rolling.push(chunk)
    for (;;) {
      const end = rolling.bytes.indexOf(LF, rolling.begin)
      if (end < 0 || end >= rolling.end) break
      if (skipping) lines.refuse(lines.line++, 'line-too-long')
      else lines.take(rolling.bytes, rolling.begin, end)
      skipping = false
      rolling.use(end + 1)
      if (builder.full) yield block()
    }
    if (rolling.length > LONGEST_ROW || skipping) {
      skipping = true
      rolling.use(rolling.end)
    }
  }
  if (skipping) lines.refuse(lines.line, 'line-too-long')
  else if (rolling.length > 0) {
    if (damaged()) lines.refuse(lines.line, 'cut-short')
    else lines.take(rolling.bytes, rolling.begin, rolling.end)
    rolling.use(rolling.end)
  }
  if (!builder.empty || lines.rejected.length > 0) yield block()
}

/** A file of one JSON object on each line. */
export const openNdjson = (source: ByteSource, choices: { readonly encoding?: string }): RowReader => {
  const encoding = choices.encoding ?? detectEncoding(source.head)
  let names: readonly string[] = []
  return {
    file: source.file,
    described: `NDJSON ${encoding}${source.gzip ? ' gzip' : ''}`,
    size: source.size,
    names: () => names,
    consumed: () => source.consumed,
    untyped: false,
    neverGuessed: [],
    fingerprint: fingerprintOf(source),
    blocks: (from = START) => {
      const builder = new BlockBuilder(source.file)
      names = builder.known()
      const chunks =
        encoding === 'utf-8' ? source.chunks(from.offset) : after(inUtf8(source.chunks(), encoding), from.offset)
      return rows(chunks, builder, () => source.damage !== undefined, from)
    },
    damage: () => source.damage,
    close: () => source.close(),
  }
}
