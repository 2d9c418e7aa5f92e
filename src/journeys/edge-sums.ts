import { medianPlaces } from '../statistics/index.ts'
import type { CaseSpans } from './cases.ts'
import { allNeighbours, commonestEdge, type LogEdge, mediansAmid } from './log-edges.ts'

/** The waits of one pair in some cases. */
type Waits = Float64Array

/** A pair as one number, of codes that are fewer than this. */
const CODES = 2 ** 26

/**
 * Gathers what directly follows what, part after part of the cases: eight bytes a wait are kept, and nothing of the cases.
 * `code` gives each part's own activities a code among those of all.
 */
export const createEdgeSums = () => {
  const waits = new Map<number, Waits[]>()
  const gathered = (own: readonly Waits[], room: Float64Array): Waits => {
    let held = 0
    for (const some of own) {
      room.set(some, held)
      held += some.length
    }
    return room.subarray(0, held)
  }
  return {
    add(table: CaseSpans, code: (activity: number) => number): void {
      const { length: width } = table.activities
      const { size, pair, ranges } = allNeighbours(table)
      for (let place = 0; place < size; place++) {
        const [from, to] = [Math.floor(pair(place) / width), pair(place) % width]
        for (const { firsts, waits: laid } of ranges) {
          const [begin = 0, end = 0] = firsts.subarray(place, place + 2)
          if (begin === end) continue
          const key = code(from) * CODES + code(to)
          const known = waits.get(key) ?? []
          if (known.length === 0) waits.set(key, known)
          known.push(laid.subarray(begin, end))
        }
      }
    },
    /** The directly-follows graph of all parts, the same as of them at once. */
    told(activities: readonly string[]): LogEdge[] {
      const counts = new Map([...waits].map(([key, own]) => [key, own.reduce((sum, { length }) => sum + length, 0)]))
      const room = new Float64Array([...counts.values()].reduce((most, count) => Math.max(most, count), 0))
      const edges = [...counts].map(([key, count]): LogEdge => {
        const amid = { waits: gathered(waits.get(key) ?? [], room), before: 0 }
        const { value, low, high } = mediansAmid(count, medianPlaces(count), amid)
        return {
          from: activities[Math.floor(key / CODES)] ?? '',
          to: activities[key % CODES] ?? '',
          count,
          medianSeconds: value,
          medianLow: low,
          medianHigh: high,
        }
      })
      return edges.sort(commonestEdge)
    },
  }
}
