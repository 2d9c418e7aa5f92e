import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asId } from '../kernel/index.ts'
import { EVENT_COLUMNS, type Event, eventRows, readEvents, storedProperties, timestampText } from './index.ts'

const text = fc.string({ unit: 'binary' }).map((value) => value.toWellFormed())
const micros = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2299, 0, 1) })
const anyEvent: fc.Arbitrary<Event> = fc.record({
  id: fc.uuid().map((id) => asId<'Event'>(id)),
  workspace: text.map((id) => asId<'Workspace'>(id)),
  source: text,
  at: micros,
  receivedAt: micros,
  rank: fc.integer(),
  seq: fc.maxSafeInteger(),
  identifier: text,
  caseId: text,
  event: text,
  channel: text,
  channelInferred: fc.boolean(),
  party: fc.constantFrom('own', 'third'),
  store: text,
  adviser: text,
  properties: fc.dictionary(text, text, { noNullPrototype: true }),
})

describe('a kept row', () => {
  it('comes back as the event it was, whatever its texts hold', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 5 }), (events) => {
        const { rows, offsets } = eventRows(events)
        expect(readEvents(rows)).toEqual(events)
        expect(offsets.length).toBe(events.length + 1)
        expect(offsets.at(-1)).toBe(rows.length)
      }),
    )
  })

  it('keeps a property of any name, also of one that objects have already', () => {
    const properties = storedProperties(
      JSON.parse('{"__proto__":"gold","constructor":"silver","card":{"__proto__":1}}'),
    )
    const [event] = fc.sample(anyEvent, 1)
    const [kept] = readEvents(eventRows([{ ...(event as Event), properties }]).rows)
    expect(Object.entries(kept?.properties ?? {})).toEqual([
      ['__proto__', 'gold'],
      ['constructor', 'silver'],
      ['card.__proto__', '1'],
    ])
  })

  it('is one line of as many cells as there are columns', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const line = Buffer.from(eventRows([event]).rows).toString('utf8')
        expect(line.indexOf('\n')).toBe(line.length - 1)
        expect(line.split('\t').length).toBe(EVENT_COLUMNS.length)
      }),
    )
  })

  it('carries microseconds, in the ten digits that the engine reads, and as a date outside them', () => {
    expect(timestampText(1318333540276001)).toBe('1318333540.276001')
    expect(timestampText(5_500_000)).toBe('0000000005.500000')
    expect(timestampText(-500_000)).toBe('1969-12-31 23:59:59.500000')
  })
})
