import { Text } from '@mantine/core'
import { use } from 'react'
import { count, plain, said, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Brief } from '../pictures/bars.tsx'
import { type Line, Lines } from '../pictures/lines.tsx'
import type { Question } from '../question.ts'
import type { Telling } from '../use-telling.ts'
import { calendarField } from './choices.ts'

interface TrendsAnswer {
  readonly of: string
  readonly tested: number
  readonly series: readonly {
    readonly name: string
    readonly points: readonly {
      readonly period: string
      readonly partial: boolean
      readonly count: number
      readonly people: number
      readonly expected: number | null
      readonly low: number | null
      readonly high: number | null
      readonly q: number | null
      readonly anomaly: 'high' | 'low' | null
    }[]
  }[]
}

const nameOf = (name: string, of: string, { say, event, channel }: Telling) =>
  of === 'channels'
    ? channel(name)
    : of === 'touchpoints'
      ? event(name)
      : say(of === 'people' ? 'measure.people' : 'measure.interactions')

/** So many series are drawn, fewer on a dashboard; of more points than these, each by itself, or none could be followed. */
const [DRAWN, DRAWN_BRIEFLY, TOGETHER] = [6, 3, 40]

/** Counts over time, within the band of what is usual; what stands out is marked and lists its people. */
const Picture = ({ answer, telling, open }: PictureProps<TrendsAnswer>) => {
  const { say, number, day } = telling
  const brief = use(Brief)
  const lines = answer.series.slice(0, brief ? DRAWN_BRIEFLY : DRAWN).map(
    ({ name, points }): Line => ({
      name: nameOf(name, answer.of, telling),
      points: points.map(({ period, count: many, low, high, expected, anomaly, partial }) => ({
        key: period,
        label: day(period),
        value: many,
        low,
        high,
        mark: anomaly,
        partial,
        said:
          expected === null
            ? number(many)
            : say('measure.trends.said', { count: number(many), expected: number(expected) }),
        onPress: () => open(`${period}:${name}`),
      })),
    }),
  )
  if (lines.length === 1 || lines.every(({ points }) => points.length <= TOGETHER))
    return <Lines name={say('measure.trends')} said={(value) => number(value)} lines={lines} />
  return (
    <div className="small-pictures">
      {lines.map((line) => (
        <section key={line.name} aria-label={line.name}>
          <Text size="sm" fw={620}>
            {line.name}
          </Text>
          <Lines name={line.name} said={(value) => number(value)} lines={[line]} height={170} />
        </section>
      ))}
      {brief && lines.length < answer.series.length && (
        <Text size="xs" className="quiet">
          {say('measure.brief', { shown: lines.length, all: answer.series.length })}
        </Text>
      )}
    </div>
  )
}

const changed = ({ series }: TrendsAnswer) =>
  series.flatMap(({ name, points }) => points.flatMap((point) => (point.anomaly ? [{ name, ...point }] : []))).reverse()

export const trends = described<TrendsAnswer>({
  name: 'trends',
  means: 'measure.trends.means',
  of: 'either',
  fields: [
    {
      kind: 'choice',
      name: 'of',
      label: 'measure.trends.of',
      usual: 'events',
      choices: [
        { value: 'events', label: 'measure.interactions' },
        { value: 'people', label: 'measure.people' },
        { value: 'touchpoints', label: 'measure.trends.of.touchpoints' },
        { value: 'channels', label: 'measure.trends.of.channels' },
      ],
    },
    calendarField('day'),
    { kind: 'number', name: 'top', label: 'measure.trends.top', least: 1, most: 20, usual: 20 },
  ],
  first: (): Question => ({ calendar: 'week' }),
  headline: (answer, telling) => {
    const [last] = changed(answer)
    const { say, number, date } = telling
    return last
      ? say('measure.trends.headline', {
          found: changed(answer).length,
          series: nameOf(last.name, answer.of, telling),
          date: date(last.period),
          count: number(last.count),
          expected: number(last.expected ?? 0),
        })
      : say('measure.trends.headline.none', { tested: answer.tested })
  },
  Picture,
  tables: (answer, telling) => [
    {
      name: 'marks',
      title: 'measure.trends.marks',
      note: telling.say('measure.trends.tested', { tested: answer.tested, found: changed(answer).length }),
      columns: [
        { title: 'measure.trends.series' },
        { title: 'measure.trends.period' },
        { title: 'measure.trends.count', right: true, means: 'measure.trends.means' },
        { title: 'measure.trends.expected', right: true, means: 'measure.trends.means' },
        { title: 'measure.trends.usual', right: true, means: 'measure.means.interval' },
        { title: 'measure.q', right: true, means: 'measure.means.q' },
      ],
      rows: changed(answer).map(({ name, period, count: many, people, expected, low, high, q, anomaly }) => [
        text(nameOf(name, answer.of, telling), true),
        text(`${anomaly === 'high' ? '▲' : '▼'} ${telling.date(period)}`),
        count(many, `${period}:${name}`, people),
        plain(expected, 'number'),
        low === null || high === null ? text('–') : said(`${telling.number(low)} – ${telling.number(high)}`),
        plain(q, 'q'),
      ]),
    },
    {
      name: 'points',
      title: 'measure.trends.points',
      columns: [
        { title: 'measure.trends.period' },
        ...answer.series.slice(0, 6).map(({ name }) => ({
          title: 'measure.trends.count' as const,
          said: nameOf(name, answer.of, telling),
          right: true,
          means: 'measure.trends.means' as const,
        })),
      ],
      rows: (answer.series[0]?.points ?? [])
        .map(({ period }, at) => [
          text(telling.date(period)),
          ...answer.series
            .slice(0, 6)
            .map(({ name, points }) => count(points[at]?.count ?? 0, `${period}:${name}`, points[at]?.people ?? 0)),
        ])
        .reverse(),
    },
  ],
})
