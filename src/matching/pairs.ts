import type { BlockingRule } from './blocking.ts'
import { MOST_RECORDS } from './records.ts'
import { sharedKeys } from './shared.ts'

/** The records that a rule brings together: group g is `order[starts[g]]` up to `order[starts[g + 1]]`, ascending. */
export interface Groups {
  readonly order: Uint32Array
  readonly starts: Uint32Array
}

const SLOTS = 1 << 22

/** Records whose key another has, too, as far as a small table tells: it may keep a few that stand alone. */
const keptFrom = (keys: Uint32Array): Float64Array => {
  const met = new Uint8Array(SLOTS)
  const slotOf = (key: number) => Math.imul(key, 0x9e3779b1) >>> 10
  for (const key of keys) {
    const slot = slotOf(key)
    if ((met[slot] ?? 0) < 2) met[slot] = (met[slot] ?? 0) + 1
  }
  const kept = new Float64Array(keys.length)
  let n = 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0
    if (key !== 0 && met[slotOf(key)] === 2) kept[n++] = key * MOST_RECORDS + i
  }
  return kept.subarray(0, n).sort()
}

/** The groups of a rule that hold a pair: two records, of both files where two are linked. */
export const groupsOf = ({ keys }: Pick<BlockingRule, 'keys'>, split: number | undefined): Groups => {
  const kept = keptFrom(keys)
  const order = sharedKeys(kept.length)
  const starts: number[] = [0]
  let n = 0
  for (let from = 0; from < kept.length; ) {
    const key = Math.floor((kept[from] ?? 0) / MOST_RECORDS)
    const begun = n
    for (; from < kept.length && Math.floor((kept[from] ?? 0) / MOST_RECORDS) === key; from++)
      order[n++] = (kept[from] ?? 0) % MOST_RECORDS
    const [first, last] = [order[begun] ?? 0, order[n - 1] ?? 0]
    const holdsPair = n - begun > 1 && (split === undefined || (first < split && last >= split))
    if (holdsPair) starts.push(n)
    else n = begun
  }
  const shared = sharedKeys(starts.length)
  shared.set(starts)
  return { order, starts: shared }
}

/** Every pair of some groups, or each so many-th of them; the smaller index first. */
export const eachPairOf = (
  { order, starts }: Groups,
  split: number | undefined,
  visit: (i: number, j: number) => void,
  { from = 0, to = starts.length - 1, every = 1 }: { from?: number; to?: number; every?: number } = {},
): void => {
  let skip = 0
  for (let group = from; group < to; group++) {
    const [start, end] = [starts[group] ?? 0, starts[group + 1] ?? 0]
    let second = start
    if (split !== undefined) while (second < end && (order[second] ?? 0) < split) second++
    const last = split === undefined ? end - 1 : second
    for (let p = start; p < last; p++) {
      const partners = split === undefined ? p + 1 : second
      const n = end - partners
      const i = order[p] ?? 0
      for (; skip < n; skip += every) visit(i, order[partners + skip] ?? 0)
      skip -= n
    }
  }
}

/** How many pairs a group holds. */
export const pairsIn = ({ order, starts }: Groups, group: number, split: number | undefined): number => {
  const [start, end] = [starts[group] ?? 0, starts[group + 1] ?? 0]
  const n = end - start
  if (split === undefined) return (n * (n - 1)) / 2
  let second = start
  while (second < end && (order[second] ?? 0) < split) second++
  return (second - start) * (end - second)
}

/** The keys of all rules, those of a record side by side: whether a rule before brings two together is one look. */
export const keysByRecord = (rules: readonly Pick<BlockingRule, 'keys'>[], size: number): Uint32Array => {
  const rows = sharedKeys(size * rules.length)
  for (const [rule, { keys }] of rules.entries())
    for (let i = 0; i < size; i++) rows[i * rules.length + rule] = keys[i] ?? 0
  return rows
}

/** Whether a rule before this one brings two records together, so that the pair is not its own. */
export const sharesEarlier = (rows: Uint32Array, rules: number, rule: number, i: number, j: number): boolean => {
  const [a, b] = [i * rules, j * rules]
  for (let earlier = 0; earlier < rule; earlier++) {
    const key = rows[a + earlier] ?? 0
    if (key !== 0 && key === rows[b + earlier]) return true
  }
  return false
}
