/** A column that grows as numbers are put into it, without an object each. */
export interface Growing {
  readonly length: number
  push(value: number): void
  /** What it holds so far: the column's own memory, to be read and not kept. */
  values(): Float64Array
}

export const growing = (): Growing => {
  let held = new Float64Array(64)
  let size = 0
  return {
    get length() {
      return size
    },
    push(value) {
      if (size === held.length) {
        const larger = new Float64Array(size * 2)
        larger.set(held)
        held = larger
      }
      held[size++] = value
    },
    values: () => held.subarray(0, size),
  }
}
