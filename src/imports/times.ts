import { monthOf } from './month-names.ts'
import type { TimePattern } from './time-pattern.ts'
import type { Zone } from './zone.ts'

/** Whether 03/04 is the third of April or the fourth of March. */
export type DayOrder = 'dmy' | 'mdy'

/** What reading a time may answer; only `read` sets the instant. */
export type TimeReading = 'read' | 'empty' | 'unreadable' | 'no-such-date' | 'ambiguous'

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysIn = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0))

/** Days from 1970-01-01 to a date of the Gregorian calendar. Source: H. Hinnant, "chrono-compatible low-level date algorithms". */
export const daysFromCivil = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yoe = y - era * 400
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy
  return era * 146_097 + doe - 719_468
}

const CLOCK =
  /^(\d{1,2})(?:(?::|h)(\d{2}))?(?:(?::|m)(\d{2})(?:[.,](\d{1,9}))?)?s?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/
const DATE_WITH_NAME = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:er)?[\s\-/.]+(\p{L}{3,9}\.?)[\s\-/.]+(\d{4}|\d{2})/u
const NAME_FIRST = /^(?:\p{L}+\.?,?\s+)?(\p{L}{3,9}\.?)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/u
const SLASHED = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?=$|[\sT,])/
/** A time of day follows a date after a blank, a T, a comma, or words such as `à` and `at`. */
const BETWEEN = /^[\s,T]+(?:(?:à|at)\s+)?/

/** Two digits of a year: 69 and above are the last century's (POSIX). */
const fullYear = (text: string): number =>
  text.length === 2 ? Number(text) + (Number(text) >= 69 ? 1900 : 2000) : Number(text)

/**
 * Reads the times of one column. The common form (ISO 8601, with a T or a blank) is read from its bytes;
 * the others, from text: `dd/mm/yyyy hh:mm`, names of months in French and English, unix seconds to nanoseconds.
 */
export class TimeReader {
  /** The instant read last, in unix seconds; may be negative. */
  seconds = 0
  /** Its microseconds. */
  micros = 0
  /** Whether the last time read carried its own zone or offset. */
  zoned = false
  private readonly zone: Zone
  private readonly order: DayOrder | undefined
  private readonly pattern: TimePattern | undefined

  constructor(zone: Zone, order?: DayOrder, pattern?: TimePattern) {
    this.zone = zone
    this.order = order
    this.pattern = pattern
  }

  read(bytes: Buffer, start: number, end: number): TimeReading {
    let from = start
    let to = end
    while (from < to && (bytes[from] as number) <= 32) from++
    while (to > from && (bytes[to - 1] as number) <= 32) to--
    if (from >= to) return 'empty'
    if (this.pattern) return this.patterned(bytes.toString('utf8', from, to))
    const dash = bytes[from + 4]
    if (to - from >= 10 && (dash === 45 || dash === 47) && isDigit(bytes[from])) {
      const reading = this.iso(bytes, from, to)
      if (reading !== 'unreadable') return reading
    }
    return this.written(bytes.toString('utf8', from, to))
  }

  /** `YYYY-MM-DD`, alone or followed by `hh:mm`, seconds, a fraction, and `Z` or an offset. */
  private iso(bytes: Buffer, from: number, to: number): TimeReading {
    if (bytes[from + 7] !== bytes[from + 4]) return 'unreadable'
    const year = two(bytes, from) * 100 + two(bytes, from + 2)
    const month = two(bytes, from + 5)
    const day = two(bytes, from + 8)
    if (!(year >= 0 && month >= 0 && day >= 0)) return 'unreadable'
    let at = from + 10
    let [clock, micros] = [0, 0]
    if (at < to) {
      const gap = bytes[at]
      if (gap !== 84 && gap !== 32 && gap !== 116) return 'unreadable'
      const hour = two(bytes, at + 1)
      const minute = two(bytes, at + 4)
      if (at + 6 > to || bytes[at + 3] !== 58 || !(hour >= 0 && minute >= 0)) return 'unreadable'
      at += 6
      let second = 0
      if (bytes[at] === 58 && at < to) {
        second = two(bytes, at + 1)
        if (at + 3 > to || !(second >= 0)) return 'unreadable'
        at += 3
        if ((bytes[at] === 46 || bytes[at] === 44) && at < to) {
          let scale = 100_000
          at++
          if (!isDigit(bytes[at])) return 'unreadable'
          for (; at < to && isDigit(bytes[at]); at++) {
            micros += ((bytes[at] as number) - 48) * scale
            scale = scale >= 10 ? scale / 10 : 0
          }
        }
      }
      if (!clockExists(hour, minute, second)) return 'no-such-date'
      clock = hour * 3600 + minute * 60 + second
    }
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return 'no-such-date'
    const local = daysFromCivil(year, month, day) * 86_400 + clock
    if (at === to) return this.local(local, micros)
    const offset = offsetAt(bytes, at, to)
    return offset === undefined ? 'unreadable' : this.set(local - offset, micros, true)
  }

  private written(text: string): TimeReading {
    if (/^-?\d+([.,]\d+)?$/.test(text)) return this.number(text)
    const slashed = SLASHED.exec(text)
    if (slashed) {
      const [whole, first = '', , second = '', year = ''] = slashed
      const [a, b] = [Number(first), Number(second)]
      if (this.order === undefined) return 'ambiguous'
      const [day, month] = this.order === 'dmy' ? [a, b] : [b, a]
      return this.at(fullYear(year), month, day, text.slice(whole.length))
    }
    const named = DATE_WITH_NAME.exec(text)
    if (named) {
      const [whole, day = '', name = '', year = ''] = named
      return this.at(fullYear(year), monthOf(name) ?? Number.NaN, Number(day), text.slice(whole.length))
    }
    const first = NAME_FIRST.exec(text)
    if (first) {
      const [whole, name = '', day = '', year = ''] = first
      return this.at(fullYear(year), monthOf(name) ?? Number.NaN, Number(day), text.slice(whole.length))
    }
    return 'unreadable'
  }

  /** Digits alone: unix seconds, milliseconds, microseconds or nanoseconds by their count, or `YYYYMMDD[hhmmss]`. */
  private number(text: string): TimeReading {
    const [whole = '', fraction = ''] = text.split(/[.,]/)
    if (/^(?:19|20)\d{6}$/.test(whole) && fraction === '')
      return this.at(Number(whole.slice(0, 4)), Number(whole.slice(4, 6)), Number(whole.slice(6, 8)), '')
    if (/^(?:19|20)\d{12}$/.test(whole)) {
      const clock = `${whole.slice(8, 10)}:${whole.slice(10, 12)}:${whole.slice(12, 14)}${fraction && `.${fraction}`}`
      return this.at(Number(whole.slice(0, 4)), Number(whole.slice(4, 6)), Number(whole.slice(6, 8)), ` ${clock}`)
    }
    const digits = whole.replace('-', '').length
    if (digits >= 9 && digits <= 10) return this.unix(Number(`${whole}.${fraction || '0'}`))
    if (digits >= 12 && digits <= 13) return this.unix(Number(`${whole}.${fraction || '0'}`) / 1e3)
    if (digits >= 15 && digits <= 16 && fraction === '') return this.unix(Number(whole) / 1e6)
    if (digits >= 18 && digits <= 19 && fraction === '') return this.unix(Number(whole.slice(0, -3)) / 1e6)
    return 'unreadable'
  }

  private patterned(text: string): TimeReading {
    const parts = this.pattern?.(text)
    if (parts === undefined) return 'unreadable'
    if ('unix' in parts) return this.unix(parts.unix)
    if ('serial' in parts) {
      // Excel counts days from 1899-12-30 (with its leap day of 1900), in local time, exact to about a millisecond.
      const millis = Math.round((parts.serial - 25_569) * 86_400_000)
      return this.local(Math.floor(millis / 1000), (millis - Math.floor(millis / 1000) * 1000) * 1000)
    }
    return this.at(parts.year, parts.month, parts.day, parts.rest)
  }

  /** A date, then a time of day written after it. */
  private at(year: number, month: number, day: number, rest: string): TimeReading {
    if (Number.isNaN(month)) return 'unreadable'
    const text = rest.replace(BETWEEN, '').trim()
    const clock = text === '' ? undefined : CLOCK.exec(text)
    if (clock === null) return 'unreadable'
    const [, h = '0', m = '0', s = '0', fraction = '', half, offset] = clock ?? []
    // A lone number after a date is no hour.
    if (clock && clock[2] === undefined && half === undefined) return 'unreadable'
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return 'no-such-date'
    const hour = half ? (Number(h) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(h)
    if (!clockExists(hour, Number(m), Number(s)) || (half && Number(h) > 12)) return 'no-such-date'
    const local = daysFromCivil(year, month, day) * 86_400 + hour * 3600 + Number(m) * 60 + Number(s)
    const micros = Number(fraction.slice(0, 6).padEnd(6, '0'))
    if (offset === undefined) return this.local(local, micros)
    const bytes = Buffer.from(offset)
    return this.set(local - (/^[zUG]/i.test(offset) ? 0 : (offsetAt(bytes, 0, bytes.length) ?? 0)), micros, true)
  }

  private unix(seconds: number): TimeReading {
    const micros = Math.round(seconds * 1e6)
    const whole = Math.floor(micros / 1e6)
    return this.set(whole, micros - whole * 1e6, true)
  }

  private local(local: number, micros: number): TimeReading {
    return this.set(this.zone.seconds(local), micros, false)
  }

  private set(seconds: number, micros: number, zoned: boolean): TimeReading {
    this.seconds = seconds
    this.micros = micros
    this.zoned = zoned
    return 'read'
  }
}

/** The number that two digits say, or NaN. */
const two = (bytes: Buffer, at: number): number => {
  const [a, b] = [(bytes[at] as number) - 48, (bytes[at + 1] as number) - 48]
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : Number.NaN
}

/** 24:00 ends a day, and a leap second belongs to the next minute. */
const clockExists = (hour: number, minute: number, second: number): boolean =>
  hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || (minute === 0 && second === 0))

/** `Z`, `+02`, `+0200`, `+02:00`, after a blank or not, in seconds. */
const offsetAt = (bytes: Buffer, start: number, to: number): number | undefined => {
  let at = start
  while (at < to && bytes[at] === 32) at++
  const sign = bytes[at]
  if (sign === 90 || sign === 122) return at + 1 === to ? 0 : undefined
  if (sign !== 43 && sign !== 45) {
    const name = bytes.toString('latin1', at, to)
    return name === 'UTC' || name === 'GMT' ? 0 : undefined
  }
  const hours = two(bytes, at + 1)
  at += 3
  if (bytes[at] === 58 && at < to) at++
  const minutes = at === to ? 0 : two(bytes, at)
  if (at < to) at += 2
  if (at !== to || !(hours <= 18 && minutes <= 59)) return undefined
  return (sign === 45 ? -1 : 1) * (hours * 3600 + minutes * 60)
}
