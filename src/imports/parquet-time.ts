const MILLION = 1_000_000n

/** A time in a Parquet file, exact to the microsecond. */
export class ParquetTime {
  private readonly micros: bigint

  constructor(micros: bigint) {
    this.micros = micros
  }

  /** ISO 8601, in UTC, or without a zone where the file says that its times are local. */
  text(local: boolean): string {
    const fraction = ((this.micros % MILLION) + MILLION) % MILLION
    const seconds = Number((this.micros - fraction) / MILLION)
    const day = new Date(seconds * 1000).toISOString().slice(0, 19)
    const point = fraction === 0n ? '' : `.${String(fraction).padStart(6, '0')}`
    return `${day}${point}${local ? '' : 'Z'}`
  }

  toJSON(): string {
    return this.text(false)
  }
}

const time = (micros: bigint | undefined) => (micros === undefined ? undefined : new ParquetTime(micros))

/** How hyparquet gives times: without loss, and as text where they are whole days. */
export const parquetParsers = {
  timestampFromMilliseconds: (millis: bigint) => time(millis === undefined ? undefined : BigInt(millis) * 1000n),
  timestampFromMicroseconds: (micros: bigint) => time(micros === undefined ? undefined : BigInt(micros)),
  timestampFromNanoseconds: (nanos: bigint) => time(nanos === undefined ? undefined : BigInt(nanos) / 1000n),
  dateFromDays: (days: number) =>
    days === undefined ? undefined : new Date(days * 86_400_000).toISOString().slice(0, 10),
}
