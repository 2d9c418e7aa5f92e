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
  let [nodeEvents, nodeSteps, nodeBefore]: [number[], number[], number[]] = [[], [], []]
  const [next, nextSince]: [number[], number[]] = [[], []]

  const alive = (step: number, now: number) => chain[step] !== NOWHERE && now - (since[step] ?? 0) <= window
  const furthestAlive = (now: number): number => {
    for (let step = size - 1; step >= 0; step--) if (alive(step, now)) return step
    return NOWHERE
  }
  const grow = (event: number, step: number, before: number): number => {
    nodeEvents.push(event)
    nodeSteps.push(step)
    nodeBefore.push(before)
    return nodeEvents.length - 1
  }
  /** The attempts that an event makes, as nodes in `next`; they count only once what must not happen has been looked at. */
  const advance = (event: number, now: number, from: number, to: number) => {
    next.length = 0
    nextSince.length = 0
    for (let p = from; p < to; p++) {
      const step = stepsOf.places[p] ?? 0
      if (step === 0) {
        next.push(grow(event, 0, NOWHERE))
        nextSince.push(now)
        continue
      }
      let chosen = NOWHERE
      for (const source of sources[step] ?? [])
        if (alive(source, now) && (chosen === NOWHERE || (since[source] ?? 0) > (since[chosen] ?? 0))) chosen = source
      if (chosen === NOWHERE) continue
      next.push(grow(event, step, chain[chosen] ?? NOWHERE))
      nextSince.push(fromFirst ? (since[chosen] ?? 0) : now)
    }
  }
  /** What must not happen has happened: `true` where the case ends here. */
  const excluded = (what: number, now: number): 'drop' | 'drop-off' | undefined => {
    const [from, to] = [exclusionsOf.offsets[what] ?? 0, exclusionsOf.offsets[what + 1] ?? 0]
    const stands = furthestAlive(now)
    const advanced = next.some((node) => (nodeSteps[node] ?? 0) > stands)
    for (let p = from; p < to; p++) {
      const { after, mode } = exclusions[exclusionsOf.places[p] ?? 0] ?? { after: NOWHERE, mode: 'reset' as const }
      if (mode === 'reset') chain[after] = NOWHERE
      else if (stands === after && !advanced) return mode
    }
    return undefined
  }

  return ({ at, code }, from, to, into) => {
    chain.fill(NOWHERE)
    ;[nodeEvents, nodeSteps, nodeBefore] = [[], [], []]
    let [best, reached] = [NOWHERE, 0]
    for (let event = from; event < to; event++) {
      const what = code[event] ?? 0
      const begin = what < stepsOf.limit ? (stepsOf.offsets[what] ?? 0) : 0
      const end = what < stepsOf.limit ? (stepsOf.offsets[what + 1] ?? 0) : 0
      const now = at[event] ?? 0
      if (end > begin) advance(event, now, begin, end)
      else next.length = 0
      if (what < exclusionsOf.limit) {
        const ends = excluded(what, now)
        if (ends === 'drop') return DROPPED
        if (ends === 'drop-off') break
      }
      if (order === 'strict') chain.fill(NOWHERE)
      for (const [k, node] of next.entries()) {
        const step = nodeSteps[node] ?? 0
        if (chain[step] === NOWHERE || (nextSince[k] ?? 0) > (since[step] ?? 0)) {
          chain[step] = node
          since[step] = nextSince[k] ?? 0
        }
        if (step + 1 > reached) [best, reached] = [node, step + 1]
      }
      if (reached === size && exclusions.length === 0) break
    }
    for (let node = best; node !== NOWHERE; node = nodeBefore[node] ?? NOWHERE)
      into[nodeSteps[node] ?? 0] = nodeEvents[node] ?? NOWHERE
    return reached
  }
}
