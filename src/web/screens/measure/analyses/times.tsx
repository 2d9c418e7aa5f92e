import { Stack, Text, Title } from '@mantine/core'
import type { CurvePoint } from '../../../../explorations/index.ts'
import type { Rate } from '../../../../kernel/index.ts'
import type { Estimate } from '../../../../statistics/index.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { MedianTime } from '../../../kit/median-time.tsx'
import { Curve } from '../../journeys/explore/curve.tsx'
import { type Cell, count, enough, estimate, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import type { Question } from '../question.ts'
import type { Telling } from '../use-telling.ts'
import { casesField } from './choices.ts'
import '../../journeys/explore/explore.css'

interface TimesAnswer {
  readonly waits: readonly {
    readonly from: string
    readonly to: string
    readonly reached: Rate
    readonly waiting: number
    readonly median: Estimate
    readonly p90: Estimate
    readonly curve: readonly CurvePoint[]
  }[]
}

/** A time that was not reached by enough of them is no number, and not for want of people. */
const time = (one: Estimate, of: string, { say }: Telling): Cell =>
  one.value === null && one.n >= FEWEST_SHOWN ? text(say('measure.times.unreached')) : estimate(one, 'time', of)

/** Who still waits after a time, from one step to the next. */
const Picture = ({ answer, telling }: PictureProps<TimesAnswer>) => {
  const { say, event } = telling
  return (
    <Stack gap="lg">
      {answer.waits.map(({ from, to, median: { value, low, high }, curve }) => {
        const title = `${event(from)} → ${event(to)}`
        return (
          <section key={title} aria-label={title}>
            <Title order={3} size="h6">
              {title}
            </Title>
            <Text size="sm" component="div">
              {value === null ? (
                say('measure.times.unreached.half')
              ) : (
                <>
                  <MedianTime of={{ medianSeconds: value, medianLow: low, medianHigh: high }} bold />{' '}
                  {say('explore.times.median')}
                </>
              )}
            </Text>
            {curve.length === 0 ? (
              <Text size="sm" className="quiet">
                {say('explore.times.none')}
              </Text>
            ) : (
              <div style={{ maxWidth: 640 }}>
                <Curve points={curve} expectedSeconds={null} name={say('explore.times.curve', { title })} />
              </div>
            )}
          </section>
        )
      })}
    </Stack>
  )
}

const steps = (question: Question) => (Array.isArray(question.step) ? question.step : [])

export const times = described<TimesAnswer>({
  name: 'times',
  means: 'measure.times.means',
  of: 'either',
  fields: [{ kind: 'steps', name: 'step', label: 'measure.steps', plain: true }, casesField],
  first: ({ events }) => (events.length < 2 ? {} : { step: events.slice(0, 2) }),
  ready: (question) => steps(question).length > 1,
  headline: ({ waits }, { say, event, time: lasting, percent }) => {
    const known = waits.filter(({ median, reached }) => median.value !== null && enough(reached).value !== null)
    const slowest = known.reduce<TimesAnswer['waits'][number] | undefined>(
      (a, b) => (a && (a.median.value ?? 0) >= (b.median.value ?? 0) ? a : b),
      undefined,
    )
    const [first] = waits
    if (!slowest)
      return first && enough(first.reached).value !== null
        ? say('measure.times.headline.unreached', {
            from: event(first.from),
            to: event(first.to),
            share: percent(first.reached.value ?? 0),
          })
        : undefined
    return say(waits.length === 1 ? 'measure.times.headline.one' : 'measure.times.headline', {
      from: event(slowest.from),
      to: event(slowest.to),
      time: lasting(slowest.median.value),
      share: percent(slowest.reached.value ?? 0),
    })
  },
  Picture,
  tables: ({ waits }, telling) => [
    {
      name: 'waits',
      title: 'measure.times',
      columns: [
        { title: 'measure.from' },
        { title: 'measure.to' },
        { title: 'measure.times.reached', right: true, means: 'measure.times.means.reached' },
        { title: 'measure.times.waiting', right: true, means: 'measure.times.means.waiting' },
        { title: 'measure.median', right: true, means: 'measure.times.means' },
        { title: 'measure.times.p90', right: true, means: 'measure.times.means' },
      ],
      rows: waits.map(({ from, to, reached, waiting, median, p90 }, at) => [
        text(telling.event(from), true),
        text(telling.event(to)),
        share(reached, `ended:${at + 1}`, `started:${at + 1}`),
        count(waiting, `waiting:${at + 1}`),
        time(median, `started:${at + 1}`, telling),
        time(p90, `started:${at + 1}`, telling),
      ]),
    },
  ],
})
