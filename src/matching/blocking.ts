import { partsOf } from './keys.ts'
import { randomNumbers } from './random.ts'
import type { RecordColumn, Records } from './records.ts'
import { textAt } from './texts.ts'

/** What two records must share to be compared at all: a key per record, 0 where it has none. */
export interface BlockingRule {
  readonly name: string
  /** The columns that the rule makes agree, left out when its pairs teach how often columns agree. */
  readonly columns: readonly number[]
  /** For each of them, whether the key keeps only a trace of its value. */
  readonly coarse: readonly boolean[]
  /** Which trace of each: one of its role's. */
  readonly traces: readonly string[]
  readonly keys: Uint32Array
  /** How many pairs share the key. */
  readonly pairs: number
}

const fold = (hash: number, key: number): number => {
  const mixed = Math.imul(hash ^ key, 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) >>> 1
}

/** A text as a number of 31 bits, never 0: two texts that share one by chance cost a comparison, no more. */
const hashed = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 1 || 1
}

/** The key of a part for each record; 0 where the record has none. */
const keysOf = ({ codes }: RecordColumn, values: readonly string[], key: (value: string) => string): Uint32Array => {
  const byCode = Uint32Array.from(values, (value) => {
    const text = key(value)
    return text === '' ? 0 : hashed(text)
  })
  return Uint32Array.from(codes, (code) => byCode[code] ?? 0)
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
  readonly trace: string
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
export const proposeRules = (records: Records, budget: number, lean = false): BlockingRule[] => {
  const candidates = candidatesWithin(records, budget)
  const parts = [...new Set(candidates.flatMap((candidate) => candidate.parts))]
  const agrees = errorSample(parts, records)
  const open = candidates.map((candidate) => ({
    candidate,
    caught: allAgree(candidate.parts.map((part) => agrees.get(part) ?? [])),
  }))
  const chosen: Caught[] = []
  let covered = new Uint8Array(IMAGINED)
  let left = budget
  for (;;) {
    const worth = open
      .filter(({ candidate }) => candidate.pairs <= left && !chosen.some((one) => one.candidate === candidate))
      .map((one) => {
        const { candidate, caught } = one
        const gain = caught.reduce((sum, hit, s) => sum + (hit && !covered[s] ? 1 : 0), 0)
        return { one, gain, value: gain / (candidate.pairs + records.ids.length / 10) }
      })
      .filter(({ gain }) => gain >= 2)
    worth.sort((a, b) => b.value - a.value)
    const [best] = worth
    if (!best) break
    chosen.push(best.one)
    covered = covered.map((hit, s) => hit || (best.one.caught[s] ?? 0))
    left -= best.one.candidate.pairs
  }
  return (lean ? leanest(chosen) : chosen).map(({ candidate }) => ruleOf(records, candidate))
}

interface Caught {
  readonly candidate: Candidate
  /** Which of the imagined pairs it brings together. */
  readonly caught: Uint8Array
}

const IMAGINED = 4000
const [HURT, LOST] = [1, 2]
/** What rules may cost together in imagined pairs when they are given up: errors are imagined far oftener than they are. */
const SPARED = 0.001 * IMAGINED

/** The dearest rules are given up where those that remain bring nearly the same pairs together. */
const leanest = (chosen: readonly Caught[]): Caught[] => {
  const times = new Uint8Array(IMAGINED)
  for (const { caught } of chosen) for (let s = 0; s < IMAGINED; s++) times[s] = (times[s] ?? 0) + (caught[s] ?? 0)
  let spared = SPARED
  const given = new Set<Caught>()
  for (const one of [...chosen].sort((a, b) => b.candidate.pairs - a.candidate.pairs)) {
    const lost = one.caught.reduce((sum, hit, s) => sum + (hit && times[s] === 1 ? 1 : 0), 0)
    if (lost > spared) continue
    spared -= lost
    given.add(one)
    for (let s = 0; s < IMAGINED; s++) times[s] = (times[s] ?? 0) - (one.caught[s] ?? 0)
  }
  return chosen.filter((one) => !given.has(one))
}

const ruleOf = (records: Records, { parts, pairs }: Candidate): BlockingRule => {
  const keys = parts.map((part) => part.keys)
  return {
    name: parts.map(({ name }) => name).join(' + '),
    columns: parts.map(({ column }) => column),
    coarse: parts.map(({ coarse }) => coarse),
    traces: parts.map(({ trace }) => trace),
    keys: Uint32Array.from(records.ids, (_, i) => keyOf(keys, i)),
    pairs: Math.round(pairs),
  }
}

/** The names of the parts that rules can be made of. */
export const partNames = ({ columns }: Records): string[] =>
  columns.flatMap(({ name, role }) => partsOf(role).map(([suffix]) => name + suffix))

/** The rules that somebody wrote: `nom~sound + ville`. `undefined` for one that names no known part. */
export const namedRules = (records: Records, names: readonly string[]): (BlockingRule | undefined)[] => {
  const sample = countedOn(records.ids.length)
  const parts = keyedParts(records, sample)
  return names.map((name) => {
    const used = name.split('+').map((each) => parts.find((part) => part.name === each.trim()))
    const known = used.filter((part) => part !== undefined)
    if (known.length < used.length || known.length === 0) return undefined
    const pairs = pairCount(
      known.map(({ keys }) => keys),
      sample,
      records.split,
    )
    return ruleOf(records, { parts: known, pairs })
  })
}

/** Single parts where their pairs fit, else couples of those that are too common alone. */
const candidatesWithin = (records: Records, budget: number): Candidate[] => {
  const sample = countedOn(records.ids.length)
  const parts = keyedParts(records, sample)
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

const keyedParts = ({ columns, split }: Records, sample: Sample): KeyedPart[] =>
  columns.flatMap((column, index) => {
    const values = Array.from(column.counts, (_, code) => textAt(column.texts, code))
    return partsOf(column.role).map(([suffix, key]) => {
      const keys = keysOf(column, values, key)
      return {
        name: column.name + suffix,
        column: index,
        trace: suffix,
        coarse: suffix !== '',
        keys,
        pairs: pairCount([keys], sample, split),
      }
    })
  })

/**
 * Which parts still agree in each of some imagined true pairs: a column is missing as often as it is in the records, and
 * else hurt one time in three, when a trace survives at half.
 */
const errorSample = (parts: readonly KeyedPart[], { columns, ids }: Records): Map<KeyedPart, Uint8Array> => {
  const hurt = new Map<number, Uint8Array>()
  for (const { column } of parts) {
    if (hurt.has(column)) continue
    const next = randomNumbers(column + 1)
    const filled = 1 - (columns[column]?.counts[0] ?? 0) / Math.max(1, ids.length)
    const bound = filled * filled * 0x1_0000_0000
    hurt.set(
      column,
      Uint8Array.from({ length: IMAGINED }, () => {
        const slipped = next() % 3 === 0 ? HURT : 0
        return next() > bound ? LOST : slipped
      }),
    )
  }
  return new Map(
    parts.map((part, index) => {
      const next = randomNumbers(1000 + index)
      const mine = hurt.get(part.column)
      const survives = (state: number) => state === 0 || (state === HURT && part.coarse && next() % 2 === 0)
      return [part, Uint8Array.from({ length: IMAGINED }, (_, s) => (survives(mine?.[s] ?? 0) ? 1 : 0))]
    }),
  )
}

const allAgree = (parts: readonly ArrayLike<number>[]): Uint8Array =>
  Uint8Array.from({ length: IMAGINED }, (_, s) => (parts.every((part) => part[s]) ? 1 : 0))
