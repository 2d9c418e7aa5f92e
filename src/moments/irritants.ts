import { METRICS } from '../feedback/index.ts'
import { normalTail } from '../kernel/index.ts'
import { type Candidate, FEWEST, proposed } from './candidate.ts'
import { contrast, sampleOf } from './contrast.ts'
import type { Life, Seen } from './seen-lives.ts'

/** Half a standard deviation: less would not be felt. */
const FELT = 0.5
const LOSS_Z = 1.959963984540054

/** What is lost where a touchpoint was lived: success among those who ended, and how people score the rest of the journey. */
const lossOf = (lives: readonly Life[], touchpoint: number, reached: (life: Life) => boolean) => {
  const lived = (life: Life) => life.touches.some((touch) => touch.touchpoint === touchpoint)
  const others = lives.filter((life) => reached(life) && !lived(life))
  const mine = lives.filter(lived)
  const success = (list: readonly Life[]) =>
    sampleOf(list.filter(({ ended }) => ended).map(({ succeeded }) => (succeeded ? 1 : 0)))
  const elsewhere = (list: readonly Life[]) =>
    sampleOf(
      list.flatMap(({ answers }) =>
        answers.filter((answer) => answer.touchpoint !== touchpoint).map(({ ease }) => ease),
      ),
    )
  return {
    success: contrast(success(mine), success(others)),
    elsewhere: contrast(elsewhere(mine), elsewhere(others)),
  }
}

/**
 * Irritants: touchpoints whose scores lie significantly and noticeably (half a standard deviation) below those of the other
 * touchpoints on the same metric, and where something is lost: fewer succeed, or the rest of the journey is scored lower, than
 * among those who reached the same stage without it.
 */
export const noticeIrritants = ({ map, rules, lives, answers: all }: Seen): Candidate[] =>
  METRICS.flatMap((metric, code) => {
    const answers = all.filter((answer) => answer.metric === code)
    return map.touchpoints.flatMap(({ id, stage }, touchpoint): Candidate[] => {
      const mine = sampleOf(answers.filter((answer) => answer.touchpoint === touchpoint).map(({ ease }) => ease))
      if (mine.n < FEWEST) return []
      const others = sampleOf(answers.filter((answer) => answer.touchpoint !== touchpoint).map(({ ease }) => ease))
      if (others.n < FEWEST) return []
      const { difference, z, d } = contrast(mine, others)
      const reached = (life: Life) =>
        life.touches.some((touch) => rules.stageOf[touch.touchpoint] === rules.stageOf[touchpoint])
      // What is lost is looked at only where something is felt: most touchpoints are not.
      const loss = d <= -FELT ? lossOf(lives, touchpoint, reached) : undefined
      const lost = loss !== undefined && (loss.success.z < -LOSS_Z || loss.elsewhere.z < -LOSS_Z)
      return [
        {
          moment: proposed({
            kind: 'irritant',
            sign: 'low_score',
            stage,
            touchpoint: id,
            statistics: {
              metric,
              n: mine.n,
              // Scores on 0 (worst) to 1 (best) of the metric's scale.
              score: mine.mean,
              others: others.mean,
              othersN: others.n,
              difference,
              effect: d,
              z,
              successDifference: loss?.success.difference ?? null,
              successZ: loss?.success.z ?? null,
              elsewhereDifference: loss?.elsewhere.difference ?? null,
              elsewhereZ: loss?.elsewhere.z ?? null,
            },
          }),
          p: z < 0 ? normalTail(z) : 1,
          large: lost,
        },
      ]
    })
  })
