import type { JourneyMap, Stage } from '../maps/index.ts'

/** One way through a stage: the touchpoints that it cannot do without. */
interface Way {
  readonly touchpoints: readonly number[]
  readonly inAnyOrder: boolean
}

const waysOf = ({ touchpoints }: JourneyMap, stage: Stage): readonly Way[] => {
  const needed = (id: string): number[] => {
    const index = touchpoints.findIndex((one) => one.id === id)
    const need = touchpoints[index]?.need ?? 'mandatory'
    return index >= 0 && need === 'mandatory' ? [index] : []
  }
  const mine = touchpoints.filter((one) => one.stage === stage.id).map(({ id }) => id)
  return (stage.choice ?? [mine])
    .map((ids) => ({ touchpoints: ids.flatMap(needed), inAnyOrder: stage.any_order === true }))
    .filter((way) => way.touchpoints.length > 0)
}

/**
 * How far a journey has come on a map: the furthest stage, and within it how much of what it cannot do without is done, by
 * the way through it that is furthest done. One journey after another; the code of a place is the higher the farther it is.
 */
export const createProgress = (map: JourneyMap) => {
  const ways = map.stages.map((stage) => waysOf(map, stage))
  const stageOf = map.touchpoints.map(({ stage }) => map.stages.findIndex(({ id }) => id === stage))
  const done = new Set<number>()
  let reached = -1
  const shareOf = ({ touchpoints, inAnyOrder }: Way): number => {
    const count = inAnyOrder
      ? touchpoints.filter((one) => done.has(one)).length
      : touchpoints.findLastIndex((one) => done.has(one)) + 1
    return count / touchpoints.length
  }
  return {
    begin(): void {
      done.clear()
      reached = -1
    },
    /** Takes a touchpoint; whether it brought the journey farther. */
    took(touchpoint: number): boolean {
      const stage = stageOf[touchpoint] ?? -1
      if (stage < 0 || stage < Math.floor(reached)) return false
      done.add(touchpoint)
      // Less than 1, so that the next stage is always farther.
      const share = Math.max(0, ...(ways[stage] ?? []).map(shareOf)) * 0.999
      if (stage + share <= reached) return false
      reached = stage + share
      return true
    },
    /** The furthest place; -1 where there is none. */
    reached: (): number => reached,
  }
}
