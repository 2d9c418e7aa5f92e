import type { Role } from './normalise.ts'
import { randomNumbers } from './random.ts'
import type { RecordColumn, Records } from './records.ts'

/** What two records must share to be compared at all: a key per record, 0 where it has none. */
export interface BlockingRule {
  readonly name: string
  /** The columns that the rule makes agree, left out when its pairs teach how often columns agree. */
  readonly columns: readonly number[]
  readonly keys: Uint32Array
  /** How many pairs share the key. */
  readonly pairs: number
  /** The share of them that chance does not explain, were the parts of the key independent: about the share of matches. */
  readonly purity: number
}

/** A coarse sound of a name: vowels dropped after the first letter, alike consonants merged, doubles removed. */
export const soundOf = (name: string): string => {
  const merged = name
    .replace(/ph/g, 'f')
    .replace(/[ckq]|gu(?=[ei])/g, 'k')
    .replace(/[szx]|ç/g, 's')
    .replace(/[dt]/g, 't')
    .replace(/[bp]/g, 'b')
    .replace(/[vfw]/g, 'f')
    .replace(/[gj]/g, 'j')
    .replace(/[mn]/g, 'n')
  return (merged.slice(0, 1) + merged.slice(1).replace(/[aeiouyh ]/g, '')).replace(/(.)\1+/g, '$1').slice(0, 4)
}

const same = (value: string) => value

const partsOf = (role: Role): readonly (readonly [string, (value: string) => string])[] => {
  switch (role) {
    case 'given-name':
    case 'surname':
      return [
        ['', same],
        ['~sound', soundOf],
        ['~start', (value) => value.slice(0, 3)],
      ]
    case 'full-name':
      return [
        ['', same],
        ['~words', (value) => value.split(' ').sort().join(' ')],
        ['~first', (value) => soundOf(value.split(' ')[0] ?? '')],
        ['~last', (value) => soundOf(value.split(' ').at(-1) ?? '')],
      ]
    case 'birth-date':
      return [
        ['', same],
        ['~year', (value) => value.slice(0, 4)],
        ['~day', (value) => value.slice(4)],
      ]
    case 'email':
      return [
        ['', same],
        ['~local', (value) => value.split('@')[0] ?? ''],
        ['~start', (value) => value.slice(0, 4)],
      ]
    case 'phone':
    case 'number':
      return [
        ['', same],
        ['~end', (value) => value.slice(-4)],
        ['~start', (value) => value.slice(0, 4)],
      ]
    case 'address':
    case 'text':
      return [
        ['', same],
        ['~start', (value) => value.replace(/^\d+ /, '').slice(0, 6)],
      ]
    case 'region':
    case 'street-number':
    case 'city':
    case 'postcode':
      return [['', same]]
  }
}

const fold = (hash: number, key: number): number => {
  const mixed = Math.imul(hash ^ key, 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) >>> 1
}

/** The key of a part for each record, as a dense code; 0 where the record has none. */
const keysOf = (column: RecordColumn, key: (value: string) => string): Uint32Array => {
  const dense = new Map<string, number>([['', 0]])
  const byCode = Uint32Array.from(column.values, (value) => {
    const text = key(value)
    const known = dense.get(text)
    if (known !== undefined) return known
    dense.set(text, dense.size)
    return dense.size - 1
  })
  return Uint32Array.from(column.codes, (code) => byCode[code] ?? 0)
}

/** As many records as fit beside a 31-bit key in one exact number. */
export const MOST_RECORDS = 0x400000

/** Record indexes sorted by key, records without a key left out. */
export const grouped = (keys: Uint32Array): Uint32Array => {
  const order = new Float64Array(keys.length)
  let n = 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0
    if (key !== 0) order[n++] = key * MOST_RECORDS + i
  }
  return Uint32Array.from(order.subarray(0, n).sort(), (packed) => packed % MOST_RECORDS)
}

/** How many pairs there are at all. */
export const possiblePairs = ({ ids, split }: Records): number =>
  Math.max(1, split === undefined ? (ids.length * (ids.length - 1)) / 2 : split * (ids.length - split))

const SAMPLE = 200_000

/**
 * The records on which pairs are counted: all of a small set, else a fixed even sample. Of a sample of a share f of the
 * records a share f² of any kind of pair remains, so that counts divided by f² estimate those of the whole.
 */
const countedOn = (size: number): { readonly records: Uint32Array; readonly scale: number } => {
  if (size <= SAMPLE) return { records: Uint32Array.from({ length: size }, (_, i) => i), scale: 1 }
  const next = randomNumbers(7)
  const bound = (SAMPLE / size) * 0x1_0000_0000
  const records = Uint32Array.from({ length: size }, (_, i) => i).filter(() => next() < bound)
  return { records, scale: (size / records.length) ** 2 }
}

type Sample = ReturnType<typeof countedOn>

/** How many pairs share all of some keys: within one file, or between the two. */
const pairCount = (parts: readonly Uint32Array[], { records, scale }: Sample, split: number | undefined): number => {
  let size = 1 << 10
  while (size < records.length * 2) size <<= 1
  const seen = new Uint32Array(size)
  const left = new Uint32Array(size)
  const right = new Uint32Array(size)
  for (const i of records) {
    const key = keyOf(parts, i)
    if (key === 0) continue
    let slot = Math.imul(key, 0x9e3779b1) & (size - 1)
    while (seen[slot] !== 0 && seen[slot] !== key) slot = (slot + 1) & (size - 1)
    seen[slot] = key
    const side = split !== undefined && i >= split ? right : left
    side[slot] = (side[slot] ?? 0) + 1
  }
  let pairs = 0
  for (let slot = 0; slot < size; slot++) {
    const [a, b] = [left[slot] ?? 0, right[slot] ?? 0]
    pairs += split === undefined ? (a * (a - 1)) / 2 : a * b
  }
  return pairs * scale
}

/** One key made of several; 0 where the record lacks one of them. */
const keyOf = (parts: readonly Uint32Array[], record: number): number => {
  const [first] = parts
  if (parts.length === 1) return first?.[record] ?? 0
  let hash = 0x2545f491
  for (const keys of parts) {
    const key = keys[record] ?? 0
    if (key === 0) return 0
    hash = fold(hash, key)
  }
  return hash || 1
}

interface KeyedPart {
  readonly name: string
  readonly column: number
  /** Whether it keeps only a trace of the value (its sound, its start), which an error may spare. */
  readonly coarse: boolean
  readonly keys: Uint32Array
  /** How many pairs share it. */
  readonly pairs: number
}

interface Candidate {
  readonly parts: readonly KeyedPart[]
  readonly pairs: number
}

/**
 * Proposes blocking rules from the data: single parts and couples of parts of two columns, chosen one by one for the
 * true pairs that they would catch and no rule before them does, per pair that they cost, until nothing is gained or
 * the budget is spent. What errors hide is imagined on a fixed sample of them (`errorSample`).
 */
export const proposeRules = (records: Records, budget: number): BlockingRule[] => {
  const candidates = candidatesWithin(records, budget)
  const parts = [...new Set(candidates.flatMap((candidate) => candidate.parts))]
  const agrees = errorSample(parts)
  const open = candidates.map((candidate) => ({
    candidate,
    caught: allAgree(candidate.parts.map((part) => agrees.get(part) ?? [])),
  }))
  const chosen: Candidate[] = []
  let covered = new Uint8Array(IMAGINED)
  const possible = possiblePairs(records)
  let left = budget
  for (;;) {
    const worth = open
      .filter(({ candidate }) => candidate.pairs <= left && !chosen.includes(candidate))
      .map(({ candidate, caught }) => {
        const gain = caught.reduce((sum, hit, s) => sum + (hit && !covered[s] ? 1 : 0), 0)
        return { candidate, caught, gain, value: gain / (candidate.pairs + records.ids.length / 10) }
      })
      .filter(({ gain }) => gain >= 2)
    worth.sort((a, b) => b.value - a.value)
    const [best] = worth
    if (!best) break
    chosen.push(best.candidate)
    covered = covered.map((hit, s) => hit || (best.caught[s] ?? 0))
    left -= best.candidate.pairs
  }
  return chosen.map(({ parts: used, pairs }) => ({
    name: used.map(({ name }) => name).join(' + '),
    columns: used.map(({ column }) => column),
    keys: Uint32Array.from(records.ids, (_, i) =>
      keyOf(
        used.map(({ keys }) => keys),
        i,
      ),
    ),
    pairs: Math.round(pairs),
    purity: 1 - Math.min(1, used.reduce((chance, part) => chance * (part.pairs / possible), possible) / pairs),
  }))
}

/** Single parts where their pairs fit, else couples of those that are too common alone. */
const candidatesWithin = (records: Records, budget: number): Candidate[] => {
  const sample = countedOn(records.ids.length)
  const parts: KeyedPart[] = records.columns.flatMap((column, index) =>
    partsOf(column.role).map(([suffix, key]) => {
      const keys = keysOf(column, key)
      return {
        name: column.name + suffix,
        column: index,
        coarse: suffix !== '',
        keys,
        pairs: pairCount([keys], sample, records.split),
      }
    }),
  )
  const fits = (pairs: number) => pairs > 0 && pairs <= budget / 4
  const singles = parts.map((part) => ({ parts: [part], pairs: part.pairs }))
  const common = parts.filter(({ pairs }) => pairs > 0 && !fits(pairs))
  const couples = common.flatMap((a, i) =>
    common
      .slice(i + 1)
      .filter((b) => a.column !== b.column)
      .map((b) => ({ parts: [a, b], pairs: pairCount([a.keys, b.keys], sample, records.split) })),
  )
  return [...singles, ...couples].filter(({ pairs }) => fits(pairs))
}

const IMAGINED = 4000

/** Which parts still agree in each of some imagined true pairs: a column is hurt one time in three, a trace survives at half. */
const errorSample = (parts: readonly KeyedPart[]): Map<KeyedPart, Uint8Array> => {
  const hurt = new Map<number, Uint8Array>()
  for (const { column } of parts) {
    if (hurt.has(column)) continue
    const next = randomNumbers(column + 1)
    hurt.set(
      column,
      Uint8Array.from({ length: IMAGINED }, () => (next() % 3 === 0 ? 1 : 0)),
    )
  }
  return new Map(
    parts.map((part, index) => {
      const next = randomNumbers(1000 + index)
      const mine = hurt.get(part.column)
      return [
        part,
        Uint8Array.from({ length: IMAGINED }, (_, s) => (!mine?.[s] || (part.coarse && next() % 2 === 0) ? 1 : 0)),
      ]
    }),
  )
}

const allAgree = (parts: readonly ArrayLike<number>[]): Uint8Array =>
  Uint8Array.from({ length: IMAGINED }, (_, s) => (parts.every((part) => part[s]) ? 1 : 0))

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
