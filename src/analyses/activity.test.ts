import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CaseSpans, spansOf } from '../journeys/index.ts'
import { HOUR } from '../kernel/index.ts'
import { type Activity, activityOf } from './activity.ts'
import { type Counted, countActivity, whoCounts } from './activity-counts.ts'
import { type Calendar, calendarOf } from './calendar.ts'

type Lived = readonly (readonly [hour: number, what: string, channel: string])[]

const tableOf = (...people: readonly Lived[]): CaseSpans => {
  const flat = people.flat()
  const activities = [...new Set(flat.map(([, what]) => what))]
  const channels = [...new Set(flat.map(([, , channel]) => channel))]
  return spansOf({
    keys: people.map((_, p) => `person:${p}`),
    inferred: new Uint8Array(people.length),
    starts: Uint32Array.from([0, ...people.map((_, p) => people.slice(0, p + 1).flat().length)]),
    at: Float64Array.from(flat, ([hour]) => hour * HOUR),
    activity: Uint32Array.from(flat, ([, what]) => activities.indexOf(what)),
    activities,
    channel: Uint16Array.from(flat, ([, , channel]) => channels.indexOf(channel)),
    channels,
  })
}
const days = calendarOf('day', 'Europe/Paris', 0, 400 * HOUR)
const claire: Lived = [
  [1, 'Configurator Opened', 'web'],
  [2, 'Call Received', 'phone'],
  [3, 'Call Received', 'phone'],
  [20, 'Configurator Opened', 'web'],
]

const toldOf = (table: CaseSpans, calendar: Calendar): Activity =>
  activityOf(countActivity(table, calendar), table, calendar)

describe('activity', () => {
  it('counts interactions and people by touchpoint and channel', () => {
    const { channels, touchpoints, events, people } = toldOf(tableOf(claire, [[5, 'Call Received', 'phone']]), days)
    expect([events, people]).toEqual([5, 2])
    expect(channels[0]).toMatchObject({ channel: 'phone', events: 3, people: 2, only: { num: 1, den: 2 } })
    expect(touchpoints.find(({ name }) => name === 'Configurator Opened')).toMatchObject({ events: 2, people: 1 })
  })
  it('sees a bounce where someone comes back to a channel within 24 hours of leaving it, whatever lies between', () => {
    const late: Lived = [
      [1, 'Configurator Opened', 'web'],
      [2, 'Call Received', 'phone'],
      [26, 'Configurator Opened', 'web'],
    ]
    const { bounces } = toldOf(tableOf(claire, late), days)
    expect(bounces).toEqual([
      expect.objectContaining({
        channel: 'web',
        via: 'phone',
        bounces: 1,
        people: expect.objectContaining({ num: 1, den: 2 }),
      }),
    ])
  })
  it('cuts days where the zone does: one of 25 hours when clocks go back', () => {
    const night = Date.parse('2026-10-24T22:00:00Z') / HOUR
    const visits: Lived = [0, 24, 25].map((hour) => [night + hour, 'Store Visited', 'store'])
    const calendar = calendarOf('day', 'Europe/Paris', night * HOUR, (night + 30) * HOUR)
    expect(toldOf(tableOf(visits), calendar).periods.map(({ period, events }) => [period, events])).toEqual([
      ['2026-10-25', 2],
      ['2026-10-26', 1],
    ])
  })
  it('lists as many people as it counts, everywhere', () => {
    const event = fc.tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom('A', 'B'),
      fc.constantFrom('web', 'phone', ''),
    )
    fc.assert(
      fc.property(fc.array(fc.array(event, { maxLength: 6 }), { maxLength: 6 }), (people) => {
        const table = tableOf(...people.map((lived) => [...lived].sort(([a], [b]) => a - b)))
        const answer = toldOf(table, days)
        const code = (channel: string) => table.channels.indexOf(channel === '–' ? '' : channel)
        const width = table.channels.length
        const who = (counted: Counted, cell: number) => whoCounts(table, days, counted, cell)
        for (const { channel, people: n, only } of answer.channels) {
          expect(who('channel', code(channel))).toHaveLength(n)
          expect(who('only', code(channel))).toHaveLength(only.num)
        }
        for (const { name, channel, people: n } of answer.touchpoints)
          expect(who('touchpoint', table.activities.indexOf(name) * width + code(channel))).toHaveLength(n)
        for (const { channel, via, people: n } of answer.bounces)
          expect(who('bounce', code(channel) * width + code(via))).toHaveLength(n.num)
        for (const { period, channel, people: n } of answer.periods)
          expect(who('period', days.labels.indexOf(period) * width + code(channel))).toHaveLength(n)
        expect(who('once', 0)).toHaveLength(answer.once.num)
        expect(who('all', 0)).toHaveLength(answer.people)
        expect(answer.channels.reduce((sum, { events }) => sum + events, 0)).toBe(answer.events)
        expect(answer.periods.reduce((sum, { events }) => sum + events, 0)).toBe(answer.events)
      }),
    )
  })
  it('is nothing of nobody', () => {
    const { events, channels, once } = toldOf(tableOf(), days)
    expect([events, channels.length, once.value]).toEqual([0, 0, null])
  })
  it('holds a case of 100,000 events over 10,000 touchpoints', () => {
    const size = 100_000
    const table = spansOf({
      keys: ['person:claire'],
      inferred: new Uint8Array(1),
      starts: Uint32Array.of(0, size),
      at: Float64Array.from({ length: size }, (_, e) => e),
      activity: Uint32Array.from({ length: size }, (_, e) => e % 10_000),
      activities: Array.from({ length: 10_000 }, (_, a) => `touchpoint ${a}`),
      channel: Uint16Array.from({ length: size }, (_, e) => e % 2),
      channels: ['web', 'phone'],
    })
    expect(toldOf(table, days)).toMatchObject({ events: size, people: 1 })
    expect(toldOf(table, days).touchpoints).toHaveLength(10_000)
  })
})
