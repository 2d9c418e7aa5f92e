import { Type } from '@sinclair/typebox'
import { type Activity, activityOf, whoBounced, whoCameOnce, whoDid, whoUsedOnly } from './activity.ts'
import { analysis } from './analysis.ts'
import { periodOf } from './calendar.ts'
import { calendarOptions, calendarOver } from './calendar-option.ts'
import { asOfText, keysOf, readCases, splits } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, MapOption, RateShape, shape, Text } from './shapes.ts'

interface ActivityBody extends Omit<Activity, 'people'> {
  readonly cases: number
  readonly asOf: string
  readonly calendar: string
  readonly zone: string
}

const options = Type.Object({ map: MapOption, ...calendarOptions('month') })
const Volume = { events: Count, people: Count }

/** How much happens where. */
export const activityAnalysis = analysis<typeof options, ActivityBody>({
  name: 'activity',
  does: 'volumes by touchpoint and channel, the mix of channels, and bounces between them',
  options,
  body: answerShape(
    'Activity: volumes by touchpoint and channel, channel mix and bounces (counts without persons are not among them)',
    {
      calendar: Text,
      zone: Text,
      cases: Count,
      events: Count,
      touchpoints: Type.Array(shape({ name: Text, channel: Text, ...Volume })),
      channels: Type.Array(shape({ channel: Text, ...Volume, share: RateShape, reach: RateShape, only: RateShape })),
      bounces: Type.Array(shape({ channel: Text, via: Text, people: RateShape, bounces: Count })),
      periods: Type.Array(shape({ period: Text, channel: Text, ...Volume })),
      once: RateShape,
    },
  ),
  people:
    'all, channel:NAME, only:CHANNEL, touchpoint:NAME, touchpoint:NAME@CHANNEL, period:LABEL@CHANNEL, bounce:CHANNEL>VIA, once',
  answer: async (ports, asked) => {
    const { map, calendar = 'month', zone = 'Europe/Paris' } = asked.options
    const { table, asOf } = await readCases(ports, asked, map)
    const periods = calendarOver(table, calendar, zone, asOf)
    const { people: cases, ...answer } = activityOf(table, periods)
    const unnamed = (name: string | undefined) => (name === '–' ? '' : name)
    return {
      body: { asOf: asOfText(asOf), calendar, zone, cases, ...answer },
      people: (of) => {
        if (of === 'all') return table.keys
        if (of === 'once') return keysOf(table, whoCameOnce(table))
        const [, kind, name = ''] = /^(channel|only|touchpoint|bounce|period):(.+)$/.exec(of) ?? []
        const channelOf = (text: string) => {
          const code = table.channels.indexOf(unnamed(text) ?? '')
          return code < 0 ? undefined : code
        }
        const listed = (cases?: number[]) => cases && keysOf(table, cases)
        if (kind === 'channel' || kind === 'only') {
          const channel = channelOf(name)
          if (channel === undefined) return undefined
          return listed(kind === 'only' ? whoUsedOnly(table, channel) : whoDid(table, { channel }))
        }
        // A name may hold the sign that stands between two: the longest name that is known is meant.
        if (kind === 'touchpoint' && table.activities.includes(name))
          return listed(whoDid(table, { activity: table.activities.indexOf(name) }))
        for (const [one, other] of splits(name, kind === 'bounce' ? '>' : '@')) {
          const channel = channelOf(other)
          const [from, activity] = [channelOf(one), table.activities.indexOf(one)]
          const period = periods.labels.indexOf(one)
          if (channel === undefined) continue
          if (kind === 'bounce' && from !== undefined) return listed(whoBounced(table, from, channel))
          if (kind === 'touchpoint' && activity >= 0) return listed(whoDid(table, { activity, channel }))
          if (kind === 'period' && period >= 0)
            return listed(whoDid(table, { channel, during: (at) => periodOf(periods, at) === period }))
        }
        return undefined
      },
    }
  },
  tables: ({ touchpoints, channels, bounces, periods }) => [
    {
      name: 'channels',
      title: { fr: 'Les canaux', en: 'The channels' },
      columns: [
        column('channel', 'text', 'canal', 'channel'),
        column('events', 'count', 'interactions', 'interactions'),
        column('people', 'count', 'personnes', 'people'),
        column('share', 'rate', 'des interactions', 'of interactions'),
        column('reach', 'rate', 'des personnes', 'of people'),
        column('only', 'rate', 'n’utilisent que lui', 'use only it'),
      ],
      rows: channels.map((one) => [one.channel, one.events, one.people, one.share, one.reach, one.only]),
    },
    {
      name: 'touchpoints',
      title: { fr: 'Les points de contact', en: 'The touchpoints' },
      columns: [
        column('touchpoint', 'text', 'point de contact', 'touchpoint'),
        column('channel', 'text', 'canal', 'channel'),
        column('events', 'count', 'interactions', 'interactions'),
        column('people', 'count', 'personnes', 'people'),
      ],
      rows: touchpoints.map(({ name, channel, events, people }) => [name, channel, events, people]),
    },
    {
      name: 'bounces',
      title: {
        fr: 'Les allers-retours entre canaux, en moins de 24 heures',
        en: 'Bounces between channels, within 24 hours',
      },
      columns: [
        column('channel', 'text', 'canal', 'channel'),
        column('via', 'text', 'par', 'via'),
        column('people', 'rate', 'de ses utilisateurs', 'of its users'),
        column('bounces', 'count', 'fois', 'times'),
      ],
      rows: bounces.map(({ channel, via, people, bounces: times }) => [channel, via, people, times]),
    },
    {
      name: 'periods',
      title: { fr: 'Par période', en: 'By period' },
      columns: [
        column('period', 'text', 'période', 'period'),
        column('channel', 'text', 'canal', 'channel'),
        column('events', 'count', 'interactions', 'interactions'),
        column('people', 'count', 'personnes', 'people'),
      ],
      rows: periods.map(({ period, channel, events, people }) => [period, channel, events, people]),
    },
  ],
})
