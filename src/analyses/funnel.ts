import { type Instant, quantile, type Rate, rate, SECOND } from '../kernel/index.ts'

/** Cases in columns: the events of case c are `starts[c]` to `starts[c + 1]` (exclusive), in order. */
export interface Sequences {
  readonly starts: Uint32Array
  readonly at: Float64Array
  /** What each event is: a code of the caller's. */
  readonly code: ArrayLike<number>
}

export interface Step {
  readonly label: string
  /** Any of these codes is the step. */
  readonly codes: readonly number[]
  /** May be skipped: whoever does is not lost. Never the first step. */
  readonly optional?: boolean
}

/** What must not happen between a step and the next one. */
export interface Exclusion {
  readonly codes: readonly number[]
  /** After this step (from 0) and before the next one that is reached. */
  readonly after: number
  /** `drop` leaves the whole case out, `reset` starts it over, `drop-off` ends it where it stood. */
  readonly mode: 'drop' | 'reset' | 'drop-off'
}

export interface FunnelQuestion {
  readonly steps: readonly Step[]
  /** `ordered` lets other events pass between steps, `strict` does not, `any` takes the steps in any order. */
  readonly order: 'ordered' | 'strict' | 'any'
  /** Milliseconds; `Infinity` for none. */
  readonly window: number
  /** Whether the window runs from the first step to the last, or from each step to the next. */
  readonly windowFrom: 'first' | 'previous'
  readonly exclusions?: readonly Exclusion[]
}

export interface FunnelStep {
  readonly label: string
  readonly count: number
  readonly ofFirst: Rate
  readonly ofPrevious: Rate
  /** From the step before; of those who reached both. */
  readonly medianSeconds: number | null
}

export interface Funnel {
  readonly steps: readonly FunnelStep[]
  /** How many steps each case reached (0: not even the first); `dropped` for a case left out. The list of people. */
  readonly reached: Int16Array
  readonly dropped: number
}

export const DROPPED = -1

/** A way through the steps so far: when it began, when it reached each of them (NaN: skipped). */
interface Way {
  readonly start: Instant
  readonly times: readonly Instant[]
}

const masks = (steps: readonly { readonly codes: readonly number[] }[]): Map<number, number[]> => {
  const byCode = new Map<number, number[]>()
  for (const [index, { codes }] of steps.entries())
    for (const code of new Set(codes)) byCode.set(code, [...(byCode.get(code) ?? []), index])
  return byCode
}

/**
 * How far each case gets through some steps. One pass over a case: for each step the way with the latest admissible
 * start (or latest step, by `windowFrom`) is kept, steps taken from the last to the first, so that one event cannot
 * advance two steps. No cap on steps.
 */
export const funnel = (sequences: Sequences, question: FunnelQuestion): Funnel => {
  const cases = sequences.starts.length - 1
  const reached = new Int16Array(cases)
  const times: (readonly Instant[])[] = []
  const follow = question.order === 'any' ? anyOrder(question) : inOrder(question)
  for (let c = 0; c < cases; c++) {
    const way = follow(sequences, sequences.starts[c] ?? 0, sequences.starts[c + 1] ?? 0)
    reached[c] = way === 'dropped' ? DROPPED : way.length
    times.push(way === 'dropped' ? [] : way)
  }
  return summary(question, reached, times)
}

const summary = ({ steps }: FunnelQuestion, reached: Int16Array, times: readonly (readonly Instant[])[]): Funnel => {
  const has = (way: readonly Instant[], step: number) => way[step] !== undefined && !Number.isNaN(way[step])
  const counts = steps.map((_, step) => times.reduce((sum, way) => sum + (has(way, step) ? 1 : 0), 0))
  const passed = steps.map((_, step) => times.reduce((sum, way) => sum + (way.length > step ? 1 : 0), 0))
  const before = (step: number): number => {
    for (let k = step - 1; k >= 0; k--) if (!steps[k]?.optional) return counts[k] ?? 0
    return counts[step] ?? 0
  }
  return {
    steps: steps.map(({ label, optional }, step) => {
      const durations = times.flatMap((way) => {
        if (step === 0 || !has(way, step)) return []
        let previous = step - 1
        while (previous > 0 && !has(way, previous)) previous--
        return [((way[step] ?? 0) - (way[previous] ?? 0)) / SECOND]
      })
      const count = optional ? (counts[step] ?? 0) : (passed[step] ?? 0)
      return {
        label,
        count,
        ofFirst: rate(count, counts[0] ?? 0),
        ofPrevious: rate(count, before(step)),
        medianSeconds: quantile(Float64Array.from(durations).sort(), 0.5),
      }
    }),
    reached,
    dropped: reached.reduce((sum, way) => sum + (way === DROPPED ? 1 : 0), 0),
  }
}

type Follow = (sequences: Sequences, from: number, to: number) => readonly Instant[] | 'dropped'

const fits = (way: Way, at: Instant, { window, windowFrom }: FunnelQuestion): boolean => {
  const since = windowFrom === 'first' ? way.start : lastOf(way)
  return at - since <= window
}

const lastOf = ({ times }: Way): Instant => {
  for (let k = times.length - 1; k >= 0; k--) if (!Number.isNaN(times[k])) return times[k] ?? 0
  return Number.NaN
}

/** Of two ways that stand at one step, the one that leaves more time. */
const better = (a: Way | undefined, b: Way, windowFrom: FunnelQuestion['windowFrom']): Way => {
  if (!a) return b
  const [left, right] = windowFrom === 'first' ? [a.start, b.start] : [lastOf(a), lastOf(b)]
  return right > left ? b : a
}

const inOrder = (question: FunnelQuestion): Follow => {
  const { steps, order, windowFrom, exclusions = [] } = question
  const byCode = masks(steps)
  const excluded = masks(exclusions)
  /** The step before, and those before it that are optional and so may be skipped. */
  const sources = steps.map((_, step) => {
    const from: number[] = []
    for (let k = step - 1; k >= 0; k--) {
      from.push(k)
      if (!steps[k]?.optional) break
    }
    return from
  })
  return ({ at, code }, from, to) => {
    const ways = new Array<Way | undefined>(steps.length)
    let best: Way | undefined
    let ended = false
    for (let e = from; e < to && !ended; e++) {
      const [now, what] = [at[e] ?? 0, code[e] ?? 0]
      const matched = byCode.get(what) ?? []
      const next: (readonly [number, Way])[] = []
      for (const step of [...matched].reverse()) {
        if (step === 0) {
          next.push([0, { start: now, times: [now] }])
          continue
        }
        let chosen: Way | undefined
        for (const source of sources[step] ?? []) {
          const way = ways[source]
          if (!way || !fits(way, now, question)) continue
          const skipped = new Array<number>(step - source - 1).fill(Number.NaN)
          chosen = better(chosen, { start: way.start, times: [...way.times, ...skipped, now] }, windowFrom)
        }
        if (chosen) next.push([step, chosen])
      }
      if (order === 'strict') ways.fill(undefined)
      for (const index of excluded.get(what) ?? []) {
        const { after, mode } = exclusions[index] ?? { after: -1, mode: 'reset' }
        const hit = ways[after]
        const passed = (way: Way | undefined) => way?.times[after] === hit?.times[after]
        if (!hit || ways.slice(after + 1).some(passed)) continue
        if (mode === 'drop') return 'dropped'
        if (mode === 'drop-off') ended = true
        ways[after] = undefined
        if (mode === 'reset') ways.fill(undefined)
      }
      if (ended) break
      for (const [step, way] of next) {
        ways[step] = better(ways[step], way, windowFrom)
        if (!best || way.times.length > best.times.length) best = way
      }
    }
    return best?.times ?? []
  }
}

/** All steps within the window, in whatever order; times are those of the best window, by step reached. */
const anyOrder = ({ steps, window }: FunnelQuestion): Follow => {
  const byCode = masks(steps)
  return ({ at, code }, from, to) => {
    let best: Instant[] = []
    for (let start = from; start < to; start++) {
      if (!byCode.has(code[start] ?? -1)) continue
      const seen = new Set<number>()
      const times: Instant[] = []
      for (let e = start; e < to && (at[e] ?? 0) - (at[start] ?? 0) <= window; e++) {
        const step = (byCode.get(code[e] ?? -1) ?? []).find((candidate) => !seen.has(candidate))
        if (step === undefined) continue
        seen.add(step)
        times.push(at[e] ?? 0)
      }
      if (times.length > best.length) best = times
      if (best.length === steps.length) break
    }
    return best
  }
}
