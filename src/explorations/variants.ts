import { byName, eachTouch, type Followed, STATUS, total } from '../journeys/index.ts'
import { quantile, type Rate, rate } from '../kernel/index.ts'
import { medianOf } from '../statistics/index.ts'

export interface VariantsQuestion {
  /** Touchpoints that the path holds, begins with, ends with. */
  readonly contains?: string
  readonly starts?: string
  readonly ends?: string
  readonly order: 'journeys' | 'success' | 'time' | 'length'
  readonly after: number
  readonly limit: number
  readonly minN: number
}

/** One way that was taken, exactly. */
export interface Variant {
  readonly path: readonly string[]
  readonly journeys: number
  readonly share: Rate
  /** Among those of its journeys that ended. */
  readonly succeeded: Rate
  readonly open: number
  /** Of those that succeeded, from entry to success. */
  readonly medianSeconds: number | null
  readonly medianLow: number | null
  readonly medianHigh: number | null
}

export interface VariantsPage {
  /** Different ways, and how many journeys took one of them. */
  readonly total: number
  readonly journeys: number
  readonly items: readonly Variant[]
  readonly next: number | null
}

interface Way {
  readonly path: readonly string[]
  count: number
  succeeded: number
  abandoned: number
  readonly times: number[]
}

/** Ways by the touchpoints of their paths, told by the letters of a text. */
export type WayCounts = ReadonlyMap<string, Way>

/** Counts the ways that some journeys took. */
export const countWays = ({ map, table, instances }: Followed): WayCounts => {
  const ways = new Map<string, Way>()
  const ids = map.touchpoints.map(({ id }) => id)
  for (let i = 0; i < instances.count; i++) {
    let key = ''
    eachTouch(table, instances, i, (touchpoint) => {
      key += String.fromCharCode(touchpoint)
    })
    const way = ways.get(key) ?? {
      path: [...key].map((code) => ids[code.charCodeAt(0)] ?? ''),
      count: 0,
      succeeded: 0,
      abandoned: 0,
      times: [],
    }
    if (way.count === 0) ways.set(key, way)
    way.count++
    if (instances.status[i] === STATUS.abandoned) way.abandoned++
    if (instances.status[i] !== STATUS.succeeded) continue
    way.succeeded++
    way.times.push(((instances.closedAt[i] ?? 0) - (instances.openedAt[i] ?? 0)) / 1000)
  }
  return ways
}

const together = (ways: readonly Way[]): Way => ({
  path: ways[0]?.path ?? [],
  count: total(ways.map(({ count }) => count)),
  succeeded: total(ways.map(({ succeeded }) => succeeded)),
  abandoned: total(ways.map(({ abandoned }) => abandoned)),
  times: ways.flatMap(({ times }) => times),
})

/** Every way, commonest first. */
const commonestFirst = (parts: readonly WayCounts[]): readonly Way[] => {
  const [only] = parts
  const ways = only && parts.length === 1 ? only : byName(parts, together)
  return [...ways].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1)).map(([, way]) => way)
}

const listed = new WeakMap<Followed, readonly Way[]>()

/** Kept as long as the journeys that they are of. */
const waysOf = (followed: Followed): readonly Way[] => {
  const known = listed.get(followed) ?? commonestFirst([countWays(followed)])
  listed.set(followed, known)
  return known
}

const median = (times: readonly number[]): number | null => quantile(Float64Array.from(times).sort(), 0.5)

const ORDERS: Readonly<Record<VariantsQuestion['order'], (way: Way) => number>> = {
  journeys: ({ count }) => count,
  success: ({ succeeded, abandoned }) => (succeeded + abandoned === 0 ? -1 : succeeded / (succeeded + abandoned)),
  time: ({ times }) => median(times) ?? -1,
  length: ({ path }) => path.length,
}

/** A page of the ways taken. */
const pageOf = (ways: readonly Way[], question: VariantsQuestion): VariantsPage => {
  const { contains, starts, ends, order, after, limit, minN } = question
  const all = total(ways.map(({ count }) => count))
  const kept = ways.filter(
    ({ path }) =>
      (contains === undefined || path.includes(contains)) &&
      (starts === undefined || path[0] === starts) &&
      (ends === undefined || path.at(-1) === ends),
  )
  const by = ORDERS[order]
  const sorted = order === 'journeys' ? kept : kept.toSorted((a, b) => by(b) - by(a) || b.count - a.count)
  const items = sorted.slice(after, after + limit).map((way): Variant => {
    const { value, low, high } = medianOf(Float64Array.from(way.times))
    return {
      path: way.path,
      journeys: way.count,
      share: rate(way.count, all, minN),
      succeeded: rate(way.succeeded, way.succeeded + way.abandoned, minN),
      open: way.count - way.succeeded - way.abandoned,
      medianSeconds: value,
      medianLow: low,
      medianHigh: high,
    }
  })
  return {
    total: kept.length,
    journeys: kept.reduce((sum, { count }) => sum + count, 0),
    items,
    next: after + limit < kept.length ? after + limit : null,
  }
}

export const tellWays = (parts: readonly WayCounts[], question: VariantsQuestion): VariantsPage =>
  pageOf(commonestFirst(parts), question)

export const variantsOf = (followed: Followed, question: VariantsQuestion): VariantsPage =>
  pageOf(waysOf(followed), question)
