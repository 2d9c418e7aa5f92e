import { Title } from '@mantine/core'
import type { Rate } from '../../../../kernel/index.ts'
import { count, enough, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import { Lines } from '../pictures/lines.tsx'
import { calendarField } from './choices.ts'

interface Volume {
  readonly events: number
  readonly people: number
}

interface ActivityAnswer extends Volume {
  readonly cases: number
  readonly once: Rate
  readonly touchpoints: readonly (Volume & { readonly name: string; readonly channel: string })[]
  readonly channels: readonly (Volume & {
    readonly channel: string
    readonly share: Rate
    readonly reach: Rate
    readonly only: Rate
  })[]
  readonly bounces: readonly {
    readonly channel: string
    readonly via: string
    readonly people: Rate
    readonly bounces: number
  }[]
  readonly periods: readonly (Volume & { readonly period: string; readonly channel: string })[]
}

const LINES = 5

/** Volumes over time by channel, then the touchpoints where they fall. */
const Picture = ({ answer, telling, open }: PictureProps<ActivityAnswer>) => {
  const { say, number, day, channel, event } = telling
  const periods = [...new Set(answer.periods.map(({ period }) => period))].sort()
  const most = answer.channels.slice(0, LINES)
  const many = new Map(answer.periods.map((one) => [`${one.period} ${one.channel}`, one.events]))
  const byName = new Map<string, number>()
  for (const { name, events } of answer.touchpoints) byName.set(name, (byName.get(name) ?? 0) + events)
  return (
    <>
      <Lines
        name={say('measure.activity')}
        height={250}
        said={(value) => number(value)}
        lines={most.map(({ channel: one }) => ({
          name: channel(one),
          points: periods.map((period) => {
            const value = many.get(`${period} ${one}`) ?? 0
            const onPress = () => open(`period:${period}@${one}`)
            return { key: period, label: day(period), value, said: number(value), onPress }
          }),
        }))}
      />
      <Title order={2} size="h5" mt="lg" mb="xs">
        {say('measure.activity.touchpoints')}
      </Title>
      <Bars
        name={say('measure.activity.touchpoints')}
        bars={[...byName]
          .sort((a, b) => b[1] - a[1])
          .slice(0, 15)
          .map(([name, events]) => ({
            key: name,
            label: event(name),
            value: events,
            said: number(events),
            onPress: () => open(`touchpoint:${name}`),
          }))}
      />
    </>
  )
}

export const activity = described<ActivityAnswer>({
  name: 'activity',
  means: 'measure.activity.means',
  of: 'either',
  fields: [calendarField('month')],
  headline: ({ events, cases, channels, once }, { say, number, percent, channel }) =>
    channels[0] &&
    say('measure.activity.headline', {
      events: number(events),
      people: number(cases),
      channel: channel(channels[0].channel),
      share: percent(channels[0].share.value),
      once: percent(enough(once).value),
    }),
  Picture,
  tables: ({ channels, touchpoints, bounces }, { channel, event }) => [
    {
      name: 'channels',
      title: 'measure.activity.channels',
      columns: [
        { title: 'filter.channel' },
        { title: 'measure.interactions', right: true, means: 'measure.activity.means.events' },
        { title: 'measure.people', right: true, means: 'measure.activity.means.people' },
        { title: 'measure.activity.share', right: true, means: 'measure.activity.means.share' },
        { title: 'measure.activity.reach', right: true, means: 'measure.activity.means.reach' },
        { title: 'measure.activity.only', right: true, means: 'measure.activity.means.only' },
      ],
      rows: channels.map((one) => [
        text(channel(one.channel), true),
        count(one.events, `channel:${one.channel}`, one.people),
        count(one.people, `channel:${one.channel}`),
        share(one.share),
        share(one.reach, `channel:${one.channel}`, 'all'),
        share(one.only, `only:${one.channel}`, `channel:${one.channel}`),
      ]),
    },
    {
      name: 'touchpoints',
      title: 'measure.activity.touchpoints',
      columns: [
        { title: 'explore.touchpoint' },
        { title: 'filter.channel' },
        { title: 'measure.interactions', right: true, means: 'measure.activity.means.events' },
        { title: 'measure.people', right: true, means: 'measure.activity.means.people' },
      ],
      rows: touchpoints.map((one) => [
        text(event(one.name), true),
        text(channel(one.channel)),
        count(one.events, `touchpoint:${one.name}@${one.channel}`, one.people),
        count(one.people, `touchpoint:${one.name}@${one.channel}`),
      ]),
    },
    {
      name: 'bounces',
      title: 'measure.activity.bounces',
      columns: [
        { title: 'filter.channel' },
        { title: 'measure.activity.via' },
        { title: 'measure.activity.bouncers', right: true, means: 'measure.activity.means.bounces' },
        { title: 'measure.activity.times', right: true, means: 'measure.activity.means.times' },
      ],
      rows: bounces.map((one) => [
        text(channel(one.channel), true),
        text(channel(one.via)),
        share(one.people, `bounce:${one.channel}>${one.via}`, `channel:${one.channel}`),
        count(one.bounces, `bounce:${one.channel}>${one.via}`, one.people.num),
      ]),
    },
  ],
})
