import { rate, twoProportionZ, Z95 } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { BreakingPoint } from './lived.ts'
import type { StageLives } from './measure-stages.ts'

/** Fewer mature people than this in a stage are too few to call it a breaking point. */
export const FEWEST = 30

/**
 * Stages where mature drop-off is above that of the other stages together: the lower Wilson bound lies above their rate, and
 * the two proportions are more than 1.96 standard errors apart. Stages where nobody can have dropped off are not compared.
 */
export const findBreakingPoints = (map: JourneyMap, stages: readonly StageLives[], minN: number): BreakingPoint[] => {
  const mature = stages.reduce((sum, stage) => sum + stage.mature, 0)
  const abandoned = stages.reduce((sum, stage) => sum + stage.abandoned, 0)
  return stages
    .flatMap((stage, s): BreakingPoint[] => {
      const others = { num: abandoned - stage.abandoned, den: mature - stage.mature }
      const dropOff = rate(stage.abandoned, stage.mature)
      const z = twoProportionZ(stage.abandoned, stage.mature, others.num, others.den)
      if (stage.mature < Math.max(FEWEST, minN) || others.den === 0 || z <= Z95) return []
      if ((dropOff.low ?? 0) <= others.num / others.den) return []
      const [last] = [...stage.lastTouchpoints].sort((a, b) => b[1] - a[1] || a[0] - b[0])
      return [
        {
          stage: map.stages[s]?.id ?? '',
          dropOff,
          others: rate(others.num, others.den),
          z,
          lastTouchpoint: map.touchpoints[last?.[0] ?? -1]?.id ?? null,
        },
      ]
    })
    .sort((a, b) => b.z - a.z)
}
