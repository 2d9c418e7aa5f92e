import type { RowBlock } from './row-block.ts'

const LF = 10
const CR = 13
const QUOTE = 34

/** How a file of separated values is written. */
export interface CsvDialect {
  /** The byte between cells. */
  readonly delimiter: number
  /** The byte that ends a record: LF (a CR before it is dropped), or CR alone. */
  readonly newline: number
}

/**
 * Splits bytes into records (RFC 4180; a quote inside an unquoted cell is itself). Cells are not copied:
 * the block keeps their ranges, and doubled quotes are undone in place once the block is whole.
 */
export class CsvSplitter {
  /** The line (from 1) of the next byte, and the rows met so far. */
  line: number
  position: number
  /** After `split` stopped in an unfinished record: whether a quoted cell was open there. */
  quoteOpen = false
  /** How many cells the last record had. */
  cells = 0
  private readonly dialect: CsvDialect
  private readonly anyWidth: boolean
  private readonly special = new Uint8Array(256)
  private doubled: number[] = []

  /** `anyWidth` takes records of fewer cells than the block has columns: a header, before its width is known. */
  constructor(dialect: CsvDialect, line = 1, position = 0, anyWidth = false) {
    this.dialect = dialect
    this.anyWidth = anyWidth
    this.line = line
    this.position = position
    this.special[dialect.delimiter] = 1
    this.special[dialect.newline] = 1
  }

  /** Fills the block with the records of `bytes` between two offsets; answers where the first unfinished one starts. */
  split(bytes: Buffer, from: number, to: number, final: boolean, block: RowBlock): number {
    block.bytes = bytes
    this.doubled = []
    let at = from
    while (at < to && block.count < block.capacity) {
      const next = this.record(bytes, at, to, final, block)
      if (next < 0) break
      at = next
    }
    return at
  }

  /** Skips to the line after the one that starts at `from`; -1 where it does not end before `to`. */
  skipLine(bytes: Buffer, from: number, to: number): number {
    const end = bytes.indexOf(this.dialect.newline, from)
    if (end < 0 || end >= to) return -1
    this.line++
    return end + 1
  }

  /** Undoes the doubled quotes of the block's cells, in place. Done last: the bytes between cells lose their sense. */
  unquote(block: RowBlock): void {
    const { bytes, starts, ends } = block
    for (const cell of this.doubled) {
      const [start, end] = [starts[cell] ?? 0, ends[cell] ?? 0]
      let to = start
      for (let i = start; i < end; i++) {
        const code = bytes[i] ?? 0
        bytes[to++] = code
        if (code === QUOTE) i++
      }
      ends[cell] = to
    }
  }

  /** One record; answers where the next starts, or -1 where this one is not finished. */
  private record(bytes: Buffer, from: number, to: number, final: boolean, block: RowBlock): number {
    const { delimiter, newline } = this.dialect
    const { width, starts, ends } = block
    const special = this.special
    const first = block.count * width
    const doubledBefore = this.doubled.length
    let at = from
    let cell = 0
    let lines = 1
    let extra = false
    this.quoteOpen = false
    for (;;) {
      let start = at
      let end: number
      if (at < to && bytes[at] === QUOTE) {
        start = ++at
        let twice = false
        for (;;) {
          while (at < to && bytes[at] !== QUOTE) {
            if (bytes[at] === newline) lines++
            at++
          }
          if (at + 1 < to && bytes[at + 1] === QUOTE) {
            twice = true
            at += 2
            continue
          }
          break
        }
        if (at >= to || (at + 1 >= to && !final)) {
          this.quoteOpen = at >= to
          this.doubled.length = doubledBefore
          return final ? this.broken(bytes, from, to, block) : -1
        }
        end = at++
        if (bytes[at] === CR && at < to && newline === LF && (at + 1 < to ? bytes[at + 1] === LF : final)) at++
        if (at < to && special[bytes[at] as number] === 0) {
          this.doubled.length = doubledBefore
          return this.broken(bytes, from, to, block)
        }
        if (twice && cell < width) this.doubled.push(first + cell)
      } else {
        while (at < to && special[bytes[at] as number] === 0) at++
        end = at
        if (end > start && bytes[end - 1] === CR && newline === LF && (at < to ? bytes[at] === LF : final)) end--
      }
      if (at >= to && !final) {
        this.doubled.length = doubledBefore
        return -1
      }
      if (cell < width) {
        starts[first + cell] = start
        ends[first + cell] = end
      } else if (end > start) extra = true
      cell++
      if (at < to && bytes[at] === delimiter) {
        at++
        continue
      }
      break
    }
    const line = this.line
    this.line += lines
    const next = at < to ? at + 1 : to
    // A blank line is no row.
    if (cell === 1 && (ends[first] ?? 0) <= (starts[first] ?? 0) && bytes[from] !== QUOTE) return next
    this.cells = cell
    if ((cell < width && !this.anyWidth) || extra) {
      block.rejected.push({ line, reason: 'ragged-row' })
      this.position++
      this.doubled.length = doubledBefore
      return next
    }
    block.lines[block.count] = line
    block.positions[block.count] = this.position++
    block.begins[block.count] = from
    block.count++
    return next
  }

  /** A record whose quotes do not pair: it is refused by its first line, and reading goes on at the next line. */
  private broken(bytes: Buffer, from: number, to: number, block: RowBlock): number {
    block.rejected.push({ line: this.line, reason: 'unclosed-quote' })
    this.position++
    const next = this.skipLine(bytes, from, to)
    if (next >= 0) return next
    this.line++
    return to
  }
}
