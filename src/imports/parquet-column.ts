import type { BlockBuilder } from './block-builder.ts'
import { jsonCell } from './json-cells.ts'
import { ParquetTime } from './parquet-time.ts'

const ABSENT = 0
const PLAIN = 1
const TEXTUAL = 2

/** The values of one column for some rows, as bytes side by side; nested values are kept as they came. */
export class ParquetColumn {
  readonly name: string
  private bytes = Buffer.allocUnsafeSlow(1 << 16)
  private length = 0
  private readonly starts: Int32Array
  private readonly ends: Int32Array
  private readonly kinds: Uint8Array
  private readonly nested = new Map<number, object>()
  private readonly local: boolean

  /** `local` says that its times have no zone. */
  constructor(name: string, rows: number, local: boolean) {
    this.name = name
    this.local = local
    this.starts = new Int32Array(rows)
    this.ends = new Int32Array(rows)
    this.kinds = new Uint8Array(rows)
  }

  set(row: number, value: unknown): void {
    if (value === null || value === undefined) return
    if (typeof value === 'string') this.put(row, value, TEXTUAL)
    else if (typeof value !== 'object') this.put(row, String(value), PLAIN)
    else if (value instanceof ParquetTime) this.put(row, value.text(this.local), TEXTUAL)
    else this.nested.set(row, value)
  }

  /** Gives the row under way its cell. */
  give(row: number, builder: BlockBuilder): void {
    const kind = this.kinds[row]
    if (kind === ABSENT) {
      if (this.nested.size > 0) jsonCell(builder, this.name, this.nested.get(row))
      return
    }
    const start = builder.putBytes(this.bytes, this.starts[row] as number, this.ends[row] as number)
    builder.cell(builder.column(this.name), start, builder.end, kind === TEXTUAL)
  }

  private put(row: number, text: string, kind: number): void {
    const start = this.length
    const room = start + text.length * 3
    if (room > this.bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(room, this.bytes.length * 2))
      this.bytes.copy(grown, 0, 0, start)
      this.bytes = grown
    }
    const { bytes } = this
    let to = start
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 127) {
        to = start + bytes.write(text, start, 'utf8')
        break
      }
      bytes[to++] = code
    }
    this.length = to
    this.starts[row] = start
    this.ends[row] = to
    this.kinds[row] = kind
  }
}
