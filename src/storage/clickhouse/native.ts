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
  UInt8: { bytes: 1, read: (room: ArrayBuffer, rows: number) => new Uint8Array(room, 0, rows) },
  UInt16: { bytes: 2, read: (room: ArrayBuffer, rows: number) => new Uint16Array(room, 0, rows) },
  UInt32: { bytes: 4, read: (room: ArrayBuffer, rows: number) => new Uint32Array(room, 0, rows) },
  Int32: { bytes: 4, read: (room: ArrayBuffer, rows: number) => new Int32Array(room, 0, rows) },
  Float32: { bytes: 4, read: (room: ArrayBuffer, rows: number) => new Float32Array(room, 0, rows) },
  Float64: { bytes: 8, read: (room: ArrayBuffer, rows: number) => new Float64Array(room, 0, rows) },
} as const

/** The widths of a dictionary's codes, as the low byte of its flags says. */
const CODES = ['UInt8', 'UInt16', 'UInt32'] as const

/** Room for the numbers of a block; where blocks are looked at one after the other, that of the last one serves again. */
class Room {
  private readonly isUsedAgain: boolean
  private readonly held: ArrayBuffer[] = []
  private next = 1
  constructor(isUsedAgain: boolean) {
    this.isUsedAgain = isUsedAgain
  }

  private at(slot: number, bytes: number): ArrayBuffer {
    const known = this.held[slot]
    if (known && known.byteLength >= bytes) return known
    const made = new ArrayBuffer(Math.ceil((bytes * 1.25) / 8) * 8)
    this.held[slot] = made
    return made
  }

  /** What is in it is of no use once something else is put there. */
  passing(bytes: number): ArrayBuffer {
    return this.at(0, bytes)
  }

  column(bytes: number): ArrayBuffer {
    return this.isUsedAgain ? this.at(this.next++, bytes) : new ArrayBuffer(bytes)
  }

  /** Another block begins. */
  begin(): void {
    this.next = 1
  }
}

/** The block has not arrived whole yet: so many bytes are needed at the least. */
class Underflow extends Error {
  readonly needed: number
  constructor(needed: number) {
    super()
    this.needed = needed
  }
}

class BlockReader {
  private readonly bytes: Buffer
  at: number
  private readonly room: Room
  constructor(bytes: Buffer, at: number, room: Room) {
    this.bytes = bytes
    this.at = at
    this.room = room
  }

  /** Goes on by so many bytes. */
  pass(length: number): void {
    if (this.at + length > this.bytes.length) throw new Underflow(this.at + length)
    this.at += length
  }

  take(length: number): Buffer {
    this.pass(length)
    return this.bytes.subarray(this.at - length, this.at)
  }

  varint(): number {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = this.bytes[this.at]
      if (byte === undefined) throw new Underflow(this.at + 1)
      this.at++
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }

  text(): string {
    const length = this.varint()
    this.pass(length)
    return this.bytes.toString('utf8', this.at - length, this.at)
  }

  /** So many texts: short ones of ASCII alone are cut out of one text, which is read at once. */
  texts(rows: number): readonly string[] {
    const [begin, values] = [this.at, new Array<string>(rows)]
    this.passTexts(rows)
    const whole = this.bytes.toString('utf8', begin, this.at)
    const isPlain = whole.length === this.at - begin && !whole.includes('\ufffd')
    this.at = begin
    for (let i = 0, from = 1; i < rows; i++) {
      const length = isPlain ? this.varint() : 0
      values[i] = isPlain ? whole.substring(from, from + length) : this.text()
      if (isPlain) this.at += length
      from += length + 1
    }
    return values
  }

  private passTexts(rows: number): void {
    for (let i = 0; i < rows; i++) this.pass(this.varint())
  }

  /** A 64-bit count; above 2^53 nothing of ours is. */
  count(): number {
    this.pass(8)
    return this.bytes.readUInt32LE(this.at - 8) + this.bytes.readUInt32LE(this.at - 4) * 2 ** 32
  }

  /** 64-bit integers as the nearest doubles, exact up to 2^53. */
  wide(rows: number, signed: boolean): Float64Array {
    const own = this.room.passing(rows * 8)
    new Uint8Array(own).set(this.take(rows * 8))
    const low = new Uint32Array(own)
    const high = signed ? new Int32Array(own) : low
    const values = new Float64Array(this.room.column(rows * 8), 0, rows)
    for (let i = 0; i < rows; i++) values[i] = (low[2 * i] ?? 0) + (high[2 * i + 1] ?? 0) * 2 ** 32
    return values
  }

  numbers(type: keyof typeof NUMBERS, rows: number): Numbers {
    const { bytes, read } = NUMBERS[type]
    const own = this.room.column(rows * bytes)
    new Uint8Array(own).set(this.take(rows * bytes))
    return read(own, rows)
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
      const ends = this.wide(rows, false)
      return { kind: 'lists', ends, items: this.column(inner, ends[rows - 1] ?? 0) }
    }
    if (type === 'LowCardinality(String)') return this.codes(rows)
    if (type === 'String') return { kind: 'texts', values: this.texts(rows) }
    if (type === 'Int64' || type === 'UInt64') return { kind: 'numbers', values: this.wide(rows, type === 'Int64') }
    if (type in NUMBERS) return { kind: 'numbers', values: this.numbers(type as keyof typeof NUMBERS, rows) }
    throw new Error(`A column of type ${type} is not read`)
  }

  /** Goes over a column without reading it. */
  passColumn(type: string, rows: number): void {
    const inner = innerOf(type, 'Array')
    if (inner !== undefined) {
      this.pass(Math.max(0, rows - 1) * 8)
      this.passColumn(inner, rows === 0 ? 0 : this.count())
    } else if (type === 'String') this.passTexts(rows)
    else if (type !== 'LowCardinality(String)') this.pass(rows * widthOf(type))
    else if (rows > 0) {
      const width = CODES[this.count() & 0xff]
      this.passTexts(this.count())
      this.pass(this.count() * (width === undefined ? 0 : NUMBERS[width].bytes))
    }
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

/** How many bytes a number takes; of what is not read, none. */
const widthOf = (type: string): number =>
  type === 'Int64' || type === 'UInt64' ? 8 : type in NUMBERS ? NUMBERS[type as keyof typeof NUMBERS].bytes : 0

/** Whether a block has arrived whole is known before any of it is read. */
const passBlock = (reader: BlockReader): void => {
  const [width, rows] = [reader.varint(), reader.varint()]
  for (let i = 0; i < width; i++) {
    reader.pass(reader.varint())
    const type = reader.text()
    if (rows > 0) reader.prefix(type)
    reader.passColumn(type, rows)
  }
}

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

/** At the least so much more is waited for. */
const MORE = 1 << 18

/**
 * Reads `Native` blocks as they arrive, numbers into typed arrays. Where a block is not whole yet, nothing of it is read
 * before as many bytes are there as it is known to need. Numbers of `passing` blocks are looked at before the next is asked for.
 */
export async function* nativeBlocks(
  chunks: AsyncIterable<Uint8Array>,
  { passing = false }: { readonly passing?: boolean } = {},
): AsyncIterable<NativeBlock> {
  const room = new Room(passing)
  // What was read is copied out of it: its room is used again.
  let held = Buffer.allocUnsafe(MORE)
  let [from, to, wanted] = [0, 0, 1]
  const hold = (chunk: Uint8Array): void => {
    if (to + chunk.length > held.length) {
      const size = to - from
      const roomier = size + chunk.length > held.length / 2 ? Buffer.allocUnsafe((size + chunk.length) * 2) : held
      held.copy(roomier, 0, from, to)
      held = roomier
      from = 0
      to = size
    }
    held.set(chunk, to)
    to += chunk.length
  }
  const drain = function* (): Iterable<NativeBlock> {
    const bytes = held.subarray(from, to)
    const ahead = new BlockReader(bytes, 0, room)
    const reader = new BlockReader(bytes, 0, room)
    wanted = 1
    try {
      while (reader.at < bytes.length) {
        passBlock(ahead)
        room.begin()
        const block = readBlock(reader)
        ahead.at = reader.at
        if (block.rows > 0) yield block
      }
    } catch (problem) {
      if (!(problem instanceof Underflow)) throw problem
      wanted = Math.max(problem.needed - reader.at, bytes.length - reader.at + MORE)
    }
    from += reader.at
  }
  for await (const chunk of chunks) {
    hold(chunk)
    if (to - from >= wanted) yield* drain()
  }
  if (to > from) yield* drain()
  if (to > from) throw new Error('The answer of the engine ended amid a block')
}
