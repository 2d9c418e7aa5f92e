import { normalTail, rate, twoProportionZ } from '../kernel/index.ts'
import { type Candidate, FEWEST, proposed } from './candidate.ts'
import { bounded } from './contrast.ts'
import type { Seen } from './seen-lives.ts'

/** Stages where the journey stops: those whose drop-off stands out above the others. */
export const noticeBreakingPoints = ({ lived }: Seen): Candidate[] =>
  lived.breakingPoints.map(({ stage, dropOff, others, z, lastTouchpoint }) => ({
    moment: proposed({
      kind: 'breaking_point',
      sign: 'drop_off',
      stage,
      touchpoint: lastTouchpoint,
      statistics: {
        dropOff: dropOff.value,
        low: dropOff.low,
        high: dropOff.high,
        abandoned: dropOff.num,
        n: dropOff.den,
        others: others.value,
        othersN: others.den,
        ...bounded('others', others),
        z,
      },
    }),
    p: normalTail(z),
    large: true,
  }))

/** Touchpoints that are waited for too long: overdue more than half of the time, and more often than the others. */
export const noticeTimeOuts = ({ map, lived }: Seen): Candidate[] => {
  const timed = lived.touchpoints.filter(({ overdue }) => overdue.den > 0)
  const sum = (pick: 'num' | 'den') => timed.reduce((total, { overdue }) => total + overdue[pick], 0)
  return timed
    .filter(({ overdue }) => overdue.den >= FEWEST)
    .map(({ id, overdue }) => {
      const others = { num: sum('num') - overdue.num, den: sum('den') - overdue.den }
      const z = twoProportionZ(overdue.num, overdue.den, others.num, others.den)
      return {
        moment: proposed({
          kind: 'breaking_point',
          sign: 'time_out',
          stage: map.touchpoints.find((one) => one.id === id)?.stage ?? null,
          touchpoint: id,
          statistics: {
            overdue: overdue.num / overdue.den,
            low: overdue.low,
            high: overdue.high,
            late: overdue.num,
            n: overdue.den,
            others: others.den === 0 ? null : others.num / others.den,
            othersN: others.den,
            ...bounded('others', rate(others.num, others.den)),
            z,
          },
        }),
        p: z > 0 ? normalTail(z) : 1,
        large: (overdue.low ?? 0) > 0.5,
      }
    })
}
