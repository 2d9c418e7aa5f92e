import { asId, type Instant } from '../kernel/index.ts'
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

/** Reads a line that `writeEvent` wrote, with or without its LF. */
export const readEvent = (line: string): Event => {
  const cells = (line.endsWith('\n') ? line.slice(0, -1) : line).split('\t')
  const text = (i: number) => unescaped(cells[i] ?? '')
  return {
    id: asId<'Event'>(text(0)),
    workspace: asId<'Workspace'>(text(1)),
    source: text(2),
    at: instantOf(text(3)),
    receivedAt: instantOf(text(4)),
    rank: Number(text(5)),
    seq: Number(text(6)),
    identifier: text(7),
    caseId: text(8),
    event: text(9),
    channel: text(10),
    channelInferred: text(11) === '1',
    party: text(12) === 'third' ? 'third' : 'own',
    store: text(13),
    adviser: text(14),
    properties: propertiesOf(cells[15] ?? ''),
  }
}

/** Reads rows as `eventRows` wrote them. */
export const readEvents = (rows: Uint8Array): Event[] =>
  Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(readEvent)
