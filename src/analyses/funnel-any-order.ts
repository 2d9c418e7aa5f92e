import { DROPPED, type Exclusion, type Follow, type FunnelQuestion } from './funnel-question.ts'
import { type PlacesByCode, placesByCode } from './sequences.ts'

const NOBODY = -1

/**
 * The most steps that some events can be, one event a step (Kuhn's augmenting paths); taken in order, a step once
 * reached stays reached, so that the events at which it grows are when the steps were reached.
 */
const createMatching = (size: number, { offsets, places }: PlacesByCode, code: ArrayLike<number>) => {
  const holder = new Int32Array(size)
  const tried = new Uint8Array(size)
  const place = (event: number): boolean => {
    const what = code[event] ?? 0
    for (let p = offsets[what] ?? 0; p < (offsets[what + 1] ?? 0); p++) {
      const step = places[p] ?? 0
      if (tried[step]) continue
      tried[step] = 1
      const other = holder[step] ?? NOBODY
      if (other === NOBODY || place(other)) {
        holder[step] = event
        return true
      }
    }
    return false
  }
  return {
    clear: () => void holder.fill(NOBODY),
    add(event: number): boolean {
      tried.fill(0)
      return place(event)
    },
  }
}

/**
 * All steps within the window, in whatever order: the most distinct steps that any window holds, each by an event of its
 * own; the earliest such window tells the times. More events of one kind than there are steps change nothing, so that a
 * case of many events stays cheap.
 */
export const followAnyOrder = (question: FunnelQuestion): Follow => {
  const { steps, window } = question
  const exclusions: readonly Exclusion[] = question.exclusions ?? []
  const size = steps.length
  const [stepsOf, exclusionsOf] = [placesByCode(steps), placesByCode(exclusions)]
  const stepsNaming = ({ offsets }: PlacesByCode, what: number) => (offsets[what + 1] ?? 0) - (offsets[what] ?? 0)
  const names = (places: PlacesByCode, what: number) => what < places.limit && stepsNaming(places, what) > 0

  /** How many steps name each kind of event, and how many events of it the window holds. */
  const naming = Int32Array.from({ length: stepsOf.limit }, (_, what) => stepsNaming(stepsOf, what))
  const kinds = new Int32Array(stepsOf.limit)
  /** The steps that may still be part of a window, oldest first; none once the case is over. */
  let waiting: number[] = []
  const reach: Follow['reach'] = ({ at, code }, from, to, into, base) => {
    waiting = []
    const matching = createMatching(size, stepsOf, code)
    let best: number[] = []
    /** The events that are steps since the last reset, oldest first. */
    let held: number[] = []
    let first = 0
    let over = false
    kinds.fill(0)
    /** How many steps the window's events could be at most: of each kind as many as there are steps that name it. */
    let most = 0
    /** What the window that ends now holds, by taking its events in order. */
    const reachedNow = (): number[] => {
      matching.clear()
      const grown: number[] = []
      const seen = new Map<number, number>()
      for (let h = first; h < held.length && grown.length < size; h++) {
        const event = held[h] ?? 0
        const what = code[event] ?? 0
        const times = seen.get(what) ?? 0
        // More events of one kind than there are steps that name it cannot help.
        if (times >= (naming[what] ?? 0)) continue
        seen.set(what, times + 1)
        if (matching.add(event)) grown.push(event)
      }
      return grown
    }
    for (let event = from; event < to; event++) {
      const [now, what] = [at[event] ?? 0, code[event] ?? 0]
      while (first < held.length && now - (at[held[first] ?? 0] ?? 0) > window) {
        const gone = code[held[first++] ?? 0] ?? 0
        const left = (kinds[gone] ?? 1) - 1
        kinds[gone] = left
        if (left < (naming[gone] ?? 0)) most--
      }
      if (names(stepsOf, what)) {
        held.push(event)
        const before = kinds[what] ?? 0
        kinds[what] = before + 1
        if (before >= (naming[what] ?? 0)) continue
        most++
        // What was best before is no less.
        if (most <= best.length) continue
        const grown = reachedNow()
        if (grown.length > best.length) best = grown
        if (grown.length === size) break
      } else if (names(exclusionsOf, what) && first < held.length) {
        const modes = exclusionsOf.places
          .subarray(exclusionsOf.offsets[what] ?? 0, exclusionsOf.offsets[what + 1] ?? 0)
          .reduce((found, p) => found.add(exclusions[p]?.mode ?? 'reset'), new Set<Exclusion['mode']>())
        if (modes.has('drop')) return DROPPED
        if (modes.has('drop-off')) {
          over = true
          break
        }
        held = []
        first = 0
        kinds.fill(0)
        most = 0
      }
    }
    for (const [k, event] of best.entries()) into[base + k] = event
    if (!over && best.length < size) waiting = held.slice(first).map((event) => at[event] ?? 0)
    return best.length
  }
  return { reach, isOpen: (asOf) => asOf - (waiting.at(-1) ?? Number.NEGATIVE_INFINITY) <= window }
}
