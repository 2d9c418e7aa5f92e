import { type Followed, type FunnelQuestion, timedUntil } from './funnel-question.ts'
import type { Sequences } from './sequences.ts'

/**
 * By step and code, how far on the row of the next step is where the code is the step, else 0; the last code of a row stands
 * for all that no step names.
 */
const strides = ({ steps }: FunnelQuestion) => {
  const limit = steps.reduce((most, { codes }) => codes.reduce((best, code) => Math.max(best, code + 1), most), 0)
  const width = limit + 1
  const stride = new Int32Array(steps.length * width)
  for (const [step, { codes }] of steps.entries()) for (const code of codes) stride[step * width + code] = width
  return { limit, width, stride }
}

/**
 * The plain funnel of cases whose earliest passages all come within the window, which then shuts out nothing: the furthest
 * step is how far they come, one step an event. The attempt that counts is the one that `followPlain` keeps: among those that
 * come as far before the event by which the furthest step is first reached, the one that starts last, by its earliest
 * passages; it is found backwards from that event, then followed from its start. Of a range of cases, those that take longer
 * are told, and left alone.
 *
 * Whether an event is the next step nobody can guess: each is written down as if it were, and the next one over it where it
 * is not.
 */
export const followRoomy = (
  sequences: Sequences,
  question: FunnelQuestion,
  followed: Followed,
): ((from: number, to: number) => Uint32Array) => {
  const rows = strides(question)
  return (from, to) => follow(sequences, question, rows, followed, from, to)
}

/** Whether an attempt began so late that its time is not up. */
const mayGoOn = (
  { at, code }: Sequences,
  { limit, stride }: ReturnType<typeof strides>,
  window: number,
  until: number,
  begin: number,
  end: number,
): boolean => {
  for (let e = end - 1; e >= begin && until - (at[e] ?? 0) <= window; e--) {
    const own = code[e] ?? 0
    if (own < limit && stride[own] !== 0) return true
  }
  return false
}

const follow = (
  sequences: Sequences,
  question: FunnelQuestion,
  rows: ReturnType<typeof strides>,
  { reached, events, open }: Followed,
  from: number,
  to: number,
): Uint32Array => {
  const { begins, ends, at, code } = sequences
  const { limit, width, stride } = rows
  const { window } = question
  const isTimed = Number.isFinite(window)
  const size = question.steps.length
  const until = timedUntil(question)
  const all = size * width
  const passed = new Int32Array(all)
  const longer = new Uint32Array(to - from)
  let left = 0
  for (let c = from; c < to; c++) {
    const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
    let row = 0
    for (let e = begin; e < end && row < all; e++) {
      const beyond = limit - (code[e] ?? 0)
      passed[row] = e
      // The lesser of the code and the limit, by the sign of their difference.
      row += stride[row + limit - (beyond & ~(beyond >> 31))] ?? 0
    }
    const step = row / width
    const furthest = step === 0 ? 0 : (passed[row - width] ?? 0)
    // Nothing that lies between them is too far apart either.
    if (isTimed && step > 1 && (at[furthest] ?? 0) - (at[passed[0] ?? 0] ?? 0) > window) {
      longer[left++] = c
      continue
    }
    reached[c] = step
    if (step === 0) continue
    if (until !== undefined && step < size && mayGoOn(sequences, rows, window, until, begin, end)) open[c] = 1
    const base = c * size
    if (step > 1) {
      // The latest start from which all steps but the last come before it.
      let e = furthest
      for (row -= 2 * width; row >= 0; ) {
        const beyond = limit - (code[--e] ?? 0)
        row -= stride[row + limit - (beyond & ~(beyond >> 31))] ?? 0
      }
      // Of starts at one instant the first is kept.
      const instant = at[e] ?? 0
      for (let earlier = e - 1; earlier >= begin && at[earlier] === instant; earlier--) {
        const own = code[earlier] ?? 0
        if (own < limit && stride[own] !== 0) e = earlier
      }
      row = 0
      for (let next = base; next < base + step - 1; e++) {
        const beyond = limit - (code[e] ?? 0)
        const on = stride[row + limit - (beyond & ~(beyond >> 31))] ?? 0
        events[next] = e
        next += Number(on !== 0)
        row += on
      }
    }
    events[base + step - 1] = furthest
  }
  return longer.subarray(0, left)
}
