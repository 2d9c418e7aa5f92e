import { Type } from '@sinclair/typebox'
import { type Activity, activityOf, whoBounced, whoCameOnce, whoDid } from './activity.ts'
import { analysis } from './analysis.ts'
import { calendarOptions, calendarOver } from './calendar-option.ts'
import { asOfText, keysOf, readCases } from './read-scope.ts'
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
  people: 'channel:NAME, touchpoint:NAME, touchpoint:NAME@CHANNEL, bounce:CHANNEL>VIA, once',
  answer: async (ports, asked) => {
    const { map, calendar = 'month', zone = 'Europe/Paris' } = asked.options
    const { table, asOf } = await readCases(ports, asked, map)
    const { people: cases, ...answer } = activityOf(table, calendarOver(table, calendar, zone, asOf))
    const unnamed = (name: string | undefined) => (name === '–' ? '' : name)
    return {
      body: { asOf: asOfText(asOf), calendar, zone, cases, ...answer },
      people: (of) => {
        if (of === 'once') return keysOf(table, whoCameOnce(table))
        const [, kind, name = '', second] = /^(channel|touchpoint|bounce):(.+?)(?:[@>]([^@>]+))?$/.exec(of) ?? []
        if (kind === undefined || (kind === 'bounce') !== of.includes('>')) return undefined
        if (kind === 'channel') return keysOf(table, whoDid(table, undefined, unnamed(name)))
        if (kind === 'touchpoint') return keysOf(table, whoDid(table, name, unnamed(second)))
        return keysOf(table, whoBounced(table, unnamed(name) ?? '', unnamed(second) ?? ''))
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
