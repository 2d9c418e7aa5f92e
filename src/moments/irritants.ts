import { METRICS } from '../feedback/index.ts'
import type { Followed } from '../journeys/index.ts'
import { normalTail } from '../kernel/index.ts'
import { rateDifference } from '../statistics/index.ts'
import { type Candidate, FEWEST, proposed } from './candidate.ts'
import {
  type Answered,
  answeredContrast,
  answeredMean,
  bounded,
  contrast,
  sampleOf,
  sampleOfShare,
  sizeOf,
} from './contrast.ts'
import type { Answer, Life, Seen } from './seen-lives.ts'

/** Half a standard deviation: less would not be felt. */
const FELT = 0.5
const LOSS_Z = 1.959963984540054

/** What each life says of some things. */
const saidOf = (lives: readonly (readonly Answer[])[], is: (answer: Answer) => boolean): Answered => {
  const [sums, numbers] = [new Float64Array(lives.length), new Float64Array(lives.length)]
  for (const [at, answers] of lives.entries())
    for (const answer of answers) {
      if (!is(answer)) continue
      sums[at] = (sums[at] ?? 0) + answer.ease
      numbers[at] = (numbers[at] ?? 0) + 1
    }
  return { sums, numbers }
}

/** Counts, life by life, who succeeded with each touchpoint, and who having reached its stage without it. */
export const countSuccess = ({ map, rules }: Pick<Followed, 'map' | 'rules'>) => {
  const none = () => ({ ended: 0, succeeded: 0 })
  const success = map.touchpoints.map(() => ({ lived: none(), others: none() }))
  return {
    add({ touches, ended, succeeded }: Life): void {
      if (!ended) return
      const lived = new Set(touches.map(({ touchpoint }) => touchpoint))
      const stages = new Set(touches.map(({ touchpoint }) => rules.stageOf[touchpoint]))
      for (const [touchpoint, { lived: mine, others }] of success.entries()) {
        const side = lived.has(touchpoint) ? mine : stages.has(rules.stageOf[touchpoint]) ? others : undefined
        if (!side) continue
        side.ended++
        if (succeeded) side.succeeded++
      }
    },
    success,
  }
}

const NOBODY = { ended: 0, succeeded: 0 }

/** What is lost where a touchpoint was lived: success among those who ended, and how people score the rest of the journey. */
const lossOf = ({ success, answered, rules }: Seen, touchpoint: number) => {
  const lived = (life: Life) => life.touches.some((touch) => touch.touchpoint === touchpoint)
  const reached = (life: Life) =>
    life.touches.some((touch) => rules.stageOf[touch.touchpoint] === rules.stageOf[touchpoint])
  const mine = answered.filter(lived)
  const others = answered.filter((life) => reached(life) && !lived(life))
  const { lived: those, others: without } = success[touchpoint] ?? { lived: NOBODY, others: NOBODY }
  const [one, two] = [sampleOfShare(those.succeeded, those.ended), sampleOfShare(without.succeeded, without.ended)]
  const all = [...mine, ...others].map(({ answers }) => answers.filter((answer) => answer.touchpoint !== touchpoint))
  const elsewhere = (is: (at: number) => boolean) =>
    saidOf(
      all.map((answers, at) => (is(at) ? answers : [])),
      () => true,
    )
  const rated = rateDifference(those.succeeded, those.ended, without.succeeded, without.ended)
  return {
    success: { ...contrast(one, two), low: rated?.low ?? null, high: rated?.high ?? null },
    elsewhere: answeredContrast(
      elsewhere((at) => at < mine.length),
      elsewhere((at) => at >= mine.length),
    ),
  }
}

const NOTHING = { difference: null, z: null, low: null, high: null }

/**
 * Irritants: touchpoints whose scores lie significantly and noticeably (half a standard deviation) below those of the other
 * touchpoints on the same metric, and where something is lost: fewer succeed, or the rest of the journey is scored lower, than
 * among those who reached the same stage without it. Answers are told of over journeys: several of one are not independent.
 */
export const noticeIrritants = (seen: Seen): Candidate[] =>
  METRICS.flatMap((metric, code) => {
    const { map } = seen
    const said = seen.answered
      .map(({ answers }) => answers.filter((answer) => answer.metric === code))
      .filter(({ length }) => length > 0)
    const all = said.flat()
    return map.touchpoints.flatMap(({ id, stage }, touchpoint): Candidate[] => {
      const isMine = (answer: Answer) => answer.touchpoint === touchpoint
      const mine = sampleOf(all.filter(isMine).map(({ ease }) => ease))
      if (mine.n < FEWEST) return []
      const others = sampleOf(all.filter((answer) => !isMine(answer)).map(({ ease }) => ease))
      if (others.n < FEWEST) return []
      const [about, elsewhere] = [saidOf(said, isMine), saidOf(said, (answer) => !isMine(answer))]
      const compared = answeredContrast(about, elsewhere)
      const { difference, z } = compared
      const size = sizeOf(compared, mine, others)
      // What is lost is looked at only where something is felt: most touchpoints are not.
      const loss = size.d <= -FELT ? lossOf(seen, touchpoint) : { success: NOTHING, elsewhere: NOTHING }
      const lost = (loss.success.z ?? 0) < -LOSS_Z || (loss.elsewhere.z ?? 0) < -LOSS_Z
      const { low, high } = answeredMean(about)
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
              low,
              high,
              others: others.mean,
              othersN: others.n,
              ...bounded('others', answeredMean(elsewhere)),
              difference,
              ...bounded('difference', compared),
              effect: size.d,
              ...bounded('effect', size),
              z,
              successDifference: loss.success.difference,
              ...bounded('successDifference', loss.success),
              successZ: loss.success.z,
              elsewhereDifference: loss.elsewhere.difference,
              ...bounded('elsewhereDifference', loss.elsewhere),
              elsewhereZ: loss.elsewhere.z,
            },
          }),
          p: z < 0 ? normalTail(z) : 1,
          large: lost,
        },
      ]
    })
  })
