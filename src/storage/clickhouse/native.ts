/** The values of one column in a block of ClickHouse's `Native` format. */
export type NativeColumn =
  | { readonly kind: 'numbers'; readonly values: Numbers }
  | { readonly kind: 'texts'; readonly values: readonly string[] }
  /** `LowCardinality(String)`: codes into the block's own dictionary. */
  | { readonly kind: 'codes'; readonly dictionary: readonly string[]; readonly codes: Numbers }
  /** Arrays: list i holds the items from `ends[i - 1]` (or 0) to `ends[i]`. */
  | { readonly kind: 'lists'; readonly ends: Float64Array; readonly items: NativeColumn }

export type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

export interface NativeBlock {
  readonly rows: number
  readonly columns: Readonly<Record<string, NativeColumn>>
}

const NUMBERS = {
  UInt8: { bytes: 1, read: (buffer: ArrayBuffer) => new Uint8Array(buffer) },
  UInt16: { bytes: 2, read: (buffer: ArrayBuffer) => new Uint16Array(buffer) },
  UInt32: { bytes: 4, read: (buffer: ArrayBuffer) => new Uint32Array(buffer) },
  Int32: { bytes: 4, read: (buffer: ArrayBuffer) => new Int32Array(buffer) },
  Float32: { bytes: 4, read: (buffer: ArrayBuffer) => new Float32Array(buffer) },
  Float64: { bytes: 8, read: (buffer: ArrayBuffer) => new Float64Array(buffer) },
} as const

/** The widths of a dictionary's codes, as the low byte of its flags says. */
const CODES = ['UInt8', 'UInt16', 'UInt32'] as const

/** The block has not arrived whole yet. */
class Underflow extends Error {}

class BlockReader {
  private readonly bytes: Buffer
  at: number
  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes
    this.at = at
  }

  take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new Underflow()
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  varint(): number {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = this.bytes[this.at]
      if (byte === undefined) throw new Underflow()
      this.at++
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }

  text(): string {
    const length = this.varint()
    if (this.at + length > this.bytes.length) throw new Underflow()
    this.at += length
    return this.bytes.toString('utf8', this.at - length, this.at)
  }

  /** A 64-bit count; above 2^53 nothing of ours is. */
  count(): number {
    if (this.at + 8 > this.bytes.length) throw new Underflow()
    this.at += 8
    return this.bytes.readUInt32LE(this.at - 8) + this.bytes.readUInt32LE(this.at - 4) * 2 ** 32
  }

  /** 64-bit integers as the nearest doubles, exact up to 2^53. */
  wide(rows: number, signed: boolean): Float64Array {
    const own = new Uint8Array(rows * 8)
    own.set(this.take(rows * 8))
    const low = new Uint32Array(own.buffer)
    const high = signed ? new Int32Array(own.buffer) : low
    const values = new Float64Array(rows)
    for (let i = 0; i < rows; i++) values[i] = (low[2 * i] ?? 0) + (high[2 * i + 1] ?? 0) * 2 ** 32
    return values
  }

  numbers(type: keyof typeof NUMBERS, rows: number): Numbers {
    const { bytes, read } = NUMBERS[type]
    const own = new Uint8Array(rows * bytes)
    own.set(this.take(rows * bytes))
    return read(own.buffer)
  }

  /** What precedes the data of types that share a state: the version of a dictionary's form. */
  prefix(type: string): void {
    const inner = innerOf(type, 'Array')
    if (inner !== undefined) this.prefix(inner)
    else if (type.startsWith('LowCardinality(')) this.count()
  }

  column(type: string, rows: number): NativeColumn {
    const inner = innerOf(type, 'Array')
    if (inner !== undefined) {
      const ends = new Float64Array(rows)
      for (let i = 0; i < rows; i++) ends[i] = this.count()
      return { kind: 'lists', ends, items: this.column(inner, ends[rows - 1] ?? 0) }
    }
    if (type === 'LowCardinality(String)') return this.codes(rows)
    if (type === 'String') return { kind: 'texts', values: Array.from({ length: rows }, () => this.text()) }
    if (type === 'Int64' || type === 'UInt64') return { kind: 'numbers', values: this.wide(rows, type === 'Int64') }
    if (type in NUMBERS) return { kind: 'numbers', values: this.numbers(type as keyof typeof NUMBERS, rows) }
    throw new Error(`A column of type ${type} is not read`)
  }

  private codes(rows: number): NativeColumn {
    if (rows === 0) return { kind: 'codes', dictionary: [], codes: new Uint8Array(0) }
    const width = CODES[this.count() & 0xff]
    const dictionary = Array.from({ length: this.count() }, () => this.text())
    const length = this.count()
    if (width === undefined || length !== rows) throw new Error('A dictionary is not in the form expected')
    return { kind: 'codes', dictionary, codes: this.numbers(width, rows) }
  }
}

const innerOf = (type: string, outer: string): string | undefined =>
  type.startsWith(`${outer}(`) ? type.slice(outer.length + 1, -1) : undefined

const readBlock = (reader: BlockReader): NativeBlock => {
  const [width, rows] = [reader.varint(), reader.varint()]
  const columns: Record<string, NativeColumn> = {}
  for (let i = 0; i < width; i++) {
    const [name, type] = [reader.text(), reader.text()]
    if (rows > 0) reader.prefix(type)
    columns[name] = reader.column(type, rows)
  }
  return { rows, columns }
}

/**
 * Reads `Native` blocks as they arrive, numbers into typed arrays. A block that is not whole yet is tried again once
 * twice as many bytes are there, so that no byte is read more than a few times.
 */
export async function* nativeBlocks(chunks: AsyncIterable<Uint8Array>): AsyncIterable<NativeBlock> {
  let held: Uint8Array[] = []
  let size = 0
  let wanted = 1
  const drain = function* (): Iterable<NativeBlock> {
    const bytes = held.length === 1 ? Buffer.from(held[0] ?? []) : Buffer.concat(held)
    const reader = new BlockReader(bytes, 0)
    let read = 0
    try {
      while (reader.at < bytes.length) {
        const block = readBlock(reader)
        read = reader.at
        if (block.rows > 0) yield block
      }
    } catch (problem) {
      if (!(problem instanceof Underflow)) throw problem
    }
    held = read === bytes.length ? [] : [bytes.subarray(read)]
    size = bytes.length - read
    wanted = size * 2
  }
  for await (const chunk of chunks) {
    held.push(chunk)
    size += chunk.length
    if (size >= wanted) yield* drain()
  }
  if (size > 0) yield* drain()
  if (size > 0) throw new Error('The answer of the engine ended amid a block')
}
