import type { BlockingRule } from './blocking.ts'
import { MOST_RECORDS, type Records } from './records.ts'

/** Record indexes sorted by key, records without a key left out. */
const grouped = (keys: Uint32Array): Uint32Array => {
  const order = new Float64Array(keys.length)
  let n = 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0
    if (key !== 0) order[n++] = key * MOST_RECORDS + i
  }
  return Uint32Array.from(order.subarray(0, n).sort(), (packed) => packed % MOST_RECORDS)
}

/**
 * Every pair that a rule brings together, once: a pair belongs to the first rule whose key it shares.
 * `visit` gets the rule's index and the two record indexes, the smaller first.
 */
export const eachPair = (
  records: Records,
  rules: readonly BlockingRule[],
  visit: (rule: number, i: number, j: number) => void,
): void => {
  const { split } = records
  for (const [index, { keys }] of rules.entries()) {
    const earlier = rules.slice(0, index).map((rule) => rule.keys)
    const order = grouped(keys)
    for (let start = 0; start < order.length; ) {
      const key = keys[order[start] ?? 0] ?? 0
      let end = start + 1
      while (end < order.length && keys[order[end] ?? 0] === key) end++
      for (let p = start; p < end; p++) {
        const i = order[p] ?? 0
        if (split !== undefined && i >= split) break
        for (let q = p + 1; q < end; q++) {
          const j = order[q] ?? 0
          if (split !== undefined && j < split) continue
          if (!sharesEarlier(earlier, i, j)) visit(index, i, j)
        }
      }
      start = end
    }
  }
}

const sharesEarlier = (earlier: readonly Uint32Array[], i: number, j: number): boolean => {
  for (const keys of earlier) {
    const key = keys[i] ?? 0
    if (key !== 0 && key === keys[j]) return true
  }
  return false
}
