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

const [BETWEEN, NEAREST, UNDER, HEAD] = [96, 42, 26, 46]
/** Room for what goes back on the left of the first stage. */
const EDGE = 40

/**
 * Touchpoints under their stage, from left to right, those with a passage that is drawn only; as near to each other as the
 * width asks, as far as they can still be told apart.
 */
export const layGraph = (map: JourneyMap, edges: readonly LivedTransition[], { wide, high }: Box, width = 0) => {
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const placed = new Map<string, Placed>()
  const columns: Column[] = []
  const many = map.stages.filter(({ id }) => map.touchpoints.some((one) => one.stage === id && used.has(one.id))).length
  const room = (width - 2 * EDGE - many * wide) / Math.max(1, many - 1)
  const between = width === 0 ? NEAREST : Math.max(NEAREST, Math.min(BETWEEN, room))
  let [x, deepest] = [EDGE, 1]
  for (const stage of map.stages) {
    const here = map.touchpoints.filter((one) => one.stage === stage.id && used.has(one.id))
    if (here.length === 0) continue
    for (const [at, { id }] of here.entries()) placed.set(id, { id, x, y: HEAD + at * (high + UNDER) })
    columns.push({ id: stage.id, x, right: x + wide + EDGE })
    x += wide + between
    deepest = Math.max(deepest, here.length)
  }
  return { placed, columns, height: HEAD + deepest * (high + UNDER) + 10 }
}
