import { type RowWriter, storedValue } from '../events/index.ts'
import { writeDecimal } from './decimal-comma.ts'
import { fixed } from './fixed.ts'
import type { Mapping } from './mapping.ts'
import type { RowBlock } from './row-block.ts'

const QUOTE = 39
const COMMA = 44
const OPEN = 123
const CLOSE = 125

/** First bytes of texts that might read as another JSON value: digits, a minus, quotes, brackets, true, false, null. */
const LOOKS_TYPED = new Uint8Array(256)
for (const letter of '-0123456789"[{tfn') LOOKS_TYPED[letter.charCodeAt(0)] = 1

/** The columns that are no field of an event, written as its properties. */
export class PropertyCells {
  private readonly columns: Int32Array
  /** What stands before each value: its quoted name. */
  private readonly heads: readonly Buffer[]
  /** 1 where numbers have a decimal comma. */
  private readonly comma: Uint8Array
  private readonly untyped: boolean

  constructor(names: readonly string[], mapping: Mapping, decimalComma: ReadonlySet<string>, untyped: boolean) {
    // A row's own id becomes a digest: it is kept as a property too.
    const { id: _, ...fields } = mapping.columns
    const used = new Set(Object.values(fields))
    const rest = [...names.keys()].filter((index) => !used.has(names[index] ?? ''))
    this.columns = Int32Array.from(rest)
    this.heads = rest.map((index) =>
      fixed((writer) => {
        writer.quotedText(names[index] ?? '')
        writer.ascii(":'")
      }),
    )
    this.comma = Uint8Array.from(rest, (index) => (decimalComma.has(names[index] ?? '') ? 1 : 0))
    this.untyped = untyped
  }

  /** Writes the properties of the row whose cells start at `base`, in the engine's text of a Map. */
  write(block: RowBlock, base: number, writer: RowWriter): void {
    const { columns, heads, comma, untyped } = this
    const { bytes, starts, ends, textual } = block
    writer.byte(OPEN)
    let any = false
    for (let i = 0; i < columns.length; i++) {
      const cell = base + (columns[i] as number)
      const start = starts[cell] as number
      const end = ends[cell] as number
      if (end < start || (untyped && end === start)) continue
      if (any) writer.byte(COMMA)
      any = true
      const head = heads[i] as Buffer
      writer.raw(head, 0, head.length)
      if (textual !== undefined && textual[cell] === 1 && LOOKS_TYPED[bytes[start] as number] === 1 && end > start) {
        const text = Buffer.from(storedValue(bytes.toString('utf8', start, end)))
        writer.quoted(text, 0, text.length)
      } else if (comma[i] === 1) writeDecimal(bytes, start, end, writer)
      else writer.quoted(bytes, start, end)
      writer.byte(QUOTE)
    }
    writer.byte(CLOSE)
  }
}
