import { Type } from '@sinclair/typebox'
import { type Satisfaction, satisfaction } from '../feedback/index.ts'
import { spansOf } from '../journeys/index.ts'
import { type Rate, rate } from '../kernel/index.ts'
import { analysis } from './analysis.ts'
import { calendarOf, periodOf } from './calendar.ts'
import { calendarOptions, firstInstant, zoneOf } from './calendar-option.ts'
import { countJourneys } from './parts.ts'
import { asOfText } from './read-scope.ts'
import {
  distributionOf,
  joinRecommendations,
  type LivedOrNot,
  type PeriodScore,
  recommendationByPeriod,
  recommendationByTouchpoint,
  recommendationsOf,
} from './recommend.ts'
import { column } from './result-table.ts'
import { answerShape, Count, EstimateShape, NeededMap, NullableNumber, RateShape, shape, Text } from './shapes.ts'

interface RecommendBody {
  readonly asOf: string
  readonly journeys: number
  readonly answered: Rate
  readonly score: Satisfaction
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
  readonly distribution: readonly number[]
  readonly periods: readonly PeriodScore[]
  readonly touchpoints: readonly LivedOrNot[]
}

const options = Type.Object({ map: NeededMap, ...calendarOptions('month') })
const SCORE = { metric: Text, n: Count, value: NullableNumber, low: NullableNumber, high: NullableNumber }

/** Would they recommend us? */
export const recommendAnalysis = analysis<typeof options, RecommendBody>({
  name: 'recommend',
  does: 'likelihood to recommend: the net promoter score, over time, and by touchpoint lived before the answer',
  options,
  body: answerShape('Likelihood to recommend: the latest answer of each journey counts', {
    journeys: Count,
    answered: RateShape,
    score: shape(SCORE),
    promoters: Count,
    passives: Count,
    detractors: Count,
    distribution: Type.Array(Count, { minItems: 11, maxItems: 11, description: 'How many gave 0 to 10.' }),
    periods: Type.Array(shape({ period: Text, ...SCORE })),
    touchpoints: Type.Array(
      shape({
        touchpoint: Text,
        lived: shape(SCORE),
        notLived: shape(SCORE),
        difference: EstimateShape,
        p: Type.Number(),
        q: Type.Number(),
      }),
    ),
  }),
  people: 'answered, promoters, passives, detractors, score:N, period:LABEL, lived:TOUCHPOINT, not-lived:TOUCHPOINT',
  answer: async (ports, asked) => {
    const { map: name, calendar = 'month' } = asked.options
    const zone = zoneOf(asked)
    const { map, asOf, counts } = await countJourneys(ports, asked, name, (part) => ({
      told: recommendationsOf(part),
      first: firstInstant(spansOf(part.table), part.asOf),
    }))
    const told = joinRecommendations(counts.map((one) => one.told))
    const periods = calendarOf(calendar, zone, Math.min(asOf, ...counts.map(({ first }) => first)), asOf)
    const { scores } = told
    const count = (keep: (score: number) => boolean) => scores.filter(keep).length
    const who = (keep: (row: number) => boolean) => told.keys.filter((_, row) => keep(row))
    const between = (low: number, high: number) => (row: number) =>
      (scores[row] ?? -1) >= low && (scores[row] ?? 99) <= high
    return {
      body: {
        asOf: asOfText(asOf),
        journeys: told.journeys,
        answered: rate(scores.length, told.journeys),
        score: satisfaction('nps', scores),
        promoters: count((score) => score >= 9),
        passives: count((score) => score > 6 && score < 9),
        detractors: count((score) => score <= 6),
        distribution: distributionOf(scores),
        periods: recommendationByPeriod(told, periods),
        touchpoints: recommendationByTouchpoint(map, told),
      },
      people: (of) => {
        if (of === 'answered') return who(() => true)
        if (of === 'promoters') return who((row) => (scores[row] ?? -1) >= 9)
        if (of === 'passives') return who((row) => (scores[row] ?? -1) > 6 && (scores[row] ?? 99) < 9)
        if (of === 'detractors') return who((row) => (scores[row] ?? 99) <= 6)
        const [, score] = /^score:(\d|10)$/.exec(of) ?? []
        if (score !== undefined) return who(between(Number(score) - 0.5, Number(score) + 0.499999))
        const [, label] = /^period:(.+)$/.exec(of) ?? []
        const period = label === undefined ? -1 : periods.labels.indexOf(label)
        if (period >= 0) return who((row) => periodOf(periods, told.at[row] ?? 0) === period)
        const [, not, id] = /^(not-)?lived:(.+)$/.exec(of) ?? []
        const lived = told.lived[map.touchpoints.findIndex((one) => one.id === id)]
        return lived && who((row) => lived[row] === (not ? 0 : 1))
      },
    }
  },
  tables: ({ score, promoters, passives, detractors, answered, touchpoints, periods }) => [
    {
      name: 'touchpoints',
      title: { fr: 'La recommandation, par point de contact vécu', en: 'Recommendation, by touchpoint lived' },
      note: {
        fr: `NPS ${score.value === null ? '–' : score.value.toFixed(1)}, n = ${score.n} ; ${promoters} promoteurs, ${passives} passifs, ${detractors} détracteurs ; ${answered.num} réponses sur ${answered.den} parcours. Description, pas preuve de cause.`,
        en: `NPS ${score.value === null ? '–' : score.value.toFixed(1)}, n = ${score.n}; ${promoters} promoters, ${passives} passives, ${detractors} detractors; ${answered.num} answers of ${answered.den} journeys. Descriptive, no proof of cause.`,
      },
      columns: [
        column('touchpoint', 'text', 'point de contact', 'touchpoint'),
        column('lived', 'estimate', 'vécu', 'lived'),
        column('not_lived', 'estimate', 'non vécu', 'not lived'),
        column('difference', 'estimate', 'écart', 'difference'),
        column('q', 'p', 'q', 'q'),
      ],
      rows: touchpoints.map((one) => [one.touchpoint, one.lived, one.notLived, one.difference, one.q]),
    },
    {
      name: 'periods',
      title: { fr: 'Au fil du temps', en: 'Over time' },
      columns: [column('period', 'text', 'période', 'period'), column('nps', 'estimate', 'NPS', 'NPS')],
      rows: periods.map((one) => [one.period, one]),
    },
  ],
})
