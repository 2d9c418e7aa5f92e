import { Title } from '@mantine/core'
import type { Rate } from '../../../../kernel/index.ts'
import type { Estimate } from '../../../../statistics/index.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { count, estimate, plain, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import { Lines } from '../pictures/lines.tsx'
import { calendarField } from './choices.ts'

interface Score {
  readonly n: number
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

interface RecommendAnswer {
  readonly answered: Rate
  readonly score: Score
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
  readonly periods: readonly (Score & { readonly period: string })[]
  readonly touchpoints: readonly {
    readonly touchpoint: string
    readonly lived: Score
    readonly notLived: Score
    readonly difference: Estimate
    readonly q: number
  }[]
}

const withheld = (score: Score): Score =>
  score.n < FEWEST_SHOWN ? { ...score, value: null, low: null, high: null } : score

/** The score, over time, and with or without each touchpoint. */
const Picture = ({ answer, telling, open }: PictureProps<RecommendAnswer>) => {
  const { say, number, signed, day, event } = telling
  const said = (value: number | null) => (value === null ? say('journey.withheld') : number(value))
  return (
    <>
      <Lines
        name={say('measure.recommend')}
        height={230}
        said={(value) => number(value)}
        lines={[
          {
            name: say('measure.metric.nps'),
            points: answer.periods.map(withheld).map((one, at) => {
              const period = answer.periods[at]?.period ?? ''
              return {
                key: period,
                label: day(period),
                ...one,
                said: `${said(one.value)} (n = ${number(one.n)})`,
                onPress: () => open(`period:${period}`),
              }
            }),
          },
        ]}
      />
      <Title order={2} size="h5" mt="lg" mb="xs">
        {say('measure.recommend.touchpoints')}
      </Title>
      <Bars
        name={say('measure.recommend.touchpoints')}
        ends={[say('measure.recommend.less'), say('measure.recommend.more')]}
        bars={answer.touchpoints
          .filter(({ difference }) => difference.value !== null && difference.n >= FEWEST_SHOWN)
          .map(({ touchpoint, difference: { value, low, high }, q }) => ({
            key: touchpoint,
            label: event(touchpoint),
            value: value ?? 0,
            low,
            high,
            said: signed(value ?? 0, number),
            tone: q > 0.05 ? 'faint' : (value ?? 0) > 0 ? 'good' : 'bad',
            onPress: () => open(`lived:${touchpoint}`),
          }))}
      />
    </>
  )
}

export const recommend = described<RecommendAnswer>({
  name: 'recommend',
  means: 'measure.recommend.means',
  of: 'map',
  fields: [calendarField('month')],
  headline: ({ score, touchpoints }, { say, number, event, value }) => {
    const { value: nps, low, high, n } = withheld(score)
    if (nps === null || low === null || high === null) return undefined
    const hurts = touchpoints
      .filter(({ q, difference }) => q <= 0.05 && (difference.value ?? 0) < 0)
      .sort((a, b) => (a.difference.value ?? 0) - (b.difference.value ?? 0))[0]
    const told = { score: number(nps), low: number(low), high: number(high), n: number(n) }
    return hurts
      ? say('measure.recommend.headline', {
          ...told,
          what: event(hurts.touchpoint),
          less: value(hurts.difference.value, 'more'),
        })
      : say('measure.recommend.headline.none', told)
  },
  figures: (answer, { say }) => [
    {
      name: say('measure.metric.nps'),
      cell: estimate(answer.score, 'number', 'answered'),
      means: 'measure.recommend.means',
    },
    {
      name: say('measure.recommend.answered'),
      cell: share(answer.answered, 'answered'),
      means: 'measure.recommend.means.answered',
    },
    ...(['promoters', 'passives', 'detractors'] as const).map((kind) => ({
      name: say(`measure.recommend.${kind}`),
      cell: count(answer[kind], kind),
      means: 'measure.recommend.means' as const,
    })),
  ],
  Picture,
  tables: ({ touchpoints }, { event }) => [
    {
      name: 'touchpoints',
      title: 'measure.recommend.touchpoints',
      columns: [
        { title: 'explore.touchpoint' },
        { title: 'measure.recommend.lived', right: true, means: 'measure.recommend.means' },
        { title: 'measure.recommend.notlived', right: true, means: 'measure.recommend.means' },
        { title: 'measure.difference', right: true, means: 'measure.recommend.means.difference' },
        { title: 'measure.q', right: true, means: 'measure.means.q' },
      ],
      rows: touchpoints.map((one) => [
        text(event(one.touchpoint), true),
        estimate(one.lived, 'number', `lived:${one.touchpoint}`),
        estimate(one.notLived, 'number', `not-lived:${one.touchpoint}`),
        estimate(one.difference, 'more'),
        plain(one.q, 'q'),
      ]),
    },
  ],
})
