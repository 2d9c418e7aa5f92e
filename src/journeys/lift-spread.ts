import { halfWidth } from '../statistics/index.ts'
import { total } from './sums.ts'

/** What one case counts for, event by event: how many there are, and after which places of the journey. */
interface Own {
  all: number
  readonly after: Map<number, number>
}

/** An event off the map, as sums over cases: of squares and products of how often each has it, in all and by place. */
export interface OffSpread {
  readonly cases: number
  /** Of its number squared, and times all events. */
  readonly ownOwn: number
  readonly ownAll: number
  /** By place: its number there squared, times all events there, times its number, times all events; its number times all there. */
  readonly there: Float64Array
}

/** All events, as sums over cases: of their number squared, and by place of theirs squared and times all. */
export interface AllSpread {
  readonly cases: number
  readonly allAll: number
  readonly places: Float64Array
}

const THERE = 5
const PLACES = 2

const add = (sums: Float64Array, at: number, more: number): void => {
  sums[at] = (sums[at] ?? 0) + more
}

/** Sums up cases, one after another: `event` as they come, `close` at the end of each. */
export const createSpread = (size: number) => {
  const places = new Float64Array(size * PLACES)
  const here = new Uint32Array(size)
  let touched: number[] = []
  let own = new Map<number, Own>()
  const offs = new Map<number, { cases: number; ownOwn: number; ownAll: number; there: Float64Array }>()
  let [cases, allAll, all] = [0, 0, 0]
  const closeOff = (key: number, mine: Own): void => {
    const off = offs.get(key) ?? { cases: 0, ownOwn: 0, ownAll: 0, there: new Float64Array(size * THERE) }
    if (off.cases === 0) offs.set(key, off)
    off.cases++
    off.ownOwn += mine.all ** 2
    off.ownAll += mine.all * all
    for (const place of touched) {
      const [after, events, at] = [mine.after.get(place) ?? 0, here[place] ?? 0, place * THERE]
      add(off.there, at + 4, mine.all * events)
      if (after === 0) continue
      for (const [k, other] of [after, events, mine.all, all].entries()) add(off.there, at + k, after * other)
    }
  }
  return {
    /** An event after a place of the journey; `off` tells those that the map does not foresee apart. */
    event(place: number, off?: number): void {
      all++
      if (here[place] === 0) touched.push(place)
      here[place] = (here[place] ?? 0) + 1
      if (off === undefined) return
      const mine = own.get(off) ?? { all: 0, after: new Map<number, number>() }
      if (mine.all === 0) own.set(off, mine)
      mine.all++
      mine.after.set(place, (mine.after.get(place) ?? 0) + 1)
    },
    close(): void {
      if (all === 0) return
      cases++
      allAll += all ** 2
      for (const [key, mine] of own) closeOff(key, mine)
      for (const place of touched) {
        const events = here[place] ?? 0
        add(places, place * PLACES, events ** 2)
        add(places, place * PLACES + 1, events * all)
        here[place] = 0
      }
      if (own.size > 0) own = new Map()
      touched = []
      all = 0
    },
    all: (): AllSpread => ({ cases, allAll, places }),
    off: (key: number): OffSpread =>
      offs.get(key) ?? { cases: 0, ownOwn: 0, ownAll: 0, there: new Float64Array(size * THERE) },
  }
}

const addedFloats = (parts: readonly Float64Array[]): Float64Array => {
  const [first = new Float64Array(0), ...others] = parts
  if (others.length === 0) return first
  const sum = first.slice()
  for (const part of others) for (const [at, more] of part.entries()) add(sum, at, more)
  return sum
}

export const addedOff = (parts: readonly OffSpread[]): OffSpread => ({
  cases: total(parts.map(({ cases }) => cases)),
  ownOwn: total(parts.map(({ ownOwn }) => ownOwn)),
  ownAll: total(parts.map(({ ownAll }) => ownAll)),
  there: addedFloats(parts.map(({ there }) => there)),
})

export const addedAll = (parts: readonly AllSpread[]): AllSpread => ({
  cases: total(parts.map(({ cases }) => cases)),
  allAll: total(parts.map(({ allAll }) => allAll)),
  places: addedFloats(parts.map(({ places }) => places)),
})

/** How many events there are: off the map after the place, all after the place, off the map, all. */
export interface LiftCounts {
  readonly after: number
  readonly there: number
  readonly own: number
  readonly all: number
}

/**
 * The 95 % interval of a lift, (after / there) / (own / all): that of its logarithm, linearised in the four numbers, over
 * cases, which are independent where events of one are not; with as many degrees of freedom as cases that lived it, less
 * one. None where only one did. Source: W. G. Cochran, Sampling Techniques, 3rd edition (1977), 6.4 and 6.17; the delta
 * method on the logarithm, D. Katz et al., Biometrics 34 (1978).
 */
export const liftInterval = (
  { after, there, own, all }: LiftCounts,
  place: number,
  off: OffSpread,
  every: AllSpread,
): { readonly low: number | null; readonly high: number | null } => {
  if (off.cases < 2 || after === 0) return { low: null, high: null }
  const at = (k: number) => off.there[place * THERE + k] ?? 0
  const [events2 = 0, eventsAll = 0] = every.places.subarray(place * PLACES, place * PLACES + PLACES)
  const squares = at(0) / after ** 2 + events2 / there ** 2 + off.ownOwn / own ** 2 + every.allAll / all ** 2
  const products =
    at(3) / (after * all) +
    at(4) / (there * own) -
    at(1) / (after * there) -
    at(2) / (after * own) -
    eventsAll / (there * all) -
    off.ownAll / (own * all)
  const variance = (Math.max(0, squares + 2 * products) * every.cases) / Math.max(1, every.cases - 1)
  const lift = after / there / (own / all)
  const wide = Math.exp(halfWidth(off.cases - 1) * Math.sqrt(variance))
  return { low: lift / wide, high: lift * wide }
}
