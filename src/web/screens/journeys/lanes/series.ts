import type { Lived } from '../../../../journeys/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'

/** One point of a curve: at a touchpoint, from 0 (the worst) to 1, with its interval where it has one. */
export interface CurvePoint {
  readonly touchpoint: string
  readonly height: number
  readonly low?: number
  readonly high?: number
}

export interface Series {
  readonly name: string
  readonly points: readonly CurvePoint[]
}

/** What customers are said to feel: a curve for each persona, '' for all. */
export const emotionSeries = ({ touchpoints }: JourneyMap): readonly Series[] => {
  const felt = touchpoints.flatMap(({ id, experience = [] }) =>
    experience.flatMap(({ persona = '', emotion }) => (emotion === undefined ? [] : [{ id, persona, emotion }])),
  )
  return [...new Set(felt.map(({ persona }) => persona))].map((name) => ({
    name,
    points: felt
      .filter(({ persona }) => persona === name)
      .map(({ id, emotion }) => ({ touchpoint: id, height: (Math.max(-2, Math.min(2, emotion)) + 2) / 4 })),
  }))
}

/** Each metric on its whole range: NPS from -100 to 100, CSAT from 0 to 1, CES from 1 to 7. */
const RANGES = { nps: [-100, 100], csat: [0, 1], ces: [1, 7] } as const

/** What customers answered: a curve for each metric, with its 95 % interval; never one metric for another. */
export const satisfactionSeries = ({ touchpoints }: JourneyMap, lived: Lived | undefined): readonly Series[] => {
  const known = new Map((lived?.touchpoints ?? []).map((each) => [each.id, each.satisfaction]))
  return (['csat', 'nps', 'ces'] as const).flatMap((metric): Series[] => {
    const [least, most] = RANGES[metric]
    const at = (value: number) => Math.max(0, Math.min(1, (value - least) / (most - least)))
    const points = touchpoints.flatMap(({ id }): CurvePoint[] => {
      const score = known.get(id)?.find((each) => each.metric === metric)
      if (!score || score.value === null) return []
      const band = score.low === null || score.high === null ? {} : { low: at(score.low), high: at(score.high) }
      return [{ touchpoint: id, height: at(score.value), ...band }]
    })
    return points.length === 0 ? [] : [{ name: metric, points }]
  })
}

/** Where each touchpoint stands across: in its stage's column, side by side; columns are equal and set apart by a gap. */
export const placesAcross = (
  { stages, touchpoints }: JourneyMap,
  width: number,
  gap: number,
): ReadonlyMap<string, number> => {
  const column = (width - gap * (stages.length - 1)) / Math.max(1, stages.length)
  return new Map(
    stages.flatMap(({ id }, index) => {
      const mine = touchpoints.filter(({ stage }) => stage === id)
      return mine.map(
        (touchpoint, place) =>
          [touchpoint.id, index * (column + gap) + (column * (place + 0.5)) / mine.length] as const,
      )
    }),
  )
}
