import { RowWriter } from '../events/index.ts'

/** Rows ready for the sink, and where each starts. */
export class Batch {
  readonly writer = new RowWriter(1 << 21)
  offsets = new Uint32Array(1 << 12)
  count = 0

  clear(): void {
    this.writer.length = 0
    this.count = 0
  }

  ended(): void {
    this.count++
    if (this.count >= this.offsets.length) {
      const grown = new Uint32Array(this.offsets.length * 2)
      grown.set(this.offsets)
      this.offsets = grown
    }
    this.offsets[this.count] = this.writer.length
  }
}
