import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orThrow } from '../kernel/index.ts'
import { timePattern } from './time-pattern.ts'
import { type DayOrder, TimeReader } from './times.ts'
import { Zone } from './zone.ts'

const read = (text: string, order?: DayOrder, format?: string): string => {
  const reader = new TimeReader(new Zone('Europe/Paris'), order, format ? orThrow(timePattern(format)) : undefined)
  const bytes = Buffer.from(`;${text};`)
  const reading = reader.read(bytes, 1, bytes.length - 1)
  if (reading !== 'read') return reading
  return `${new Date(reader.seconds * 1000).toISOString().slice(0, 19)}.${String(reader.micros).padStart(6, '0')}`
}

describe('a time', () => {
  it.each([
    ['2026-03-03T10:00:00Z', '2026-03-03T10:00:00.000000'],
    ['2026-03-03 10:00:00.276001+02:00', '2026-03-03T08:00:00.276001'],
    ['2011-10-11 13:45:40.276000+02:00', '2011-10-11T11:45:40.276000'],
    ['2026-03-03T10:00:00,5-0530', '2026-03-03T15:30:00.500000'],
    ['2026-03-03T10:00+02', '2026-03-03T08:00:00.000000'],
    ['2026-03-03 10:00:00 UTC', '2026-03-03T10:00:00.000000'],
    ['2026-03-03T10:00:00.123456789Z', '2026-03-03T10:00:00.123456'],
    ['2026-03-03 10:00', '2026-03-03T09:00:00.000000'],
    ['2026/07/03 10:00:01', '2026-07-03T08:00:01.000000'],
    ['  2026-03-03  ', '2026-03-02T23:00:00.000000'],
    ['1318333540', '2011-10-11T11:45:40.000000'],
    ['1318333540.276', '2011-10-11T11:45:40.276000'],
    ['1318333540276', '2011-10-11T11:45:40.276000'],
    ['1318333540276001', '2011-10-11T11:45:40.276001'],
    ['20260303', '2026-03-02T23:00:00.000000'],
    ['20260303101500', '2026-03-03T09:15:00.000000'],
    ['3 mars 2026 14:05', '2026-03-03T13:05:00.000000'],
    ['mardi 3 mars 2026 à 14h05', '2026-03-03T13:05:00.000000'],
    ['1er août 2026', '2026-07-31T22:00:00.000000'],
    ['03-MAR-2026 14:05:06', '2026-03-03T13:05:06.000000'],
    ['Mar 3, 2026 2:05 PM', '2026-03-03T13:05:00.000000'],
    ['Tue, 03 Mar 2026 14:05:06 GMT', '2026-03-03T14:05:06.000000'],
  ])('%s is read', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['03/04/2026 10:00', 'dmy', '2026-04-03T08:00:00.000000'],
    ['03/04/2026 10:00', 'mdy', '2026-03-04T09:00:00.000000'],
    ['3.4.2026', 'dmy', '2026-04-02T22:00:00.000000'],
    ['03-04-26 10:00:30', 'dmy', '2026-04-03T08:00:30.000000'],
    ['4/3/2026 1:05 PM', 'mdy', '2026-04-03T11:05:00.000000'],
    ['13/13/2026', 'dmy', 'no-such-date'],
  ] as const)('%s in the order %s is read', (text, order, expected) => {
    expect(read(text, order)).toBe(expected)
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['03/04/2026', 'ambiguous'],
    ['2025-02-30', 'no-such-date'],
    ['2025-02-29 10:00', 'no-such-date'],
    ['2025-13-01', 'no-such-date'],
    ['2025-04-31T10:00:00Z', 'no-such-date'],
    ['2025-04-30T25:00:00Z', 'no-such-date'],
    ['2025-04-30T10:61:00Z', 'no-such-date'],
    ['31 avril 2025', 'no-such-date'],
    ['yesterday', 'unreadable'],
    ['2025-04-30T10', 'unreadable'],
    ['2025-04-30T10:00:00+2', 'unreadable'],
    ['2025-04-30 10:00 maybe', 'unreadable'],
    ['12', 'unreadable'],
    ['NULL', 'unreadable'],
  ])('"%s" is %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['dd/MM/yyyy HH:mm', '03/04/2026 10:00', '2026-04-03T08:00:00.000000'],
    ['%d.%m.%Y %H:%M:%S', '03.04.2026 10:00:09', '2026-04-03T08:00:09.000000'],
    ['MM/dd/yy hh:mm a', '04/03/26 01:00 PM', '2026-04-03T11:00:00.000000'],
    ["yyyyMMdd'T'HHmmssX", '20260403T100000Z', '2026-04-03T10:00:00.000000'],
    ['d MMMM yyyy', '3 février 2026', '2026-02-02T23:00:00.000000'],
    ['excel', '46000,5', '2025-12-09T11:00:00.000000'],
    ['epoch-ms', '0', '1970-01-01T00:00:00.000000'],
    ['dd/MM/yyyy', '2026-01-01', 'unreadable'],
    ['dd/MM/yyyy', '30/02/2026', 'no-such-date'],
  ])('the format %s reads %s', (format, text, expected) => {
    expect(read(text, undefined, format)).toBe(expected)
  })

  it('is the same instant as the calendar says, for every instant written in ISO', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2299-01-01'), noInvalidDate: true }),
        (date) => {
          expect(read(date.toISOString())).toBe(`${date.toISOString().slice(0, 23)}000`)
        },
      ),
    )
  })
})

it('refuses a format that names no year or month', () => {
  expect(timePattern('HH:mm').ok).toBe(false)
  expect(timePattern('bonjour').ok).toBe(false)
})
