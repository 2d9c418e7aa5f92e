import { asId, type Id, type Instant } from '../kernel/index.ts'
import type { Arrival } from './arrivals.ts'
import { type Event, setProperty } from './event.ts'
import { RowWriter } from './row-writer.ts'

const TAB = 9
const LF = 10
const COLON = 58
const COMMA = 44
const OPEN = 123
const CLOSE = 125

/** Writes one event as a TabSeparated line with the columns `EVENT_COLUMNS`, ended by LF. */
export const writeEvent = (writer: RowWriter, event: Event): void => {
  value(writer, event.id)
  value(writer, event.workspace)
  value(writer, event.source)
  instant(writer, event.at)
  instant(writer, event.receivedAt)
  value(writer, String(event.rank))
  value(writer, String(event.seq))
  value(writer, event.identifier)
  value(writer, event.caseId)
  value(writer, event.event)
  value(writer, event.channel)
  value(writer, event.channelInferred ? '1' : '0')
  value(writer, event.party)
  value(writer, event.store)
  value(writer, event.adviser)
  writer.byte(OPEN)
  let first = true
  for (const name of Object.keys(event.properties)) {
    if (!first) writer.byte(COMMA)
    first = false
    writer.quotedText(name)
    writer.byte(COLON)
    writer.quotedText(event.properties[name] ?? '')
  }
  writer.byte(CLOSE)
  writer.byte(LF)
}

const value = (writer: RowWriter, text: string): void => {
  writer.text(text)
  writer.byte(TAB)
}

const instant = (writer: RowWriter, at: Instant): void => {
  const micros = Math.round(at * 1000)
  const seconds = Math.floor(micros / 1e6)
  writer.timestamp(seconds, Math.round(micros - seconds * 1e6))
  writer.byte(TAB)
}

/** Events as rows ready for the log: their bytes, and where each line starts (n + 1 numbers). */
export const eventRows = (events: readonly Event[]): { rows: Uint8Array; offsets: Uint32Array } => {
  const writer = new RowWriter(512 * (events.length + 1))
  const offsets = new Uint32Array(events.length + 1)
  events.forEach((event, i) => {
    writeEvent(writer, event)
    offsets[i + 1] = writer.length
  })
  return { rows: writer.bytes.subarray(0, writer.length), offsets }
}

const LETTERS: Readonly<Record<string, string>> = { '0': '\0', b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' }
const unescaped = (text: string): string =>
  text.includes('\\') ? text.replace(/\\([\s\S])/g, (_, letter: string) => LETTERS[letter] ?? letter) : text

/** `1318333540.276000` or `1969-12-30 12:00:00.500000` in milliseconds. */
const instantOf = (text: string): number => {
  const point = text.indexOf('.')
  const whole = text.slice(0, point)
  const seconds = whole.includes(' ') ? Date.parse(`${whole.replace(' ', 'T')}Z`) / 1000 : Number(whole)
  return seconds * 1000 + Number(text.slice(point + 1)) / 1000
}

const PAIR = /'((?:[^'\\]|\\[\s\S])*)':'((?:[^'\\]|\\[\s\S])*)'/g
const propertiesOf = (text: string): Record<string, string> => {
  if (text.includes('\\')) {
    const pairs = [...text.matchAll(PAIR)]
    return Object.fromEntries(pairs.map(([, name = '', stored = '']) => [unescaped(name), unescaped(stored)]))
  }
  // Nothing is escaped: every quote begins or ends a name or a value.
  const parts = text.split("'")
  const properties: Record<string, string> = {}
  for (let i = 3; i < parts.length; i += 4) setProperty(properties, parts[i - 2] ?? '', parts[i] ?? '')
  return properties
}

/** Where each column begins that everybody looks at. */
const [WORKSPACE, SOURCE, AT, IDENTIFIER, EVENT] = [1, 2, 3, 7, 9] as const

/** A line's cells, cut out one after the other: few are asked for of most rows. */
class Cells {
  readonly #line: string
  #column = 0
  #from = 0

  constructor(line: string) {
    this.#line = line
  }

  /** A cell as it stands; columns are asked for in their order. */
  raw(column: number): string {
    for (; this.#column < column; this.#column++) this.#from = this.#line.indexOf('\t', this.#from) + 1
    const until = this.#line.indexOf('\t', this.#from)
    return this.#line.slice(this.#from, until === -1 ? this.#line.length : until)
  }

  text(column: number): string {
    return unescaped(this.raw(column))
  }
}

/** A row's line as an event: what is seldom looked at is read when it is. */
class Row implements Arrival {
  readonly workspace: Id<'Workspace'>
  readonly source: string
  readonly at: Instant
  readonly identifier: string
  readonly event: string
  readonly #line: string
  #properties: Readonly<Record<string, string>> | undefined

  constructor(line: string) {
    this.#line = line
    const cells = new Cells(line)
    this.workspace = asId<'Workspace'>(cells.text(WORKSPACE))
    this.source = cells.text(SOURCE)
    this.at = instantOf(cells.raw(AT))
    this.identifier = cells.text(IDENTIFIER)
    this.event = cells.text(EVENT)
  }

  #text(column: number): string {
    return new Cells(this.#line).text(column)
  }

  get id() {
    return asId<'Event'>(this.#text(0))
  }
  get receivedAt() {
    return instantOf(this.#text(4))
  }
  get rank() {
    return Number(this.#text(5))
  }
  get seq() {
    return Number(this.#text(6))
  }
  get caseId() {
    return this.#text(8)
  }
  get channel() {
    return this.#text(10)
  }
  get channelInferred() {
    return this.#text(11) === '1'
  }
  get party() {
    return this.#text(12) === 'third' ? ('third' as const) : ('own' as const)
  }
  get store() {
    return this.#text(13)
  }
  get adviser() {
    return this.#text(14)
  }

  get properties(): Readonly<Record<string, string>> {
    this.#properties ??= propertiesOf(this.#line.slice(this.#line.lastIndexOf('\t') + 1))
    return this.#properties
  }

  says(beginning: string): boolean {
    return this.#line.includes(`'${beginning}`)
  }
}

/** The event in a line, without its LF. */
export const arrivalOf = (line: string): Arrival => new Row(line)

/** Reads a line that `writeEvent` wrote, with or without its LF. */
export const readEvent = (line: string): Event => {
  const row = new Row(line.endsWith('\n') ? line.slice(0, -1) : line)
  const { id, workspace, source, at, receivedAt, rank, seq, identifier, caseId, event, channel, channelInferred } = row
  const { party, store, adviser, properties } = row
  return {
    ...{ id, workspace, source, at, receivedAt, rank, seq, identifier, caseId, event, channel, channelInferred },
    ...{ party, store, adviser, properties },
  }
}

/** Reads rows as `eventRows` wrote them. */
export const readEvents = (rows: Uint8Array): Event[] =>
  Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(readEvent)
