/** Bytes of a stream that are not used up yet, side by side in one buffer that is filled again and again. */
export class Rolling {
  bytes: Buffer
  begin = 0
  end = 0
  /** Where `begin` stands in the stream. */
  offset: number

  constructor(offset = 0, capacity = 1 << 20) {
    this.offset = offset
    this.bytes = Buffer.allocUnsafeSlow(capacity)
  }

  get length(): number {
    return this.end - this.begin
  }

  push(chunk: Uint8Array): void {
    if (this.begin > 0) {
      this.bytes.copyWithin(0, this.begin, this.end)
      this.end -= this.begin
      this.begin = 0
    }
    if (this.end + chunk.length > this.bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.end + chunk.length))
      this.bytes.copy(grown, 0, 0, this.end)
      this.bytes = grown
    }
    this.bytes.set(chunk, this.end)
    this.end += chunk.length
  }

  /** Gives up the bytes before an index of `bytes`. */
  use(until: number): void {
    this.offset += until - this.begin
    this.begin = until
  }
}
