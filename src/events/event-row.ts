import { asId, type Instant } from '../kernel/index.ts'
import type { Arrival } from './arrivals.ts'
import type { Event } from './event.ts'
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
const propertiesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(PAIR)].map(([, name = '', stored = '']) => [unescaped(name), unescaped(stored)]))

/** The cells of a row, as an event whose properties are read when somebody looks at them. */
class Row implements Arrival {
  readonly id
  readonly workspace
  readonly source
  readonly at
  readonly receivedAt
  readonly rank
  readonly seq
  readonly identifier
  readonly caseId
  readonly event
  readonly channel
  readonly channelInferred
  readonly party
  readonly store
  readonly adviser
  readonly #said: string
  #properties: Readonly<Record<string, string>> | undefined

  constructor(cells: readonly string[]) {
    const text = (i: number) => unescaped(cells[i] ?? '')
    this.id = asId<'Event'>(text(0))
    this.workspace = asId<'Workspace'>(text(1))
    this.source = text(2)
    this.at = instantOf(text(3))
    this.receivedAt = instantOf(text(4))
    this.rank = Number(text(5))
    this.seq = Number(text(6))
    this.identifier = text(7)
    this.caseId = text(8)
    this.event = text(9)
    this.channel = text(10)
    this.channelInferred = text(11) === '1'
    this.party = text(12) === 'third' ? ('third' as const) : ('own' as const)
    this.store = text(13)
    this.adviser = text(14)
    this.#said = cells[15] ?? ''
  }

  get properties(): Readonly<Record<string, string>> {
    this.#properties ??= propertiesOf(this.#said)
    return this.#properties
  }

  says(beginning: string): boolean {
    return this.#said.includes(`'${beginning}`)
  }
}

/** Whose a row is, and from where: known before the rest of it is read. */
export const workspaceIn = (cells: readonly string[]): string => unescaped(cells[1] ?? '')
export const sourceIn = (cells: readonly string[]): string => unescaped(cells[2] ?? '')
export const arrivalOf = (cells: readonly string[]): Arrival => new Row(cells)

/** Reads a line that `writeEvent` wrote, with or without its LF. */
export const readEvent = (line: string): Event => {
  const row = new Row((line.endsWith('\n') ? line.slice(0, -1) : line).split('\t'))
  return { ...row, properties: row.properties }
}

/** Reads rows as `eventRows` wrote them. */
export const readEvents = (rows: Uint8Array): Event[] =>
  Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(readEvent)
