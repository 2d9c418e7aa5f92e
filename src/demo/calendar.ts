import { DAY, HOUR, type Instant, MINUTE } from '../kernel/index.ts'
import type { Chance } from './chance.ts'

/** What a clock on a wall in Paris shows, in milliseconds as if it were UTC: opening hours are computed on it. */
export type Wall = number

const lastSunday = (year: number, month: number): Instant => {
  const last = Date.UTC(year, month + 1, 0)
  return last - new Date(last).getUTCDay() * DAY
}

/** Paris is two hours ahead of UTC from the last Sunday of March to that of October (01:00 UTC both), else one. */
const parisOffset = (at: Instant): number => {
  const year = new Date(at).getUTCFullYear()
  return at >= lastSunday(year, 2) + HOUR && at < lastSunday(year, 9) + HOUR ? 2 * HOUR : HOUR
}

/** The instant at which the wall shows this; a repeated hour takes the earlier instant, a skipped one moves forward. */
export const instantOf = (wall: Wall): Instant => {
  const summer = wall - 2 * HOUR
  return parisOffset(summer) === 2 * HOUR ? summer : wall - HOUR
}

export const wallOf = (at: Instant): Wall => at + parisOffset(at)

export const dayOf = (wall: Wall): Wall => Math.floor(wall / DAY) * DAY

/** Easter Sunday, by the anonymous Gregorian computus (Meeus). */
const easter = (year: number): Wall => {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const n = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)
}

const holidays = new Map<number, ReadonlySet<Wall>>()
const holidaysOf = (year: number): ReadonlySet<Wall> => {
  const known = holidays.get(year)
  if (known) return known
  const fixed = [
    [0, 1],
    [4, 1],
    [4, 8],
    [6, 14],
    [7, 15],
    [10, 1],
    [10, 11],
    [11, 25],
  ].map(([month, day]) => Date.UTC(year, month ?? 0, day ?? 1))
  const moving = [1, 39, 50].map((after) => easter(year) + after * DAY)
  const days = new Set([...fixed, ...moving])
  holidays.set(year, days)
  return days
}

/** A French public holiday. */
export const isHoliday = (wall: Wall): boolean => holidaysOf(new Date(wall).getUTCFullYear()).has(dayOf(wall))

/** When something can happen: from and to in hours by weekday (0 is Sunday), holidays off or not. */
interface Hours {
  readonly week: readonly (readonly [number, number] | undefined)[]
  readonly holidays: boolean
  /** Above 1, late hours are likelier. */
  readonly late: number
}

const days = (sunday: readonly [number, number] | undefined, saturday: typeof sunday, week: typeof sunday) =>
  [sunday, week, week, week, week, week, saturday] as const

export const HOURS = {
  online: { week: days([8, 23.5], [8, 23.5], [7, 23.5]), holidays: true, late: 2 },
  store: { week: days(undefined, [9.5, 19.5], [10, 19]), holidays: false, late: 1.2 },
  phone: { week: days(undefined, [9, 18], [9, 19]), holidays: false, late: 1 },
  home: { week: days(undefined, undefined, [8, 17]), holidays: false, late: 0.7 },
  office: { week: days(undefined, undefined, [8.5, 18]), holidays: false, late: 0.8 },
} as const satisfies Record<string, Hours>
export type Opening = keyof typeof HOURS

/** A moment at or after `from` when the place is open. */
export const during = (opening: Opening, from: Wall, chance: Chance): Wall => {
  const { week, holidays: works, late }: Hours = HOURS[opening]
  for (let day = dayOf(from); ; day += DAY) {
    const hours = week[new Date(day).getUTCDay()]
    if (!hours || (!works && isHoliday(day))) continue
    const [open, close] = [Math.max(day + hours[0] * HOUR, from + 3 * MINUTE), day + hours[1] * HOUR]
    if (close - open > 15 * MINUTE) return Math.floor(open + (close - open) * chance.next() ** (1 / late))
  }
}

/** Kitchen projects start with the January sales and after the summer, and sleep in August. */
const SEASON = [1.35, 1.0, 1.1, 1.05, 0.9, 0.95, 0.7, 0.5, 1.3, 1.2, 1.05, 0.7]
const WEEKDAY = [1.35, 0.85, 0.85, 0.95, 0.9, 0.95, 1.3]

/** A day of the period when a project starts: by season and weekday, by rejection. */
export const startingDay = (from: Wall, to: Wall, chance: Chance): Wall => {
  for (;;) {
    const day = dayOf(from + chance.next() * (to - from))
    const date = new Date(day)
    const weight = (SEASON[date.getUTCMonth()] ?? 1) * (WEEKDAY[date.getUTCDay()] ?? 1)
    if (chance.next() * 1.35 * 1.35 < weight) return day
  }
}
