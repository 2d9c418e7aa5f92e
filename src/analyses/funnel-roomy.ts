import { type FunnelQuestion, timedUntil } from './funnel-question.ts'
import type { Sequences } from './sequences.ts'

/** By step and code, 1 where the code is the step; codes beyond the last named one are none. */
const stepsByCode = ({ steps }: FunnelQuestion) => {
  const limit = steps.reduce((most, { codes }) => codes.reduce((best, code) => Math.max(best, code + 1), most), 0)
  const is = new Uint8Array(steps.length * limit)
  for (const [step, { codes }] of steps.entries()) for (const code of codes) is[step * limit + code] = 1
  return { limit, is }
}

/**
 * The plain funnel of cases that are over within the window, which then shuts out nothing: the furthest step is how far the
 * earliest passages come, one step an event. The attempt that counts is the one that `followPlain` keeps: among those that
 * come as far before the event by which the furthest step is first reached, the one that starts last, by its earliest
 * passages; it is found backwards from that event, then followed from its start. Cases that take longer are told.
 */
export const createRoomy = ({ begins, ends, at, code }: Sequences, question: FunnelQuestion) => {
  const size = question.steps.length
  const { limit, is } = stepsByCode(question)
  const width = limit
  const until = timedUntil(question)
  /** Whether an attempt began so late that its time is not up. */
  const mayGoOn = (begin: number, end: number): boolean => {
    if (until === undefined) return false
    for (let e = end - 1; e >= begin && until - (at[e] ?? 0) <= question.window; e--) {
      const own = code[e] ?? 0
      if (own < limit && is[own] === 1) return true
    }
    return false
  }
  return (c: number, reached: Int16Array, events: Int32Array, open: Uint8Array): boolean => {
    const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
    if (end > begin && (at[end - 1] ?? 0) - (at[begin] ?? 0) > question.window) return false
    let [step, row, e] = [0, 0, begin]
    let furthest = -1
    for (; e < end; e++) {
      const own = code[e] ?? 0
      if (own < limit && is[row + own] === 1) {
        furthest = e
        step++
        row += width
        if (step === size) break
      }
    }
    reached[c] = step
    if (step > 0 && step < size) open[c] = mayGoOn(begin, end) ? 1 : 0
    const base = c * size
    if (step === 0) return true
    events[base + step - 1] = furthest
    if (step === 1) return true
    // The latest start from which all steps but the last come before it.
    let before = step - 2
    for (e = furthest - 1, row = before * width; ; e--) {
      const own = code[e] ?? 0
      if (own >= limit || is[row + own] !== 1) continue
      if (before === 0) break
      before--
      row -= width
    }
    // Of starts at one instant the first is kept.
    const instant = at[e] ?? 0
    for (let earlier = e - 1; earlier >= begin && at[earlier] === instant; earlier--) {
      const own = code[earlier] ?? 0
      if (own < limit && is[own] === 1) e = earlier
    }
    for (let next = 0; next < step - 1; e++) {
      const own = code[e] ?? 0
      if (own < limit && is[next * width + own] === 1) events[base + next++] = e
    }
    return true
  }
}
