import { rate, twoProportionZ } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { BreakingPoint } from './lived.ts'
import type { StageLives } from './measure-stages.ts'

/** Fewer mature people than this in a stage are too few to call it a breaking point. */
export const FEWEST = 30

/** How far above the other stages a breaking point stands: half as much again as the worst of them. */
const ABOVE = 1.5

/**
 * Stages where mature drop-off stands out: the lower Wilson bound lies above one and a half times the highest rate among the
 * stages that do not stand out, so that many people make no small difference a breaking point. At most a third of the stages
 * stand out (at least one may); those with too few mature people are not compared.
 */
export const findBreakingPoints = (map: JourneyMap, stages: readonly StageLives[], minN: number): BreakingPoint[] => {
  const compared = stages
    .map((stage, s) => ({ stage, s, dropOff: rate(stage.abandoned, stage.mature) }))
    .filter(({ stage }) => stage.mature >= Math.max(FEWEST, minN))
    .sort((a, b) => (b.dropOff.value ?? 0) - (a.dropOff.value ?? 0))
  const most = Math.min(compared.length - 1, Math.max(1, Math.floor(compared.length / 3)))
  for (let size = most; size > 0; size--) {
    const rest = compared.slice(size)
    const limit = ABOVE * (rest[0]?.dropOff.value ?? 1)
    const standing = compared.slice(0, size)
    if (!standing.every(({ dropOff }) => (dropOff.low ?? 0) > limit)) continue
    const others = {
      num: rest.reduce((sum, { stage }) => sum + stage.abandoned, 0),
      den: rest.reduce((sum, { stage }) => sum + stage.mature, 0),
    }
    return standing.map(({ stage, s, dropOff }) => {
      const [last] = [...stage.lastTouchpoints].sort((a, b) => b[1] - a[1] || a[0] - b[0])
      return {
        stage: map.stages[s]?.id ?? '',
        dropOff,
        others: rate(others.num, others.den),
        z: twoProportionZ(stage.abandoned, stage.mature, others.num, others.den),
        lastTouchpoint: map.touchpoints[last?.[0] ?? -1]?.id ?? null,
      }
    })
  }
  return []
}
