import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { DAY } from '../kernel/index.ts'
import { during, instantOf, isHoliday, wallOf } from './calendar.ts'
import { chance } from './chance.ts'

describe('the calendar of Paris', () => {
  it('agrees with the time-zone database on every hour of twenty years, clock changes included', () => {
    const hours = fc.integer({ min: Date.UTC(2015, 0, 1) / 3_600_000, max: Date.UTC(2035, 0, 1) / 3_600_000 })
    fc.assert(
      fc.property(hours, (hour) => {
        const paris = Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000).toZonedDateTimeISO('Europe/Paris')
        const wall = wallOf(hour * 3_600_000)
        expect(new Date(wall).toISOString().slice(0, 16)).toBe(paris.toPlainDateTime().toString().slice(0, 16))
        const back = paris.toPlainDateTime().toZonedDateTime('Europe/Paris', { disambiguation: 'compatible' })
        expect(instantOf(wall)).toBe(back.epochMilliseconds)
      }),
      { examples: [[Date.UTC(2025, 9, 26, 0) / 3_600_000], [Date.UTC(2025, 9, 26, 1) / 3_600_000]] },
    )
    // A skipped hour moves forward: half past two does not exist on 30 March 2025.
    expect(new Date(instantOf(Date.UTC(2025, 2, 30, 2, 30))).toISOString()).toBe('2025-03-30T01:30:00.000Z')
  })

  it('knows the public holidays, also those that follow Easter', () => {
    for (const day of ['2025-01-01', '2025-04-21', '2025-05-29', '2025-06-09', '2025-07-14', '2024-04-01'])
      expect(isHoliday(Date.parse(day)), day).toBe(true)
    expect(isHoliday(Date.parse('2025-04-20') + 8 * DAY)).toBe(false)
  })

  it('opens no store on Sundays or holidays', () => {
    const saturdayNight = Date.UTC(2025, 3, 19, 22)
    const opened = new Date(during('store', saturdayNight, chance(1, 1)))
    expect(opened.toISOString().slice(0, 10)).toBe('2025-04-22')
  })
})
