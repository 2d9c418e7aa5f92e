const LF = 10
const SLASH = 47
const LESS = 60
const EQUALS = 61
const GREATER = 62

/** What a tag is, as far as it was read. */
export type TagKind = 'open' | 'close' | 'empty' | 'doctype' | 'skipped' | 'unfinished' | 'malformed'

const isBlank = (code: number | undefined): boolean => code === 32 || code === LF || code === 9 || code === 13

/**
 * Reads XML tag by tag from bytes in UTF-8, as ranges; it makes no strings. Written for event logs, where every value is an
 * attribute and text between tags means nothing: two attributes are kept, those called `key` and `value`.
 * Comments, instructions and CDATA are skipped. `line` follows exactly.
 */
export class XmlTags {
  line = 1
  /** The name's range, without its prefix. */
  nameStart = 0
  nameEnd = 0
  keyStart = 0
  keyEnd = -1
  valueStart = 0
  valueEnd = -1
  /** Whether a kept attribute holds a reference, a tab or a line end, so that its text must be worked out. */
  plain = true
  /** The start of an unfinished tag, or what follows the one read. */
  next = 0
  private bytes: Buffer = Buffer.alloc(0)
  private to = 0

  /** Reads the next tag after `from`. Answers `unfinished` where `to` comes first; then `next` is where to begin again. */
  read(bytes: Buffer, from: number, to: number): TagKind {
    this.bytes = bytes
    this.to = to
    let at = from
    let { line } = this
    while (at < to && bytes[at] !== LESS) {
      if (bytes[at] === LF) line++
      at++
    }
    this.line = line
    this.next = at
    if (at + 1 >= to) return 'unfinished'
    const second = bytes[at + 1]
    const kind = second === 33 ? this.declared(at) : second === 63 ? this.until(at + 2, '?>') : this.tag(at + 1)
    if (kind === 'unfinished') {
      this.next = at
      this.line = line
    }
    return kind
  }

  private declared(at: number): TagKind {
    const start = this.bytes.toString('latin1', at, Math.min(at + 9, this.to))
    if (start.startsWith('<!--')) return this.until(at + 4, '-->')
    if (start.startsWith('<![CDATA[')) return this.until(at + 9, ']]>')
    if ('<!DOCTYPE'.startsWith(start)) {
      if (start.length < 9) return 'unfinished'
      this.next = at + 9
      return 'doctype'
    }
    return '<![CDATA['.startsWith(start) || '<!--'.startsWith(start) ? 'unfinished' : 'malformed'
  }

  private until(from: number, end: string): TagKind {
    const found = this.bytes.subarray(0, this.to).indexOf(end, from, 'latin1')
    if (found < 0) return 'unfinished'
    for (let at = from; at < found; at++) if (this.bytes[at] === LF) this.line++
    this.next = found + end.length
    return 'skipped'
  }

  private tag(from: number): TagKind {
    const { bytes, to } = this
    const closing = bytes[from] === SLASH
    let at = closing ? from + 1 : from
    this.nameStart = at
    for (; at < to; at++) {
      const code = bytes[at] as number
      if (code === GREATER || code === SLASH || isBlank(code)) break
      if (code === 58) this.nameStart = at + 1
      if (code === LESS || code === 34 || code === 38) return 'malformed'
    }
    this.nameEnd = at
    this.keyEnd = -1
    this.valueEnd = -1
    this.plain = true
    if (this.nameEnd === this.nameStart && at < to) return 'malformed'
    for (;;) {
      while (at < to && isBlank(bytes[at])) {
        if (bytes[at] === LF) this.line++
        at++
      }
      if (at >= to) return 'unfinished'
      if (bytes[at] === GREATER) {
        this.next = at + 1
        return closing ? 'close' : 'open'
      }
      if (bytes[at] === SLASH) {
        if (at + 1 >= to) return 'unfinished'
        this.next = at + 2
        return bytes[at + 1] === GREATER && !closing ? 'empty' : 'malformed'
      }
      at = this.attribute(at)
      if (at === -1) return 'unfinished'
      if (at === -2) return 'malformed'
    }
  }

  /** Reads one attribute; answers what follows it, -1 where it is unfinished, -2 where it is malformed. */
  private attribute(from: number): number {
    const { bytes, to } = this
    let at = from
    while (at < to && bytes[at] !== EQUALS && !isBlank(bytes[at])) {
      const code = bytes[at]
      if (code === LESS || code === GREATER || code === 34 || code === 39) return -2
      at++
    }
    const nameEnd = at
    while (at < to && isBlank(bytes[at])) {
      if (bytes[at] === LF) this.line++
      at++
    }
    if (at >= to) return -1
    if (bytes[at] !== EQUALS) return -2
    at++
    while (at < to && isBlank(bytes[at])) {
      if (bytes[at] === LF) this.line++
      at++
    }
    if (at >= to) return -1
    const quote = bytes[at]
    if (quote !== 34 && quote !== 39) return -2
    const start = ++at
    let plain = true
    let { line } = this
    for (; at < to; at++) {
      const code = bytes[at] as number
      if (code === quote) break
      if (code === 38 || code < 32) {
        plain = false
        if (code === LF) line++
      } else if (code === LESS) return -2
    }
    this.line = line
    if (at >= to) return -1
    const length = nameEnd - from
    if (length === 3 && bytes[from] === 107) {
      this.keyStart = start
      this.keyEnd = at
      if (!plain) this.plain = false
    } else if (length === 5 && bytes[from] === 118 && bytes[from + 1] === 97) {
      this.valueStart = start
      this.valueEnd = at
      if (!plain) this.plain = false
    }
    return at + 1
  }
}
