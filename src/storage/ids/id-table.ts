import type { Ids } from './id-set.ts'

/** Four words of id and the tag; a tag of 0 marks an empty slot. */
export const ENTRY = 5
/** Slots past the last home, so that probing never wraps and slots stay nearly in the order of the ids. */
const SPARE = 64
const FIRST_BITS = 10
/** What share of the slots is taken before their number doubles. */
const FULL = 0.7

/** The order of ids: as unsigned words, the first one first. */
export const before = (x: Ids, i: number, y: Ids, j: number): boolean => {
  for (let w = 0; w < 4; w++) {
    const p = (x[i + w] as number) >>> 0
    const q = (y[j + w] as number) >>> 0
    if (p !== q) return p < q
  }
  return false
}

/** Ids in memory: open addressing by the id's first bits, so that walking the slots is walking the ids in order. */
export class IdTable {
  #bits: number
  #slots: Int32Array
  size = 0

  /** With room for as many ids as are expected: growing moves them all, while nothing else goes on. */
  constructor(expected = 0) {
    this.#bits = Math.max(FIRST_BITS, Math.ceil(Math.log2((expected + 1) / FULL)))
    this.#slots = IdTable.#empty(this.#bits)
  }

  static #empty(bits: number): Int32Array {
    return new Int32Array(((1 << bits) + SPARE) * ENTRY)
  }

  /** The place of the id's entry, or where it would go. */
  #place(ids: Ids, at: number): number {
    const slots = this.#slots
    const a = ids[at] as number
    const b = ids[at + 1]
    const c = ids[at + 2]
    const d = ids[at + 3]
    let place = (a >>> (32 - this.#bits)) * ENTRY
    while (
      slots[place + 4] !== 0 &&
      place < slots.length &&
      !(slots[place] === a && slots[place + 1] === b && slots[place + 2] === c && slots[place + 3] === d)
    )
      place += ENTRY
    return place
  }

  tagOf(ids: Ids, at: number): number {
    return this.#slots[this.#place(ids, at) + 4] ?? 0
  }

  /** Adds an id that is not in the table. */
  add(ids: Ids, at: number, tag: number): void {
    if (this.size >= FULL * 2 ** this.#bits) this.#grow()
    let place = this.#place(ids, at)
    if (place >= this.#slots.length) {
      // Many ids share the last home: give them room past it.
      const longer = new Int32Array(2 * this.#slots.length)
      longer.set(this.#slots)
      this.#slots = longer
      place = this.#place(ids, at)
    }
    for (let w = 0; w < 4; w++) this.#slots[place + w] = ids[at + w] as number
    this.#slots[place + 4] = tag
    this.size++
  }

  #grow(): void {
    const old = this.#slots
    this.#bits++
    this.#slots = IdTable.#empty(this.#bits)
    this.size = 0
    for (let from = 0; from < old.length; from += ENTRY)
      if (old[from + 4] !== 0) this.add(old, from, old[from + 4] as number)
  }

  /** Visits the entries in the order of their ids, a stretch of slots at a time, so that the caller can pause between. */
  *inOrder(visit: (entry: Int32Array, at: number) => void): Generator<void> {
    const slots = this.#slots
    let stretch = 0
    for (let from = 0; from < slots.length; ) {
      if (slots[from + 4] === 0) {
        from += ENTRY
        continue
      }
      // What lies between two empty slots has no neighbour of its home outside: sort it alone.
      const cluster: number[] = []
      for (; from < slots.length && slots[from + 4] !== 0; from += ENTRY) {
        let at = cluster.length
        for (; at > 0 && before(slots, from, slots, cluster[at - 1] as number); at--)
          cluster[at] = cluster[at - 1] as number
        cluster[at] = from
      }
      for (const place of cluster) visit(slots, place)
      stretch += cluster.length
      if (stretch > 2048) {
        stretch = 0
        yield
      }
    }
  }
}
