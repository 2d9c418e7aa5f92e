import { SimpleGrid, Text, Title } from '@mantine/core'
import type { Estimate } from '../../../../statistics/index.ts'
import { ExplainMark } from '../../../kit/number.tsx'
import { count, estimate, person, plain, said, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import { Drawing } from '../pictures/drawing.tsx'
import type { Telling } from '../use-telling.ts'

interface Band {
  readonly predicted: number
  readonly observed: Estimate
}

/** A risk with its interval, and how many journeys it was learnt from. */
interface Risk {
  readonly risk: number
  readonly riskLow: number
  readonly riskHigh: number
  readonly n: number
}
const estimateOf = ({ risk, riskLow, riskHigh, n }: Risk) => ({ value: risk, low: riskLow, high: riskHigh, n })

interface NextAnswer {
  readonly learntFrom: number
  readonly cohort: 'mature' | 'ended'
  readonly calibration: {
    readonly journeys: number
    readonly bands: readonly Band[]
    readonly foretells: boolean
    readonly nextRight: Estimate
  }
  readonly open: number
  readonly places: readonly (Risk & { readonly touchpoint: string; readonly open: number })[]
  readonly journeys: readonly {
    readonly key: string
    readonly at: string
    readonly waitedSeconds: number
    readonly risk: number
    readonly riskLow: number
    readonly riskHigh: number
    readonly n: number
    readonly next: readonly {
      readonly touchpoint: string | null
      readonly ends: 'abandoned' | 'succeeded' | null
      readonly p: number
    }[]
  }[]
}

/** Risks told beside what came of them: on the diagonal where they hold. */
const CalibrationPlot = ({ bands, telling }: { readonly bands: readonly Band[]; readonly telling: Telling }) => {
  const { say, percent } = telling
  return (
    <Drawing name={say('measure.next.calibration')} height={(width) => Math.min(300, width)} least={240}>
      {(width, height) => {
        const side = Math.min(width - 60, height - 40)
        const x = (share: number) => 44 + share * side
        const y = (share: number) => 10 + (1 - share) * side
        return (
          <>
            <path className="rule-line" d={`M${x(0)},${y(0)}L${x(1)},${y(1)}`} strokeDasharray="4 3" />
            {[0, 0.5, 1].map((share) => (
              <g key={share}>
                <line className="rule" x1={x(0)} x2={x(1)} y1={y(share)} y2={y(share)} />
                <text className="quiet-text" x={x(0) - 6} y={y(share) + 4} textAnchor="end">
                  {percent(share)}
                </text>
                <text className="quiet-text" x={x(share)} y={y(0) + 18} textAnchor="middle">
                  {percent(share)}
                </text>
              </g>
            ))}
            {bands.map(({ predicted, observed }) => (
              <g key={predicted}>
                <title>{`${percent(predicted)} → ${percent(observed.value)}`}</title>
                {observed.low !== null && observed.high !== null && (
                  <line
                    className="whisker"
                    x1={x(predicted)}
                    x2={x(predicted)}
                    y1={y(observed.low)}
                    y2={y(observed.high)}
                  />
                )}
                <circle className="mark" cx={x(predicted)} cy={y(observed.value ?? 0)} r={4} />
              </g>
            ))}
          </>
        )
      }}
    </Drawing>
  )
}

/** Where open journeys stand and how likely each is to be abandoned; and what these risks were worth so far. */
const Picture = ({ answer, telling, open }: PictureProps<NextAnswer>) => {
  const { say, event, percent, number } = telling
  return (
    <SimpleGrid cols={{ base: 1, xl: 2 }} spacing="xl">
      <div>
        <Title order={2} size="h5" mb="xs">
          {say('measure.next.places')}
        </Title>
        {answer.places.length === 0 && (
          <Text size="sm" className="quiet">
            {say('measure.next.nobody')}
          </Text>
        )}
        <Bars
          name={say('measure.next.places')}
          bars={answer.places.slice(0, 14).map(({ touchpoint, open: many, risk, riskLow, riskHigh }) => ({
            key: touchpoint,
            label: `${event(touchpoint)} (${number(many)})`,
            value: risk,
            low: riskLow,
            high: riskHigh,
            said: percent(risk),
            tone: risk >= 0.5 ? 'bad' : 'accent',
            onPress: () => open(`at:${touchpoint}`),
          }))}
        />
      </div>
      <div>
        <Title order={2} size="h5" mb="xs">
          {say('measure.next.calibration')}
        </Title>
        <Text size="sm" className="quiet" mb="xs" component="div" data-explains>
          {say(answer.calibration.foretells ? 'measure.next.foretells' : 'measure.next.foretellsnot', {
            journeys: number(answer.calibration.journeys),
            right: percent(answer.calibration.nextRight.value),
          })}{' '}
          <ExplainMark means="measure.next.means" />
        </Text>
        <CalibrationPlot bands={answer.calibration.bands} telling={telling} />
      </div>
    </SimpleGrid>
  )
}

const comes = (
  { touchpoint, ends, p }: NextAnswer['journeys'][number]['next'][number],
  { say, event, percent }: Telling,
) =>
  `${touchpoint === null ? (ends ? say(`people.flow.end.${ends}`) : say('measure.end')) : event(touchpoint)} ${percent(p)}`

export const next = described<NextAnswer>({
  name: 'next',
  means: 'measure.next.means',
  of: 'map',
  fields: [{ kind: 'number', name: 'top', label: 'measure.next.top', least: 5, most: 100, usual: 20, step: 5 }],
  headline: ({ open, places }, { say, number, percent, event }) => {
    const likely = places.filter(({ risk }) => risk >= 0.5)
    const [most] = [...likely].sort((a, b) => b.open - a.open)
    return most
      ? say('measure.next.headline', {
          open: number(open),
          many: number(likely.reduce((sum, one) => sum + one.open, 0)),
          place: event(most.touchpoint),
          there: number(most.open),
          risk: percent(most.risk),
        })
      : say('measure.next.headline.none', { open: number(open) })
  },
  Picture,
  tables: ({ places, journeys, calibration, learntFrom }, telling) => [
    {
      name: 'places',
      title: 'measure.next.places',
      columns: [
        { title: 'measure.next.at' },
        { title: 'measure.next.open', right: true, means: 'measure.next.means.open' },
        { title: 'measure.next.risk', right: true, means: 'measure.next.means.risk' },
      ],
      rows: places.map(({ touchpoint, open, ...risk }) => [
        text(telling.event(touchpoint), true),
        count(open, `at:${touchpoint}`),
        estimate(estimateOf(risk), 'percent', `at:${touchpoint}`, open),
      ]),
    },
    {
      name: 'journeys',
      title: 'measure.next.journeys',
      columns: [
        { title: 'measure.person' },
        { title: 'measure.next.at' },
        { title: 'measure.next.waited', right: true, means: 'measure.next.means.waited' },
        { title: 'measure.next.risk', right: true, means: 'measure.next.means.risk' },
        { title: 'measure.next.next', means: 'measure.next.means' },
      ],
      rows: journeys.map((one) => [
        person(one.key),
        text(telling.event(one.at)),
        plain(one.waitedSeconds, 'time'),
        estimate(estimateOf(one), 'percent'),
        said(one.next.map((each) => comes(each, telling)).join(', ')),
      ]),
    },
    {
      name: 'calibration',
      title: 'measure.next.calibration',
      note: telling.say('measure.next.note', { learnt: learntFrom }),
      columns: [
        { title: 'measure.next.predicted', right: true, means: 'measure.next.means' },
        { title: 'measure.next.observed', right: true, means: 'measure.next.means' },
      ],
      rows: calibration.bands.map(({ predicted, observed }) => [
        plain(predicted, 'percent'),
        estimate(observed, 'percent'),
      ]),
    },
  ],
})
