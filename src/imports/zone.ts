import { Temporal } from 'temporal-polyfill'

/** Offsets change on quarter hours at the finest, everywhere since 1972. */
const QUARTER = 900

const FORWARD = 1
const EARLIER = 2

/** A time zone's offsets, remembered by the quarter hour, so that a million local times ask the calendar a few times. */
export class Zone {
  readonly name: string
  /** Local times that exist twice (the clock went back): the earlier was taken. */
  repeated = 0
  /** Local times that do not exist (the clock went forward): moved forward by the gap. */
  skipped = 0
  private readonly known = new Map<number, number>()
  private quarter = Number.NaN
  private offset = 0
  private shift = 0

  constructor(name: string) {
    this.name = name
  }

  /** Unix seconds of a local time given as if it were UTC, in seconds. */
  seconds(local: number): number {
    const quarter = Math.floor(local / QUARTER)
    if (quarter !== this.quarter) this.turnTo(quarter)
    if (this.shift !== 0) {
      if (this.shift === EARLIER) this.repeated++
      else this.skipped++
    }
    return local - this.offset
  }

  private turnTo(quarter: number): void {
    let packed = this.known.get(quarter)
    if (packed === undefined) {
      packed = this.look(quarter * QUARTER)
      if (this.known.size > 100_000) this.known.clear()
      this.known.set(quarter, packed)
    }
    this.quarter = quarter
    this.offset = Math.trunc(packed / 4)
    this.shift = Math.abs(packed) % 4
  }

  /** The offset in seconds times 4, plus (in absolute value) how the local time was read. */
  private look(local: number): number {
    const clock = new Temporal.PlainDateTime(1970, 1, 1).add({ seconds: local })
    const at = (disambiguation: 'earlier' | 'later') =>
      Math.floor(clock.toZonedDateTime(this.name, { disambiguation }).epochMilliseconds / 1000)
    const [earlier, later] = [at('earlier'), at('later')]
    if (earlier === later) return (local - earlier) * 4
    const repeated = clock.toZonedDateTime(this.name, { disambiguation: 'earlier' }).toPlainDateTime().equals(clock)
    const offset = local - (repeated ? earlier : later)
    return offset * 4 + (offset < 0 ? -1 : 1) * (repeated ? EARLIER : FORWARD)
  }
}

/** Whether a name is a time zone that this machine knows (`Europe/Paris`, `+02:00`). */
export const isZone = (name: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
