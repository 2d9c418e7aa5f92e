import type { Ids } from './id-set.ts'

/** 256 bits: a lookup touches one line of the processor's cache. */
export const BLOOM_WORDS = 8

/** How many words of filter a run of `count` ids has: 10 bits an id (1 % wrong), 8 for the largest, where memory counts. */
export const bloomSize = (count: number): number =>
  Math.max(1, Math.ceil((count * (count > 4_000_000 ? 8 : 10)) / 256)) * BLOOM_WORDS

/**
 * A split-block Bloom filter (as in Apache Parquet): the second word picks the block, the third and fourth set one bit in each
 * of its words. Ids are digests, so their bits serve as they are.
 */
const blockOf = (bloom: Int32Array, ids: Ids, at: number): number =>
  Math.floor((((ids[at + 1] as number) >>> 0) / 2 ** 32) * (bloom.length / BLOOM_WORDS)) * BLOOM_WORDS

export const bloomAdd = (bloom: Int32Array, ids: Ids, at: number): void => {
  const block = blockOf(bloom, ids, at)
  let bits = ids[at + 2] as number
  for (let w = 0; w < BLOOM_WORDS; w++) {
    if (w === 6) bits = ids[at + 3] as number
    bloom[block + w] = (bloom[block + w] as number) | (1 << (bits & 31))
    bits >>>= 5
  }
}

/** Whether the id may be in the run; never wrong when it says no. */
export const bloomHas = (bloom: Int32Array, ids: Ids, at: number): boolean => {
  const block = blockOf(bloom, ids, at)
  const bits = ids[at + 2] as number
  const rest = ids[at + 3] as number
  return (
    (((bloom[block] as number) >>> (bits & 31)) &
      1 &
      ((bloom[block + 1] as number) >>> ((bits >>> 5) & 31)) &
      ((bloom[block + 2] as number) >>> ((bits >>> 10) & 31)) &
      ((bloom[block + 3] as number) >>> ((bits >>> 15) & 31)) &
      ((bloom[block + 4] as number) >>> ((bits >>> 20) & 31)) &
      ((bloom[block + 5] as number) >>> ((bits >>> 25) & 31)) &
      ((bloom[block + 6] as number) >>> (rest & 31)) &
      ((bloom[block + 7] as number) >>> ((rest >>> 5) & 31))) ===
    1
  )
}
