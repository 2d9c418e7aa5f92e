import { describe, expect, it } from 'vitest'
import { isZone, Zone } from './zone.ts'

const local = (text: string) => Date.parse(`${text}Z`) / 1000
const read = (zone: Zone, text: string) => new Date(zone.seconds(local(text)) * 1000).toISOString()

describe('a local time', () => {
  it('is read in the zone, summer and winter', () => {
    const paris = new Zone('Europe/Paris')
    expect(read(paris, '2026-01-15T10:00:00')).toBe('2026-01-15T09:00:00.000Z')
    expect(read(paris, '2026-07-15T10:00:00')).toBe('2026-07-15T08:00:00.000Z')
    expect([paris.repeated, paris.skipped]).toEqual([0, 0])
  })
  it('takes the earlier of a repeated hour, and counts it', () => {
    const paris = new Zone('Europe/Paris')
    expect(read(paris, '2025-10-26T02:30:00')).toBe('2025-10-26T00:30:00.000Z')
    expect(read(paris, '2025-10-26T02:45:00')).toBe('2025-10-26T00:45:00.000Z')
    expect(read(paris, '2025-10-26T03:00:00')).toBe('2025-10-26T02:00:00.000Z')
    expect([paris.repeated, paris.skipped]).toEqual([2, 0])
  })
  it('moves forward out of a skipped hour, and counts it', () => {
    const paris = new Zone('Europe/Paris')
    expect(read(paris, '2025-03-30T02:30:00')).toBe('2025-03-30T01:30:00.000Z')
    expect([paris.repeated, paris.skipped]).toEqual([0, 1])
  })
  it('is read west of Greenwich too', () => {
    const newYork = new Zone('America/New_York')
    expect(read(newYork, '2025-11-02T01:30:00')).toBe('2025-11-02T05:30:00.000Z')
    expect(read(newYork, '2025-03-09T02:30:00')).toBe('2025-03-09T07:30:00.000Z')
    expect([newYork.repeated, newYork.skipped]).toEqual([1, 1])
  })
})

it('knows a zone from a name that is none', () => {
  expect(isZone('Europe/Paris')).toBe(true)
  expect(isZone('Lille')).toBe(false)
})
