/** What several threads can do of one computation: a work over a range, on columns that they share. */
export interface SharedWork<Columns extends object, Result> {
  /** By which another thread finds it. */
  readonly name: string
  /**
   * Once for each thread; what it returns is asked for one range after another, of which no two overlap. In shared columns a
   * work writes its own range alone, and always the same: a range of which nothing is heard is done again.
   */
  readonly begin: (columns: Columns) => (from: number, to: number) => Result
}

/** Whoever lends a hand: does each range once, wherever, and tells the results in the order of the ranges. */
export type Hands = <Columns extends object, Result>(
  work: SharedWork<Columns, Result>,
  columns: Columns,
  ranges: readonly (readonly [number, number])[],
) => Result[]

/** With fewer events than these one thread has answered before another has begun. */
export const MANY_EVENTS = 500_000
/** Whoever has done a range takes the next one: a thread that is given little time does little. */
const RANGES = 24
/** What is smaller than this is copied for another thread. */
const SMALL = 1 << 16

let hands: Hands | undefined
/** Whose hands this process, or this thread, has from now on; one place, as memory has one. */
export const lendHands = (lent: Hands | undefined): void => {
  hands = lent
}

let taken = 0
/** How many bytes of memory that threads share were ever taken, given back or not: the engine of the language does not count them. */
export const sharedTaken = (): number => taken

const sharedBytes = (size: number): SharedArrayBuffer => {
  taken += size
  return new SharedArrayBuffer(size)
}

/** Memory for the columns of so many events: such as threads share where several will look at them. */
export const roomFor = (events: number) => {
  const bytes = (size: number) => (events < MANY_EVENTS ? new ArrayBuffer(size) : sharedBytes(size))
  return {
    float64: (size: number): Float64Array => new Float64Array(bytes(size * 8)),
    uint32: (size: number): Uint32Array => new Uint32Array(bytes(size * 4)),
    int32: (size: number): Int32Array => new Int32Array(bytes(size * 4)),
    uint16: (size: number): Uint16Array => new Uint16Array(bytes(size * 2)),
    int16: (size: number): Int16Array => new Int16Array(bytes(size * 2)),
    uint8: (size: number): Uint8Array => new Uint8Array(bytes(size)),
    /** Codes of so many names, as narrow as they may be. */
    codes: (size: number, names: number): Uint16Array | Uint32Array =>
      names < 0xffff ? new Uint16Array(bytes(size * 2)) : new Uint32Array(bytes(size * 4)),
  }
}

const isAtHand = (column: unknown): boolean =>
  Array.isArray(column)
    ? column.every(isAtHand)
    : !ArrayBuffer.isView(column) || column.byteLength < SMALL || column.buffer instanceof SharedArrayBuffer

const rangesOf = (count: number): [number, number][] => {
  const ranges = Math.min(RANGES, count)
  const at = (range: number) => Math.floor((count * range) / ranges)
  return Array.from({ length: ranges }, (_, range) => [at(range), at(range + 1)])
}

/**
 * Does a work over `count` things, in parts by as many threads as lend a hand; in one part where there are few events, or
 * where the columns lie in memory of one thread alone. Results stand in the order of their ranges: merged in that order
 * they say the same, however many there are.
 */
export const inParts = <Columns extends object, Result>(
  work: SharedWork<Columns, Result>,
  columns: Columns,
  count: number,
  events: number,
): Result[] => {
  if (!hands || events < MANY_EVENTS || count < 2 || !Object.values(columns).every(isAtHand))
    return [work.begin(columns)(0, count)]
  return hands(work, columns, rangesOf(count))
}

/** Columns one behind the other, in a room for all of them. */
export const joined = <Column extends Float64Array | Uint16Array>(
  columns: readonly Column[],
  roomOf: (size: number) => Column,
): Column => {
  const [only] = columns
  if (only && columns.length === 1) return only
  const all = roomOf(columns.reduce((sum, { length }) => sum + length, 0))
  let size = 0
  for (const column of columns) {
    all.set(column, size)
    size += column.length
  }
  return all
}
