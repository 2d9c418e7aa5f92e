/** Why a row becomes no event. The words are in `reasons.ts`. */
export type RejectReason =
  | 'ragged-row'
  | 'unclosed-quote'
  | 'line-too-long'
  | 'invalid-text'
  | 'not-an-object'
  | 'too-deep'
  | 'cut-short'
  | 'no-time'
  | 'unreadable-time'
  | 'no-such-date'
  | 'ambiguous-date'
  | 'before-1990'
  | 'in-the-future'
  | 'out-of-calendar'
  | 'no-event'
  | 'no-case'
  | 'no-id'
  | 'unreadable-order'
  | 'unreadable-count'

export interface Rejected {
  readonly line: number
  readonly reason: RejectReason
  /** The column at fault, where there is one. */
  readonly column?: string
  /** The row's cells by column, for whom it must be put right; absent where the row could not be read. */
  readonly row?: Readonly<Record<string, string>>
}

/** Where a reader stands between two blocks: enough to go on from there in another run. */
export interface ReaderPoint {
  /** Bytes of text (inflated, in UTF-8) read by then. */
  readonly offset: number
  readonly line: number
  /** Rows read by then, rejected ones too. */
  readonly position: number
}

/**
 * Some rows of a file, side by side: their cells are ranges of `bytes`, in UTF-8. A million rows make no objects.
 * A block is filled again for the next rows: whoever reads it is done with it before asking for more.
 */
export class RowBlock {
  names: readonly string[]
  width: number
  readonly capacity: number
  bytes: Buffer = Buffer.alloc(0)
  count = 0
  /** Cell c of row r starts at `starts[r * width + c]`; a start above its end says that the cell is absent. */
  starts: Int32Array
  ends: Int32Array
  /** 1 where the cell is text that a typed source wrote as text, so that "12" is kept apart from 12. */
  textual: Uint8Array | undefined
  lines: Float64Array
  positions: Float64Array
  /** Where each row's own bytes begin in `bytes`. */
  begins: Int32Array
  rejected: Rejected[] = []
  point: ReaderPoint = { offset: 0, line: 1, position: 0 }

  constructor(names: readonly string[], capacity = Math.max(1, Math.min(4096, Math.floor(262_144 / names.length)))) {
    this.names = names
    this.width = names.length
    this.capacity = capacity
    this.starts = new Int32Array(capacity * this.width)
    this.ends = new Int32Array(capacity * this.width)
    this.lines = new Float64Array(capacity)
    this.positions = new Float64Array(capacity)
    this.begins = new Int32Array(capacity)
  }

  clear(): void {
    this.count = 0
    this.rejected = []
  }

  /** A cell's text; `undefined` where it is absent. */
  text(row: number, column: number): string | undefined {
    const at = row * this.width + column
    const [start, end] = [this.starts[at] ?? 1, this.ends[at] ?? 0]
    return start > end ? undefined : this.bytes.toString('utf8', start, end)
  }

  /** The row's cells by column name, long ones cut. */
  record(row: number): Record<string, string> {
    const cells: Record<string, string> = {}
    this.names.forEach((name, column) => {
      const text = this.text(row, column)
      if (text) cells[name] = text.length > 1000 ? `${text.slice(0, 1000)}…` : text
    })
    return cells
  }

  /** Drops rows that `keep` refuses, moving the others down. */
  filter(keep: (row: number) => boolean): void {
    let to = 0
    for (let row = 0; row < this.count; row++) {
      if (!keep(row)) continue
      if (to !== row) {
        this.starts.copyWithin(to * this.width, row * this.width, (row + 1) * this.width)
        this.ends.copyWithin(to * this.width, row * this.width, (row + 1) * this.width)
        this.lines[to] = this.lines[row] ?? 0
        this.positions[to] = this.positions[row] ?? 0
        this.begins[to] = this.begins[row] ?? 0
      }
      to++
    }
    this.count = to
  }
}
