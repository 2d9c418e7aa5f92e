const TAB = 9
const LF = 10
const QUOTE = 39
const BACKSLASH = 92

/** The letter that follows the backslash for a byte that cannot stand as it is in TabSeparated text; 0 where it can. */
const ESCAPE = new Uint8Array(256)
for (const [code, letter] of [
  [0, '0'],
  [8, 'b'],
  [TAB, 't'],
  [LF, 'n'],
  [12, 'f'],
  [13, 'r'],
  [BACKSLASH, '\\'],
] as const)
  ESCAPE[code] = letter.charCodeAt(0)

/** The same inside a quoted text of a Map: the engine reads its escapes once, there. */
const ESCAPE_QUOTED = Uint8Array.from(ESCAPE)
ESCAPE_QUOTED[QUOTE] = QUOTE

const pad = (value: number, width: number) => String(value).padStart(width, '0')

/** An instant in microseconds as the engine reads it: ten digits of unix seconds, else (before 1970, after 2286) a date. */
export const timestampText = (micros: number): string => {
  const seconds = Math.floor(micros / 1e6)
  const fraction = pad(Math.round(micros - seconds * 1e6), 6)
  return seconds >= 0 && seconds < 1e10
    ? `${pad(seconds, 10)}.${fraction}`
    : `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}.${fraction}`
}

/**
 * Writes rows in the engine's TabSeparated form straight into one growing buffer.
 * Text already in UTF-8 bytes is escaped while it is copied, so that a million cells make no strings.
 */
export class RowWriter {
  bytes: Buffer
  length = 0

  constructor(capacity = 1 << 20) {
    this.bytes = Buffer.allocUnsafeSlow(capacity)
  }

  /** Makes room for `more` bytes. */
  ensure(more: number): void {
    const wanted = this.length + more
    if (wanted <= this.bytes.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(wanted, this.bytes.length * 2))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }

  /** One byte as it is. */
  byte(code: number): void {
    if (this.length === this.bytes.length) this.ensure(1)
    this.bytes[this.length++] = code
  }

  /** ASCII text that needs no escape. */
  ascii(text: string): void {
    this.ensure(text.length)
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i)
  }

  /** A whole number from 0 to 2^31 in at least `width` digits. */
  digits(value: number, width: number): void {
    this.ensure(10)
    let left = value
    let count = 1
    for (let bound = 10; value >= bound; bound *= 10) count++
    if (count < width) count = width
    for (let at = this.length + count - 1; at >= this.length; at--) {
      const tenth = Math.floor(left / 10)
      this.bytes[at] = 48 + left - tenth * 10
      left = tenth
    }
    this.length += count
  }

  /** The first 32 hex digits of a digest, as a UUID. */
  uuid(hex: string): void {
    this.ensure(36)
    const bytes = this.bytes
    let to = this.length
    for (let i = 0; i < 32; i++) {
      if (i === 8 || i === 12 || i === 16 || i === 20) bytes[to++] = 45
      bytes[to++] = hex.charCodeAt(i)
    }
    this.length = to
  }

  /** An instant as `timestampText` writes it. */
  timestamp(seconds: number, micros: number): void {
    if (seconds >= 0 && seconds < 1e10) {
      const high = Math.floor(seconds / 100_000)
      this.digits(high, 5)
      this.digits(seconds - high * 100_000, 5)
      this.byte(46)
      this.digits(micros, 6)
    } else this.ascii(timestampText(seconds * 1e6 + micros))
  }

  /** Bytes as they are. */
  raw(from: Uint8Array, start: number, end: number): void {
    this.ensure(end - start)
    const bytes = this.bytes
    let to = this.length
    for (let i = start; i < end; i++) bytes[to++] = from[i] as number
    this.length = to
  }

  /** UTF-8 bytes as a value of a column. */
  cell(from: Uint8Array, start: number, end: number): void {
    this.escaped(from, start, end, ESCAPE)
  }

  /** UTF-8 bytes as the inside of a quoted text in a Map. */
  quoted(from: Uint8Array, start: number, end: number): void {
    this.escaped(from, start, end, ESCAPE_QUOTED)
  }

  /** Text as a value of a column. */
  text(text: string): void {
    this.written(text, ESCAPE)
  }

  /** Text as a quoted text in a Map, quotes included. */
  quotedText(text: string): void {
    this.byte(QUOTE)
    this.written(text, ESCAPE_QUOTED)
    this.byte(QUOTE)
  }

  /** Letter by letter, which for texts as short as cells is several times faster than through bytes of their own. */
  private written(text: string, escapes: Uint8Array): void {
    const { length } = text
    this.ensure(2 * length)
    const bytes = this.bytes
    let to = this.length
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i)
      if (code < 0x80) {
        const letter = escapes[code] as number
        if (letter !== 0) {
          bytes[to++] = BACKSLASH
          bytes[to++] = letter
        } else bytes[to++] = code
      } else if (code < 0x800) {
        bytes[to++] = 0xc0 | (code >> 6)
        bytes[to++] = 0x80 | (code & 0x3f)
      } else {
        this.length = to
        const rest = Buffer.from(text.slice(i), 'utf8')
        this.escaped(rest, 0, rest.length, escapes)
        return
      }
    }
    this.length = to
  }

  private escaped(from: Uint8Array, start: number, end: number, escapes: Uint8Array): void {
    this.ensure(2 * (end - start))
    const bytes = this.bytes
    let to = this.length
    for (let i = start; i < end; i++) {
      const code = from[i] as number
      const letter = escapes[code] as number
      if (letter !== 0) {
        bytes[to++] = BACKSLASH
        bytes[to++] = letter
      } else bytes[to++] = code
    }
    this.length = to
  }
}
