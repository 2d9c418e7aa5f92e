import type { BlockBuilder } from './block-builder.ts'
import type { Rejected } from './row-block.ts'
import type { XmlTags } from './xml-tags.ts'
import { attributeText } from './xml-text.ts'

const LOG = 1
const TRACE = 2
const EVENT = 3
/** Extensions, global defaults and classifiers describe the log; their attributes are nobody's. */
const ASIDE = 4
const TEXT = 5
const NUMBER = 6
const GROUP = 7

const KINDS: Readonly<Record<string, number>> = {
  log: LOG,
  trace: TRACE,
  event: EVENT,
  extension: ASIDE,
  global: ASIDE,
  classifier: ASIDE,
  string: TEXT,
  date: TEXT,
  id: TEXT,
  int: NUMBER,
  float: NUMBER,
  boolean: NUMBER,
  list: GROUP,
  container: GROUP,
  values: GROUP,
}

interface Attribute {
  readonly column: number
  readonly textual: boolean
  readonly bytes: Buffer
  /** Where it stands in the block being built. */
  start: number
}

interface Open {
  readonly kind: number
  readonly name: string
  /** The name that nested attributes are under. */
  readonly path: string
}

/** What an attribute that is not closed at once leaves on the stack: nothing deeper is an event log. */
const DEEPEST = 64

/**
 * Events of an XES log from its tags: attributes become columns, nested ones under dotted names, those of the trace
 * under `case:`. The lifecycle is an attribute like another.
 */
export class XesEvents {
  position = 0
  rejected: Rejected[] = []
  private readonly builder: BlockBuilder
  private readonly longest: number
  /** Rows before this one were brought by an earlier run: they are met, and not given. */
  private readonly from: number
  private readonly kinds = new Map<number, { bytes: Buffer; kind: number; name: string }[]>()
  private readonly open: Open[] = []
  private expected: { bytes: Buffer; column: number }[] = []
  private ordinal = 0
  private trace: Attribute[] = []
  private placed = false
  private inTrace = false
  private inEvent = false
  private aside = 0
  private eventLine = 0
  private eventStart = 0
  private names = new Map<string, number>()

  constructor(builder: BlockBuilder, longest: number, from: number) {
    this.builder = builder
    this.longest = longest
    this.from = from
    for (const [name, kind] of Object.entries(KINDS)) this.learn(Buffer.from(name), kind, name)
  }

  get depth(): number {
    return this.open.length
  }

  /** Whether a block can be taken: no event is half read. */
  get between(): boolean {
    return !this.inEvent
  }

  /** The log ends here: an event half read is refused. */
  cut(): void {
    if (!this.inEvent) return
    this.inEvent = false
    this.builder.dropRow()
    this.rejected.push({ line: this.eventLine, reason: 'cut-short' })
    this.position++
  }

  /** The block was taken: what stood in it is gone. */
  taken(): void {
    this.placed = false
    this.eventStart = 0
  }

  /** Takes an opened tag; false where it cannot be. */
  opened(bytes: Buffer, tags: XmlTags, empty: boolean): boolean {
    const known = this.kindAt(bytes, tags.nameStart, tags.nameEnd)
    const { kind } = known
    if (kind === EVENT) this.beginEvent(tags.line)
    else if (kind === TRACE) {
      this.inTrace = true
      this.trace = []
      this.placed = false
    } else if (kind === ASIDE && !empty) this.aside++
    let path = ''
    if ((kind === TEXT || kind === NUMBER || kind === GROUP) && (this.inEvent || this.inTrace) && this.aside === 0) {
      const name = this.attribute(bytes, tags, kind, empty)
      if (name === undefined) return false
      path = name
    }
    if (!empty) {
      this.open.push({ kind, name: known.name, path })
      return this.open.length <= DEEPEST
    }
    if (kind === EVENT) this.endEvent()
    if (kind === TRACE) this.inTrace = false
    return true
  }

  /** Takes a closing tag; false where it closes nothing. */
  closed(bytes: Buffer, tags: XmlTags): boolean {
    const last = this.open.pop()
    const { kind, name } = this.kindAt(bytes, tags.nameStart, tags.nameEnd)
    if (last === undefined || last.name !== name) return false
    if (kind === EVENT) this.endEvent()
    else if (kind === TRACE) this.inTrace = false
    else if (kind === ASIDE) this.aside--
    return true
  }

  private beginEvent(line: number): void {
    this.inEvent = true
    this.eventLine = line
    this.eventStart = this.builder.end
    this.ordinal = 0
    if (this.names.size > 0) this.names.clear()
  }

  private endEvent(): void {
    this.inEvent = false
    const { builder } = this
    if (this.position < this.from) {
      builder.dropRow()
      this.position++
      return
    }
    if (builder.end - this.eventStart > this.longest) {
      builder.dropRow()
      this.rejected.push({ line: this.eventLine, reason: 'line-too-long' })
      this.position++
      return
    }
    if (!this.placed) {
      for (const attribute of this.trace) attribute.start = builder.putBytes(attribute.bytes, 0, attribute.bytes.length)
      this.placed = true
    }
    for (const { column, start, bytes, textual } of this.trace)
      builder.cell(column, start, start + bytes.length, textual)
    builder.endRow(this.eventLine, this.position++)
  }

  /** Keeps an attribute; answers the name that what is nested in it goes under, or `undefined` where it is malformed. */
  private attribute(bytes: Buffer, tags: XmlTags, kind: number, empty: boolean): string | undefined {
    const parent = this.open.at(-1)?.path ?? ''
    const direct = parent === ''
    if (tags.keyEnd < 0) return parent
    if (this.inEvent && direct && empty && tags.plain && kind !== GROUP) {
      this.plainAttribute(bytes, tags, kind)
      return ''
    }
    const key = attributeText(bytes.toString('utf8', tags.keyStart, tags.keyEnd))
    const value = tags.valueEnd < 0 ? undefined : attributeText(bytes.toString('utf8', tags.valueStart, tags.valueEnd))
    if (key === undefined || (tags.valueEnd >= 0 && value === undefined)) return undefined
    const name = this.unrepeated(direct ? key : `${parent}.${key}`)
    if (kind === GROUP || value === undefined) return name
    const { builder } = this
    const textual = kind === TEXT
    if (this.inEvent) {
      if (builder.end - this.eventStart <= this.longest)
        builder.cell(builder.column(name), builder.put(value), builder.end, textual)
    } else {
      const attribute = { column: builder.column(`case:${name}`), textual, bytes: Buffer.from(value), start: 0 }
      this.trace.push(attribute)
      this.placed = false
    }
    return name
  }

  /** The common case: an attribute of an event, whose key is often the one that stood there in the event before. */
  private plainAttribute(bytes: Buffer, tags: XmlTags, kind: number): void {
    const { builder } = this
    if (tags.valueEnd < 0 || builder.end - this.eventStart > this.longest) return
    const { keyStart, keyEnd } = tags
    const slot = this.ordinal++
    let expected = this.expected[slot]
    if (expected === undefined || !same(bytes, keyStart, keyEnd, expected.bytes)) {
      const key = Buffer.from(bytes.subarray(keyStart, keyEnd))
      expected = { bytes: key, column: builder.column(key.toString('utf8')) }
      if (slot < 1000) this.expected[slot] = expected
    }
    const start = builder.putBytes(bytes, tags.valueStart, tags.valueEnd)
    builder.cell(expected.column, start, builder.end, kind === TEXT)
  }

  /** Lists repeat a key: its second attribute is `key.2`. */
  private unrepeated(name: string): string {
    if (!this.inEvent) return name
    const times = (this.names.get(name) ?? 0) + 1
    this.names.set(name, times)
    return times === 1 ? name : `${name}.${times}`
  }

  private kindAt(bytes: Buffer, start: number, end: number) {
    for (const known of this.kinds.get(end - start) ?? []) if (same(bytes, start, end, known.bytes)) return known
    const name = Buffer.from(bytes.subarray(start, end))
    return { bytes: name, kind: 0, name: name.toString('utf8') }
  }

  private learn(bytes: Buffer, kind: number, name: string): void {
    this.kinds.set(bytes.length, [...(this.kinds.get(bytes.length) ?? []), { bytes, kind, name }])
  }
}

const same = (bytes: Buffer, start: number, end: number, other: Buffer): boolean => {
  if (end - start !== other.length) return false
  for (let i = 0; i < other.length; i++) if (bytes[start + i] !== other[i]) return false
  return true
}
