import { hash } from 'node:crypto'
import type { RowBatch } from '../../imports/index.ts'
import { ordinalId } from '../../imports/row-id.node.ts'
import type { IdSet, Ids } from '../../storage/ids/id-set.ts'
import { ID_LENGTH, readId, salted } from './id-text.ts'

const LF = 10
const TAB = 9

/** What an import needs to tell a row kept before from an identical row of its own. */
export interface Claims {
  /** The import's number: the tag of the ids that it was first to keep. */
  readonly number: number
  /** Mixed into ids that are looked up in `kept`: they are unique within workspace, source and stream. */
  readonly scope: Ids
  /** Mixed as well into ids looked up in `seen`: those of rows of this import that an earlier one had kept. */
  readonly own: Ids
  /** Whether the source gives ids: then a second row of one id is a duplicate. */
  readonly given: boolean
  /** The last ordinal given to ids lately repeated: spares the search for the next one. */
  readonly ordinals: Map<string, number>
}

export interface KeptSets {
  readonly kept: IdSet
  readonly seen: IdSet
}

export interface KeptRows {
  /** The rows to append: those never kept before, with the ids under which they are kept. A view of the batch's own bytes. */
  readonly payload: Uint8Array
  readonly kept: number
  readonly duplicates: number
  /** The ids (16 bytes each) of rows dropped here that a later identical row must be counted after. */
  readonly seen: Uint8Array
}

export const saltOf = (...parts: readonly string[]): Ids => {
  const digest = hash('sha256', parts.join('\0'), 'hex')
  return Int32Array.from({ length: 4 }, (_, w) => Number.parseInt(digest.slice(8 * w, 8 * w + 8), 16) | 0)
}

export const claimsOf = (mark: {
  readonly number: number
  readonly workspace: string
  readonly source: string
  readonly stream: string
  readonly given: boolean
}): Claims => {
  const { number, workspace, source, stream, given } = mark
  const scope = saltOf('scope', workspace, source, stream)
  const own = saltOf('import', String(number)).map((word, w) => word ^ (scope[w] as number))
  return { number, scope, own, given, ordinals: new Map() }
}

const MOST_ORDINALS = 20_000

const id = new Int32Array(4)
const key = new Int32Array(4)
const ownKey = new Int32Array(4)

/** Whether this import already holds the id: it was first to keep it, or dropped a row for it. Leaves the keys in place. */
const claimed = ({ kept, seen }: KeptSets, claims: Claims): boolean => {
  salted(id, claims.scope, key)
  if (kept.tagOf(key, 0) === claims.number) return true
  salted(id, claims.own, ownKey)
  return seen.tagOf(ownKey, 0) !== 0
}

/** The first ordinal of a repeated row that this import has not used; its id is left in `id`. Used ordinals have no gap. */
const nextOrdinal = (
  content: string,
  sets: KeptSets,
  claims: Claims,
): { readonly k: number; readonly text: Buffer } => {
  const at = (k: number): { used: boolean; text: Buffer } => {
    const text = Buffer.from(ordinalId(content, k), 'latin1')
    readId(text, 0, id)
    return { used: claimed(sets, claims), text }
  }
  let used = claims.ordinals.get(content) ?? 0
  let free = used + 1
  for (let reach = 1; at(free).used; reach *= 2) {
    used = free
    free = used + reach
  }
  while (free - used > 1) {
    const middle = Math.floor((used + free) / 2)
    if (at(middle).used) used = middle
    else free = middle
  }
  if (claims.ordinals.size >= MOST_ORDINALS) claims.ordinals.clear()
  claims.ordinals.set(content, free)
  return { k: free, text: at(free).text }
}

/**
 * Keeps each row once, in place: drops the lines of duplicates and writes the ids of repeated rows over those of their content.
 * Undefined where the batch is not made of rows. Both sets then hold what the batch adds, before it is on disk.
 */
export const keepRows = ({ rows, offsets }: RowBatch, sets: KeptSets, claims: Claims): KeptRows | undefined => {
  const count = offsets.length - 1
  if (!wellFormed(rows, offsets)) return undefined
  const start = offsets[0] as number
  const seen: number[] = []
  let target = start
  let pending = start
  let duplicates = 0
  for (let i = 0; i < count; i++) {
    const at = offsets[i] as number
    readId(rows, at, id)
    salted(id, claims.scope, key)
    const tag = sets.kept.add(key, 0, claims.number)
    if (tag === 0 || repeats(rows, at, tag, sets, claims, seen)) continue
    duplicates++
    target = moved(rows, target, pending, at)
    pending = offsets[i + 1] as number
  }
  target = moved(rows, target, pending, offsets[count] as number)
  const ids = Int32Array.from(seen)
  return {
    payload: rows.subarray(start, target),
    kept: count - duplicates,
    duplicates,
    seen: new Uint8Array(ids.buffer),
  }
}

/** Moves the lines kept since the last drop to where they now belong. Gives the end of what is kept. */
const moved = (rows: Uint8Array, target: number, from: number, to: number): number => {
  if (target !== from) rows.copyWithin(target, from, to)
  return target + (to - from)
}

/** A row whose id is known: whether it is kept all the same, as one more of several identical rows of this import. */
const repeats = (
  rows: Uint8Array,
  at: number,
  tag: number,
  sets: KeptSets,
  claims: Claims,
  seen: number[],
): boolean => {
  if (claims.given) return false
  salted(id, claims.own, ownKey)
  if (tag !== claims.number && sets.seen.add(ownKey, 0, claims.number) === 0) {
    seen.push(...id)
    return false
  }
  const { text } = nextOrdinal(
    Buffer.from(rows.buffer, rows.byteOffset + at, ID_LENGTH).toString('latin1'),
    sets,
    claims,
  )
  rows.set(text, at)
  salted(id, claims.scope, key)
  if (sets.kept.add(key, 0, claims.number) === 0) return true
  salted(id, claims.own, ownKey)
  sets.seen.add(ownKey, 0, claims.number)
  seen.push(...id)
  return false
}

/** Whether each line begins with an id and ends with LF, so that nothing else reaches the log. */
const wellFormed = (rows: Uint8Array, offsets: Uint32Array): boolean => {
  for (let i = 0; i + 1 < offsets.length; i++) {
    const at = offsets[i] as number
    const end = offsets[i + 1] as number
    if (end - at <= ID_LENGTH || rows[end - 1] !== LF || rows[at + ID_LENGTH] !== TAB || !readId(rows, at, id))
      return false
  }
  return true
}

/** Adds to the sets what a record of the log says, as `keepRows` did when it was written. */
export const replayRows = (
  payload: Uint8Array,
  trailer: Uint8Array,
  sets: { readonly kept: IdSet | undefined; readonly seen: IdSet | undefined },
  claims: Claims,
): void => {
  const { kept, seen } = sets
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
  for (let at = 0; kept && at < bytes.length; at = bytes.indexOf(LF, at) + 1) {
    if (!readId(bytes, at, id)) throw new Error('A record of the log holds what is not a row')
    salted(id, claims.scope, key)
    kept.add(key, 0, claims.number)
  }
  const words = new Int32Array(Uint8Array.from(trailer).buffer)
  for (let at = 0; seen && at < words.length; at += 4) {
    salted(words.subarray(at, at + 4), claims.own, ownKey)
    seen.add(ownKey, 0, claims.number)
  }
}
