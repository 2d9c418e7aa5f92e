import type { LivedTransition } from '../../../../journeys/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'

export interface Placed {
  readonly id: string
  readonly x: number
  readonly y: number
}

interface Column {
  readonly id: string
  readonly x: number
  readonly right: number
}

interface Box {
  readonly wide: number
  readonly high: number
}

const [BETWEEN, UNDER, HEAD] = [96, 26, 34]
/** Room for what goes back on the left of the first stage. */
const EDGE = 46

/** Touchpoints under their stage, from left to right, those with a passage that is drawn only. */
export const layGraph = (map: JourneyMap, edges: readonly LivedTransition[], { wide, high }: Box) => {
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const placed = new Map<string, Placed>()
  const columns: Column[] = []
  let [x, deepest] = [EDGE, 1]
  for (const stage of map.stages) {
    const here = map.touchpoints.filter((one) => one.stage === stage.id && used.has(one.id))
    if (here.length === 0) continue
    for (const [at, { id }] of here.entries()) placed.set(id, { id, x, y: HEAD + at * (high + UNDER) })
    columns.push({ id: stage.id, x, right: x + wide + 50 })
    x += wide + BETWEEN
    deepest = Math.max(deepest, here.length)
  }
  return { placed, columns, height: HEAD + deepest * (high + UNDER) + 10 }
}
