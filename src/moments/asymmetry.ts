import { METRICS } from '../feedback/index.ts'
import { normalTail, quantile, twoProportionZ, Z95 } from '../kernel/index.ts'
import type { MomentKind } from '../maps/index.ts'
import { rateDifference } from '../statistics/index.ts'
import { type Candidate, FEWEST, proposed } from './candidate.ts'
import {
  bounded,
  differenceBounds,
  drawnBounds,
  type Effect,
  effectContrast,
  effectOf,
  type Sample,
  sampleBounds,
  sampleOf,
} from './contrast.ts'
import type { Life, Seen } from './seen-lives.ts'

/** How answers are called low or high, on 0 … 1 of their scale: published practice disagrees, so both must agree. */
const TWO_BOXES = { low: 0.3, high: 0.7 }
const TOP_BOX = { low: 0.3, high: 0.9 }
type Coding = typeof TWO_BOXES

/** What an experience moves: whether people succeed, and how they score the journey as a whole. */
const OUTCOMES = [
  { name: 'success', isShare: true, of: (life: Life) => (life.ended ? (life.succeeded ? 1 : 0) : undefined) },
  {
    name: 'overall',
    isShare: false,
    of: (life: Life, about: number) =>
      life.answers.findLast((answer) => answer.touchpoint !== about && METRICS[answer.metric] === 'nps')?.ease,
  },
] as const

interface Rated {
  readonly ease: number
  readonly outcome: number
}

interface Contrasts {
  readonly low: Sample
  readonly middle: Sample
  readonly high: Sample
  readonly penaltyZ: number
  readonly rewardZ: number
  /** Of the outcome itself, as people would say it. */
  readonly swing: number
  readonly asymmetry: number
  readonly bounds: {
    readonly [of in 'low' | 'middle' | 'high' | 'swing' | 'asymmetry']: {
      readonly low: number | null
      readonly high: number | null
    }
  }
}

/** Of what is lost after a bad experience and won after a good one, how much more is won. */
const asymmetryOf = ([bad = 0, fair = 0, good = 0]: readonly number[]): number => {
  const [penalty, reward] = [Math.max(0, fair - bad), Math.max(0, good - fair)]
  return penalty + reward === 0 ? 0 : (reward - penalty) / (penalty + reward)
}

/**
 * Penalty and reward of a touchpoint against its middle, among those who lived and scored it: IA = (R - P) / (R + P). A share is
 * contrasted in log-odds, since a rare success cannot fall as far as it can rise. Source: J. Mikulić and D. Prebežac, Managing
 * Service Quality 18 (2008).
 */
const contrasts = (rated: readonly Rated[], coding: Coding, isShare: boolean): Contrasts | undefined => {
  const among = (keep: (ease: number) => boolean) =>
    sampleOf(rated.filter(({ ease }) => keep(ease)).map(({ outcome }) => outcome))
  const low = among((ease) => ease <= coding.low)
  const high = among((ease) => ease >= coding.high)
  const middle = among((ease) => ease > coding.low && ease < coding.high)
  if (Math.min(low.n, middle.n, high.n) < FEWEST) return undefined
  const effects = [low, middle, high].map((sample) => effectOf(sample, isShare))
  const [bad, fair, good] = effects as [Effect, Effect, Effect]
  const [penalty, reward] = [effectContrast(bad, fair), effectContrast(good, fair)]
  const swing = isShare
    ? rateDifference(Math.round(high.mean * high.n), high.n, Math.round(low.mean * low.n), low.n)
    : differenceBounds(high, low)
  return {
    low,
    middle,
    high,
    penaltyZ: penalty.z,
    rewardZ: reward.z,
    swing: high.mean - low.mean,
    asymmetry: asymmetryOf([bad.value, fair.value, good.value]),
    bounds: {
      low: sampleBounds(low, isShare),
      middle: sampleBounds(middle, isShare),
      high: sampleBounds(high, isShare),
      swing: swing ?? { low: null, high: null },
      asymmetry: drawnBounds(effects, asymmetryOf),
    },
  }
}

const classOf = ({ asymmetry }: Contrasts): MomentKind =>
  asymmetry <= -0.25 ? 'irritant' : asymmetry >= 0.25 ? 'delight' : 'truth'

const swingsBothWays = ({ penaltyZ, rewardZ }: Contrasts): boolean => penaltyZ < -Z95 && rewardZ > Z95

/** The weaker of the two effects decides for a moment of truth; for the others, the one that they are made of. */
const pOf = (kind: MomentKind, { penaltyZ, rewardZ }: Contrasts): number => {
  const [p, r] = [penaltyZ < 0 ? normalTail(penaltyZ) : 1, rewardZ > 0 ? normalTail(rewardZ) : 1]
  return kind === 'truth' ? Math.max(p, r) : kind === 'irritant' ? p : r
}

/** The least swing that is felt: a tenth of the outcome's scale. */
const FELT = 0.1

interface Tested {
  readonly touchpoint: number
  readonly outcome: string
  readonly n: number
  readonly usual: Contrasts
  readonly strict: Contrasts
}

const testAll = ({ map, answersAbout }: Seen): Tested[] =>
  OUTCOMES.flatMap(({ name, isShare, of }) =>
    map.touchpoints.flatMap((_, touchpoint): Tested[] => {
      const rated = (answersAbout[touchpoint] ?? []).flatMap(({ life, answer }, i, list): Rated[] => {
        // Of several answers in one life the first counts.
        const outcome = list[i - 1]?.life === life ? undefined : of(life, touchpoint)
        return outcome === undefined ? [] : [{ ease: answer.ease, outcome }]
      })
      const usual = contrasts(rated, TWO_BOXES, isShare)
      const strict = contrasts(rated, TOP_BOX, isShare)
      return usual && strict ? [{ touchpoint, outcome: name, n: rated.length, usual, strict }] : []
    }),
  )

/** Whether more answers about a touchpoint are low than about the others. */
const isOftenLow = ({ answers }: Seen, touchpoint: number): boolean => {
  const low = (list: Seen['answers']) => list.filter(({ ease }) => ease <= TWO_BOXES.low).length
  const mine = answers.filter((answer) => answer.touchpoint === touchpoint)
  const others = answers.filter((answer) => answer.touchpoint !== touchpoint)
  return twoProportionZ(low(mine), mine.length, low(others), others.length) > Z95
}

/** Whether a class holds whichever usual coding is taken, and what else it asks for. */
const holds = (seen: Seen, { touchpoint, outcome, usual, strict }: Tested, all: readonly Tested[]): boolean => {
  const kind = classOf(usual)
  if (kind !== 'truth') return classOf(strict) === kind && (kind !== 'irritant' || isOftenLow(seen, touchpoint))
  const swings = all.filter((one) => one.outcome === outcome).map((one) => one.usual.swing)
  const topThird = quantile(Float64Array.from(swings).sort(), 2 / 3) ?? 0
  return swingsBothWays(usual) && swingsBothWays(strict) && usual.swing >= topThird
}

/**
 * Moments of truth (both effects significant under every coding, balanced, in the top third of swings), delights and penalties by
 * penalty-reward contrast, touchpoint by touchpoint, on success and on the score of the whole.
 */
export const noticeAsymmetries = (seen: Seen): Candidate[] => {
  const all = testAll(seen)
  return all.map((tested) => {
    const { touchpoint, outcome, n, usual, strict } = tested
    const { low, middle, high, penaltyZ, rewardZ, swing, asymmetry } = usual
    const kind = classOf(usual)
    return {
      moment: proposed({
        kind,
        sign: 'asymmetry',
        stage: seen.map.touchpoints[touchpoint]?.stage ?? null,
        touchpoint: seen.map.touchpoints[touchpoint]?.id ?? null,
        statistics: {
          outcome,
          n,
          lowN: low.n,
          low: low.mean,
          ...bounded('low', usual.bounds.low),
          middleN: middle.n,
          middle: middle.mean,
          ...bounded('middle', usual.bounds.middle),
          highN: high.n,
          high: high.mean,
          ...bounded('high', usual.bounds.high),
          penaltyZ,
          rewardZ,
          swing,
          ...bounded('swing', usual.bounds.swing),
          asymmetry,
          ...bounded('asymmetry', usual.bounds.asymmetry),
          asymmetryTopBox: strict.asymmetry,
          ...bounded('asymmetryTopBox', strict.bounds.asymmetry),
        },
      }),
      p: pOf(kind, usual),
      large: swing >= FELT && holds(seen, tested, all),
    }
  })
}
