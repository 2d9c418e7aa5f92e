import { DROPPED, type Exclusion, type Follow, type FunnelQuestion } from './funnel-question.ts'
import { placesByCode } from './sequences.ts'

const NOWHERE = -1

/** The step before each step, and those before it that are optional and so may be skipped. */
const sourcesOf = ({ steps }: FunnelQuestion): readonly (readonly number[])[] =>
  steps.map((_, step) => {
    const from: number[] = []
    for (let k = step - 1; k >= 0; k--) {
      from.push(k)
      if (!steps[k]?.optional) break
    }
    return from
  })

/**
 * Steps in order. For each step the attempt with the latest admissible start (or the latest step, by `windowFrom`) is
 * kept, since it leaves the most time, and steps are taken from the last to the first, so that one event cannot advance
 * two. Attempts are chains of nodes, so that a step costs the same whatever its place.
 */
export const followInOrder = (question: FunnelQuestion): Follow => {
  const { steps, order, window, windowFrom } = question
  const exclusions: readonly Exclusion[] = question.exclusions ?? []
  const size = steps.length
  const [stepsOf, exclusionsOf] = [placesByCode(steps), placesByCode(exclusions)]
  const sources = sourcesOf(question)
  const fromFirst = windowFrom === 'first'
  /** By step, of the attempt that stands there: its chain, and since when its window runs. */
  const chain = new Int32Array(size)
  const since = new Float64Array(size)
  /** Of a chain, link by link: its event, its step and the link before. Used again from case to case. */
  let nodeEvents = new Int32Array(64)
  let nodeSteps = new Int32Array(64)
  let nodeBefore = new Int32Array(64)
  let nodes = 0
  /** The attempts that an event makes, as links; they count only once what must not happen has been looked at. */
  const next = new Int32Array(size)
  const nextSince = new Float64Array(size)
  let made = 0

  const alive = (step: number, now: number) => chain[step] !== NOWHERE && now - (since[step] ?? 0) <= window
  const furthestAlive = (now: number): number => {
    for (let step = size - 1; step >= 0; step--) if (alive(step, now)) return step
    return NOWHERE
  }
  const larger = (values: Int32Array) => {
    const room = new Int32Array(values.length * 2)
    room.set(values)
    return room
  }
  const grow = (event: number, step: number, before: number, from: number): void => {
    if (nodes === nodeEvents.length)
      [nodeEvents, nodeSteps, nodeBefore] = [larger(nodeEvents), larger(nodeSteps), larger(nodeBefore)]
    nodeEvents[nodes] = event
    nodeSteps[nodes] = step
    nodeBefore[nodes] = before
    nextSince[made] = from
    next[made++] = nodes++
  }
  const advance = (event: number, now: number, from: number, to: number) => {
    for (let p = from; p < to; p++) {
      const step = stepsOf.places[p] ?? 0
      if (step === 0) {
        grow(event, 0, NOWHERE, now)
        continue
      }
      const before = sources[step]
      let chosen = NOWHERE
      if (before !== undefined)
        for (let k = 0; k < before.length; k++) {
          const source = before[k] ?? 0
          if (alive(source, now) && (chosen === NOWHERE || (since[source] ?? 0) > (since[chosen] ?? 0))) chosen = source
        }
      if (chosen === NOWHERE) continue
      grow(event, step, chain[chosen] ?? NOWHERE, fromFirst ? (since[chosen] ?? 0) : now)
    }
  }
  /** What must not happen has happened: how the case ends, where it does. */
  const excluded = (what: number, now: number): 'drop' | 'drop-off' | undefined => {
    const [from, to] = [exclusionsOf.offsets[what] ?? 0, exclusionsOf.offsets[what + 1] ?? 0]
    // Codes below the last that an exclusion names may be of none.
    if (from === to) return undefined
    const stands = furthestAlive(now)
    let advanced = false
    for (let k = 0; k < made; k++) if ((nodeSteps[next[k] ?? 0] ?? 0) > stands) advanced = true
    for (let p = from; p < to; p++) {
      const { after, mode } = exclusions[exclusionsOf.places[p] ?? 0] ?? { after: NOWHERE, mode: 'reset' as const }
      if (mode === 'reset') chain[after] = NOWHERE
      else if (stands === after && !advanced) return mode
    }
    return undefined
  }
  const strict = order === 'strict'
  const free = exclusions.length === 0
  /** Over: at the last step, left out, or given up. */
  let closed = false

  const reach: Follow['reach'] = ({ at, code }, from, to, into, base) => {
    chain.fill(NOWHERE)
    closed = false
    nodes = 0
    let [best, reached] = [NOWHERE, 0]
    for (let event = from; event < to; event++) {
      const what = code[event] ?? 0
      const named = what < stepsOf.limit
      const begin = named ? (stepsOf.offsets[what] ?? 0) : 0
      const end = named ? (stepsOf.offsets[what + 1] ?? 0) : 0
      made = 0
      // Most events are no step: nothing happens to anybody.
      if (begin === end && !strict && (free || what >= exclusionsOf.limit)) continue
      const now = at[event] ?? 0
      if (end > begin) advance(event, now, begin, end)
      if (what < exclusionsOf.limit) {
        const ends = excluded(what, now)
        closed = ends !== undefined
        if (ends === 'drop') return DROPPED
        if (ends === 'drop-off') break
      }
      if (strict) chain.fill(NOWHERE)
      for (let k = 0; k < made; k++) {
        const node = next[k] ?? 0
        const step = nodeSteps[node] ?? 0
        if (chain[step] === NOWHERE || (nextSince[k] ?? 0) > (since[step] ?? 0)) {
          chain[step] = node
          since[step] = nextSince[k] ?? 0
        }
        if (step + 1 > reached) {
          best = node
          reached = step + 1
        }
      }
      if (reached === size && free) break
    }
    for (let node = best; node !== NOWHERE; node = nodeBefore[node] ?? NOWHERE)
      into[base + (nodeSteps[node] ?? 0)] = nodeEvents[node] ?? NOWHERE
    closed ||= reached === size
    return reached
  }
  return { reach, isOpen: (asOf) => !closed && furthestAlive(asOf) !== NOWHERE }
}
