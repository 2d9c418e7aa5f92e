import { Refused } from '../kernel/index.ts'
import { type ReaderPoint, RowBlock } from './row-block.ts'

const MOST_COLUMNS = 16_384
const ROWS = 4096
const BYTES = 1 << 18
const CELLS = 1 << 18
/** Numbers kept for each cell: its column, its start, its end, whether it is text. */
const PARTS = 4

/** Builds blocks of rows whose columns are met along the way: typed sources, where each row says what it has. */
export class BlockBuilder {
  private names: string[] = []
  private readonly index = new Map<string, number>()
  private bytes = Buffer.allocUnsafeSlow(BYTES * 2)
  private length = 0
  private cells = new Int32Array(1 << 16)
  private count = 0
  /** Where each row's cells start in `cells`, one more than rows. */
  private rows: number[] = [0]
  private lines: number[] = []
  private positions: number[] = []
  private block: RowBlock | undefined
  private readonly file: string

  constructor(file: string) {
    this.file = file
  }

  /** The column of a name, new or known. */
  column(name: string): number {
    const known = this.index.get(name)
    if (known !== undefined) return known
    if (this.names.length >= MOST_COLUMNS)
      throw new Refused({
        code: 'too-many-columns',
        what: {
          fr: `Ce fichier a plus de ${MOST_COLUMNS} noms de colonnes.`,
          en: `This file has more than ${MOST_COLUMNS} names of columns.`,
        },
        remedy: {
          fr: 'Des valeurs y servent sans doute de noms : mettez-les sous une clé.',
          en: 'Values are probably used as names: put them under a key.',
        },
        at: { file: this.file },
      })
    this.index.set(name, this.names.length)
    this.names.push(name)
    return this.names.length - 1
  }

  /** Text's bytes put down once, to be a cell of one row or of many; answers where they start (they end at `end`). */
  put(text: string): number {
    const start = this.length
    this.ensure(text.length * 3)
    const { bytes } = this
    let to = start
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 127) {
        this.length = start + bytes.write(text, start, 'utf8')
        return start
      }
      bytes[to++] = code
    }
    this.length = to
    return start
  }

  /** The same for bytes already in UTF-8. */
  putBytes(from: Uint8Array, start: number, end: number): number {
    const at = this.length
    this.ensure(end - start)
    const { bytes } = this
    let to = at
    for (let i = start; i < end; i++) bytes[to++] = from[i] as number
    this.length = to
    return at
  }

  get end(): number {
    return this.length
  }

  /** Gives a row of the block a cell. */
  cell(column: number, start: number, end: number, textual: boolean): void {
    if ((this.count + 1) * PARTS > this.cells.length) {
      const grown = new Int32Array(this.cells.length * 2)
      grown.set(this.cells)
      this.cells = grown
    }
    const at = this.count++ * PARTS
    this.cells[at] = column
    this.cells[at + 1] = start
    this.cells[at + 2] = end
    this.cells[at + 3] = textual ? 1 : 0
  }

  endRow(line: number, position: number): void {
    this.rows.push(this.count)
    this.lines.push(line)
    this.positions.push(position)
  }

  /** Forgets the cells given since the last row. */
  dropRow(): void {
    this.count = this.rows.at(-1) ?? 0
  }

  /** Bytes of the row under way and of what stands before it. */
  get full(): boolean {
    const rows = this.lines.length
    return rows >= ROWS || this.length >= BYTES || rows * this.names.length >= CELLS
  }

  get empty(): boolean {
    return this.lines.length === 0
  }

  known(): readonly string[] {
    return this.names
  }

  /** The rows so far as a block; the builder starts again. */
  take(point: ReaderPoint): RowBlock {
    const count = this.lines.length
    let block = this.block
    if (block === undefined || block.width !== this.names.length || block.capacity < count) {
      block = new RowBlock([...this.names], Math.max(count, 256))
      block.textual = new Uint8Array(block.capacity * block.width)
      this.block = block
    }
    const { width, starts, ends } = block
    const textual = block.textual ?? new Uint8Array(0)
    starts.fill(1, 0, count * width)
    ends.fill(0, 0, count * width)
    for (let row = 0; row < count; row++) {
      for (let at = (this.rows[row] ?? 0) * PARTS; at < (this.rows[row + 1] ?? 0) * PARTS; at += PARTS) {
        const cell = row * width + (this.cells[at] as number)
        starts[cell] = this.cells[at + 1] as number
        ends[cell] = this.cells[at + 2] as number
        textual[cell] = this.cells[at + 3] as number
      }
      block.lines[row] = this.lines[row] ?? 0
      block.positions[row] = this.positions[row] ?? 0
    }
    block.bytes = this.bytes
    block.clear()
    block.count = count
    block.point = point
    this.length = 0
    this.count = 0
    this.rows = [0]
    this.lines = []
    this.positions = []
    return block
  }

  private ensure(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + more))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }
}
