import { Type } from '@sinclair/typebox'
import type { Instant } from '../kernel/index.ts'
import { type Activity, activityOf } from './activity.ts'
import { type ActivityCounts, addedActivity, type Counted, countActivity, whoCounts } from './activity-counts.ts'
import { type AnalysisPorts, analysis, type Reduced, type Scope } from './analysis.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import { calendarOptions, zoneOf } from './calendar-option.ts'
import { surveyed } from './parts.ts'
import { readReduced } from './read-paths.ts'
import { asOfText, splits } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, EventShareShape, MapOption, RateShape, shape, Text } from './shapes.ts'

interface ActivityBody extends Omit<Activity, 'people'> {
  readonly cases: number
  readonly asOf: string
  readonly calendar: string
  readonly zone: string
}

const options = Type.Object({ map: MapOption, ...calendarOptions('month') })
const Volume = { events: Count, people: Count }

/** Activity, and who is behind it. */
interface ReadActivity {
  readonly activities: readonly string[]
  readonly channels: readonly string[]
  readonly asOf: Instant
  calendar(period: Calendar['period'], zone: string): Calendar
  counts(calendar: Calendar): ActivityCounts | Promise<ActivityCounts>
  who(calendar: Calendar, counted: Counted, cell: number): readonly string[] | Promise<readonly string[]>
}

/** Every case, counted here, in parts where they are many. */
const everybody = async (ports: AnalysisPorts, scope: Scope, map: string | undefined): Promise<ReadActivity> => {
  const all = await surveyed(ports, scope, map)
  const { activities, channels, first, asOf } = all
  return {
    activities,
    channels,
    asOf,
    calendar: (period, zone) => calendarOf(period, zone, first, asOf),
    counts: async (calendar) => addedActivity(await all.count(({ table }) => countActivity(table, calendar))),
    who: (calendar, counted, cell) => all.list(({ table }) => whoCounts(table, calendar, counted, cell)),
  }
}

/** More cases than this machine holds, counted by the engine. */
const inEngine = ({ names, channels, first, asOf, activity }: Reduced): ReadActivity => ({
  activities: names,
  channels,
  asOf,
  calendar: (period, zone) => calendarOf(period, zone, first, asOf),
  counts: (calendar) => activity.counts(calendar),
  who: (calendar, counted, cell) => activity.who(calendar, counted, cell),
})

/** Which number is meant, by what is counted and its cell. A name may hold the sign that stands between two: all ways are tried. */
const meantBy = (
  of: string,
  { activities, channels }: ReadActivity,
  { labels }: Calendar,
): readonly [Counted, number] | undefined => {
  if (of === 'all' || of === 'once') return [of, 0]
  const [, kind, name = ''] = /^(channel|only|touchpoint|bounce|period):(.+)$/.exec(of) ?? []
  const channelOf = (text: string) => channels.indexOf(text === '–' ? '' : text)
  if (kind === 'channel' || kind === 'only') return channelOf(name) < 0 ? undefined : [kind, channelOf(name)]
  if (kind === 'touchpoint' && activities.includes(name)) return ['name', activities.indexOf(name)]
  for (const [one, other] of splits(name, kind === 'bounce' ? '>' : '@')) {
    const channel = channelOf(other)
    const before =
      kind === 'bounce' ? channelOf(one) : kind === 'touchpoint' ? activities.indexOf(one) : labels.indexOf(one)
    if (channel < 0 || before < 0) continue
    if (kind === 'bounce' || kind === 'touchpoint' || kind === 'period')
      return [kind, before * channels.length + channel]
  }
  return undefined
}

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
      channels: Type.Array(
        shape({ channel: Text, ...Volume, share: EventShareShape, reach: RateShape, only: RateShape }),
      ),
      bounces: Type.Array(shape({ channel: Text, via: Text, people: RateShape, bounces: Count })),
      periods: Type.Array(shape({ period: Text, channel: Text, ...Volume })),
      once: RateShape,
    },
  ),
  people:
    'all, channel:NAME, only:CHANNEL, touchpoint:NAME, touchpoint:NAME@CHANNEL, period:LABEL@CHANNEL, bounce:CHANNEL>VIA, once',
  answer: async (ports, asked) => {
    const { map, calendar = 'month' } = asked.options
    const zone = zoneOf(asked)
    const reduced = await readReduced(ports, asked, map)
    const read = reduced ? inEngine(reduced) : await everybody(ports, asked, map)
    const periods = read.calendar(calendar, zone)
    const { people: cases, ...answer } = activityOf(await read.counts(periods), read, periods)
    return {
      body: { asOf: asOfText(read.asOf), calendar, zone, cases, ...answer },
      people: (of) => {
        const meant = meantBy(of, read, periods)
        return meant && read.who(periods, ...meant)
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
