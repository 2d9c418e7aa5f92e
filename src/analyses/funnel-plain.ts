import { type Followed, type FunnelQuestion, timedUntil } from './funnel-question.ts'
import { followRoomy } from './funnel-roomy.ts'
import { placesByCode, type Sequences } from './sequences.ts'

/** Whether steps come in order and nothing else is asked: no exclusion, no optional step. */
export const isPlain = ({ steps, order, exclusions = [] }: FunnelQuestion): boolean =>
  order === 'ordered' && exclusions.length === 0 && steps.every(({ optional }) => optional !== true)

const larger = (values: Int32Array) => {
  const room = new Int32Array(values.length * 2)
  room.set(values)
  return room
}

/**
 * The plain funnel of a range of cases, in loops without a call: the same rule as `followInOrder`, where the latest admissible
 * attempt of each step is kept, and one event is one step at most.
 */
export const followPlain = (
  sequences: Sequences,
  question: FunnelQuestion,
  { reached, events, open }: Followed,
): ((from: number, to: number) => void) => {
  const { begins, ends, at, code } = sequences
  const { steps, window, windowFrom } = question
  const size = steps.length
  const { limit, offsets, places } = placesByCode(steps)
  const roomy = windowFrom === 'first' ? followRoomy(sequences, question, { reached, events, open }) : undefined
  const fromFirst = windowFrom === 'first'
  const until = timedUntil(question)
  const since = new Float64Array(size)
  const chain = new Int32Array(size)
  // Of a chain, link by link: its event and the link before.
  let [linked, before] = [new Int32Array(1024), new Int32Array(1024)]
  return (from, to) => {
    const longer = roomy?.(from, to)
    for (let k = 0; k < (longer?.length ?? to - from); k++) {
      const c = longer ? (longer[k] ?? 0) : from + k
      const end = ends[c] ?? 0
      let [links, best, furthest] = [0, -1, 0]
      for (let e = begins[c] ?? 0; e < end && furthest < size; e++) {
        const own = code[e] ?? 0
        if (own >= limit) continue
        // From the last step to the first, so that one event cannot take an attempt two steps further.
        for (let p = offsets[own] ?? 0; p < (offsets[own + 1] ?? 0); p++) {
          const step = places[p] ?? 0
          // Steps beyond the next one are nobody's yet.
          if (step > furthest) continue
          const now = at[e] ?? 0
          let begun = now
          let previous = -1
          if (step > 0) {
            begun = since[step - 1] ?? 0
            if (now - begun > window) continue
            previous = chain[step - 1] ?? -1
            if (!fromFirst) begun = now
          }
          const fresh = step === furthest
          if (!fresh && begun <= (since[step] ?? 0)) continue
          if (links === linked.length) [linked, before] = [larger(linked), larger(before)]
          linked[links] = e
          before[links] = previous
          since[step] = begun
          chain[step] = links
          if (fresh) {
            best = links
            furthest = step + 1
          }
          links++
        }
      }
      reached[c] = furthest
      // Of the attempts that stand, the one at the first step began last; each step's own time runs where it is so asked.
      if (furthest < size && until !== undefined)
        for (let step = 0; step < (fromFirst ? Math.min(1, furthest) : furthest); step++)
          if (until - (since[step] ?? 0) <= window) open[c] = 1
      for (let link = best, step = furthest - 1; step >= 0; step--) {
        events[c * size + step] = linked[link] ?? -1
        link = before[link] ?? -1
      }
    }
  }
}
