import { createBinder } from '../events/where.clickhouse.ts'
import { roomFor } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type NativeBlock, type NativeColumn, nativeBlocks } from '../storage/clickhouse/native.ts'
import type { DerivedLayer } from './case-layer.clickhouse.ts'
import { lastBlockStatement, type ReadUpTo, readStatement, sizeStatement } from './case-layer-statement.clickhouse.ts'
import { type HashRange, hashRanges } from './hash-range.clickhouse.ts'
import type { KindTable } from './kind-table.ts'
import { type Kind, kindOf } from './kinds.ts'
import type { Patch, Stay } from './property-moves.ts'

const numbers = (column: NativeColumn | undefined): ArrayLike<number> => {
  if (column?.kind !== 'numbers') throw new Error('The answer lacks a column of numbers')
  return column.values
}
const lists = (column: NativeColumn | undefined) => {
  if (column?.kind !== 'lists') throw new Error('The answer lacks a column of lists')
  return column
}

/** Grows by half where more come than were expected. */
const growing = <Values extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  make: (size: number) => Values,
  expected: number,
) => {
  let values = make(Math.max(1 << 10, expected))
  let size = 0
  return {
    room(more: number): Values {
      if (size + more > values.length) {
        const larger = make(Math.max(size + more, Math.ceil(values.length * 1.5)))
        larger.set(values.subarray(0, size))
        values = larger
      }
      size += more
      return values
    },
    get size() {
      return size
    },
    /** Its own memory where that is full, or nearly. */
    whole(): Values {
      if (size > values.length * 0.9) return values.subarray(0, size) as Values
      const own = make(size)
      own.set(values.subarray(0, size))
      return own
    },
  }
}

interface Read extends KindTable {
  /** 1 where the case is no more. */
  readonly gone: Uint8Array
}

const MOST_NARROW = 0xffff

/** Gives each kind a code, block by block; kinds of before keep theirs. */
const createKinds = (properties: readonly string[], known: readonly Kind[] = []) => {
  const kinds: Kind[] = [...known]
  const codes = new Map<string, number>(known.map((kind, code) => [JSON.stringify(kind), code]))
  return {
    kinds,
    code(text: string): number {
      const kind = kindOf(text, properties)
      const key = JSON.stringify(kind)
      const code = codes.get(key)
      if (code !== undefined) return code
      codes.set(key, kinds.length)
      kinds.push(kind)
      return kinds.length - 1
    },
  }
}

/** How much is to come, at the most. */
interface Expected {
  readonly cases: number
  readonly events: number
}

const gather = ({ cases, events }: Expected) => {
  const keys: string[] = []
  return {
    keys,
    inferred: growing((size) => new Uint8Array(size), cases),
    gone: growing((size) => new Uint8Array(size), cases),
    hashes: growing((size) => new Float64Array(size), cases),
    ends: growing((size) => new Float64Array(size), cases),
    at: growing((size) => roomFor(size).float64(size), events),
    /** The first 65,536 kinds; where there are more, `wide` has them all. */
    kind: growing((size) => new Uint16Array(size), events),
    wide: undefined as ReturnType<typeof growing<Uint32Array>> | undefined,
  }
}

const append = (into: ReturnType<typeof gather>, { rows, columns }: NativeBlock, code: (text: string) => number) => {
  const key = columns.key
  if (key?.kind !== 'texts') throw new Error('The answer has no keys')
  for (const text of key.values) into.keys.push(text)
  for (const [name, column] of [
    ['inferred', columns.inferred],
    ['gone', columns.gone],
    ['hashes', columns.hash53],
  ] as const) {
    const first = into[name].size
    into[name].room(rows).set(numbers(column), first)
  }
  const { ends, items } = lists(columns.at)
  const micros = numbers(items)
  const [firstEvent, firstCase] = [into.at.size, into.ends.size]
  const at = into.at.room(micros.length)
  for (let e = 0; e < micros.length; e++) at[firstEvent + e] = (micros[e] ?? 0) / 1000
  const placed = into.ends.room(rows)
  for (let c = 0; c < rows; c++) placed[firstCase + c] = firstEvent + (ends[c] ?? 0)
  const kinds = lists(columns.kind).items
  if (kinds.kind !== 'codes') throw new Error('The answer has no kinds')
  // A block's dictionary begins with the default value, used or not.
  const codes = new Int32Array(kinds.dictionary.length).fill(-1)
  for (let e = 0; e < micros.length; e++) {
    const own = kinds.codes[e] ?? 0
    if ((codes[own] ?? -1) < 0) codes[own] = code(kinds.dictionary[own] ?? '')
  }
  if (!into.wide && codes.some((one) => one > MOST_NARROW)) {
    into.wide = growing((size) => new Uint32Array(size), firstEvent + micros.length)
    into.wide.room(firstEvent).set(into.kind.room(0).subarray(0, firstEvent))
  }
  const kind = (into.wide ?? into.kind).room(micros.length)
  for (let e = 0; e < micros.length; e++) kind[firstEvent + e] = codes[kinds.codes[e] ?? 0] ?? 0
}

const keptStarts = ({ starts, gone, at }: Read): Uint32Array => {
  const kept = starts.filter((_, c) => c === gone.length || gone[c] === 0)
  const shared = roomFor(at.length).uint32(kept.length)
  shared.set(kept)
  return shared
}

/** Without the cases that are no more, which have no events. */
const withoutGone = (read: Read): Read => {
  const { gone } = read
  if (!gone.includes(1)) return read
  const left = (_: unknown, c: number) => gone[c] === 0
  return {
    ...read,
    keys: read.keys.filter(left),
    inferred: read.inferred.filter(left),
    gone: gone.filter(left),
    hashes: read.hashes.filter(left),
    starts: keptStarts(read),
  }
}

const expectedOf = async (analytics: Analytics, layer: DerivedLayer, range: HashRange): Promise<Expected> => {
  const binder = createBinder()
  const [row] = await analytics.rows<{ cases: string; events: string }>(
    sizeStatement(layer, range, binder),
    binder.parameters,
  )
  return { cases: Number(row?.cases ?? 0), events: Number(row?.events ?? 0) }
}

const WHOLE = hashRanges(1)[0] ?? { from: '0' }

/** So many events come in one answer: a longer one would be stopped on a machine that is busy, where each takes its time. */
const EVENTS_A_SLICE = 10_000_000

const readCases = async (
  analytics: Analytics,
  layer: DerivedLayer,
  since: ReadUpTo | undefined,
  range: HashRange,
  known: readonly Kind[],
  hear?: (share: number) => void,
): Promise<Read> => {
  hear?.(0)
  const expected = since === undefined ? await expectedOf(analytics, layer, range) : { cases: 0, events: 0 }
  const into = gather(expected)
  const { kinds, code } = createKinds(layer.properties, known)
  const slices = range === WHOLE ? hashRanges(Math.max(1, Math.ceil(expected.events / EVENTS_A_SLICE))) : [range]
  for (const slice of slices) {
    const binder = createBinder()
    const statement = readStatement(layer, since, slice, binder)
    const answer = await analytics.bytes(statement, 'Native', binder.parameters)
    for await (const block of nativeBlocks(answer, { passing: true })) {
      append(into, block, code)
      hear?.(Math.min(0.99, into.at.size / Math.max(1, expected.events)))
    }
  }
  hear?.(1)
  const starts = roomFor(into.at.size).uint32(into.keys.length + 1)
  starts.set(into.ends.whole(), 1)
  const read = {
    keys: into.keys,
    inferred: into.inferred.whole(),
    gone: into.gone.whole(),
    hashes: into.hashes.whole(),
    starts,
    at: into.at.whole(),
    kind: (into.wide ?? into.kind).whole(),
    kinds,
  }
  return since === undefined ? withoutGone(read) : read
}

/** Up to where rows of a layer have been written: who reads now has read them all. */
export const lastBlock = async (analytics: Analytics, layer: DerivedLayer): Promise<string> => {
  const binder = createBinder()
  const [row] = await analytics.rows<{ block: string }>(lastBlockStatement(layer, binder), binder.parameters)
  return row?.block ?? '0'
}

/** All cases of a layer, or those of a range of hashes: a sample of people, each of them whole. */
export const readLayer = (
  analytics: Analytics,
  layer: DerivedLayer,
  range: HashRange = WHOLE,
  hear?: (share: number) => void,
): Promise<KindTable> => readCases(analytics, layer, undefined, range, [], hear)

/** Cases that follow each other in one of two tables: those that stay, or those that changed. */
interface Run {
  readonly from: Read | KindTable
  readonly begin: number
  end: number
}

/** Which cases follow which, in the order of their hashes and keys: long runs of those that stay, and the changed between. */
const merged = (table: KindTable, changed: Read): Run[] => {
  const runs: Run[] = []
  const add = (from: Read | KindTable, c: number): void => {
    const last = runs.at(-1)
    if (last && last.from === from && last.end === c) last.end++
    else runs.push({ from, begin: c, end: c + 1 })
  }
  const replaced = new Set(changed.keys)
  let [a, b] = [0, 0]
  while (a < table.keys.length || b < changed.keys.length) {
    const [mine, theirs] = [table.hashes[a] ?? Infinity, changed.hashes[b] ?? Infinity]
    // Names are compared where hashes are alike: that of the next changed case, or of the last one.
    const alike = mine === theirs || mine === changed.hashes[b - 1]
    if (alike && replaced.has(table.keys[a] ?? '')) a++
    else if (a < table.keys.length && mine <= theirs) add(table, a++)
    else {
      if (changed.gone[b] !== 1) add(changed, b)
      b++
    }
  }
  return runs
}

/** The table with some of its cases replaced, added or taken out: only those are read from the engine. `undefined` where none is. */
export const patchLayer = async (
  analytics: Analytics,
  layer: DerivedLayer,
  table: KindTable,
  since: ReadUpTo,
): Promise<Patch | undefined> => {
  const changed = await readCases(analytics, layer, since, WHOLE, table.kinds)
  return changed.keys.length === 0 ? undefined : patched(table, changed)
}

const patched = (table: KindTable, changed: Read): Patch => {
  const runs = merged(table, changed)
  const cases = runs.reduce((sum, { begin, end }) => sum + end - begin, 0)
  const eventsIn = ({ from: { starts }, begin, end }: Run) => (starts[end] ?? 0) - (starts[begin] ?? 0)
  const events = runs.reduce((sum, run) => sum + eventsIn(run), 0)
  const room = roomFor(events)
  const [starts, at, keys] = [room.uint32(cases + 1), room.float64(events), new Array<string>(cases)]
  const kind = new (changed.kinds.length > MOST_NARROW ? Uint32Array : Uint16Array)(events)
  const [inferred, hashes] = [new Uint8Array(cases), new Float64Array(cases)]
  const stays: Stay[] = []
  let [next, event] = [0, 0]
  for (const run of runs) {
    const { from, begin, end } = run
    if (from === table) stays.push({ begin, end, to: next })
    const first = from.starts[begin] ?? 0
    at.set(from.at.subarray(first, from.starts[end]), event)
    kind.set(from.kind.subarray(first, from.starts[end]), event)
    inferred.set(from.inferred.subarray(begin, end), next)
    hashes.set(from.hashes.subarray(begin, end), next)
    for (let c = begin; c < end; c++) {
      keys[next] = from.keys[c] ?? ''
      starts[++next] = event + (from.starts[c + 1] ?? 0) - first
    }
    event += eventsIn(run)
  }
  const after = { keys, inferred, hashes, starts, at, kind, kinds: changed.kinds }
  return { before: table, after, stays, changed: changed.keys }
}
