import { Type } from '@sinclair/typebox'
import { type CaseSpans, total } from '../journeys/index.ts'
import type { Instant } from '../kernel/index.ts'
import { analysis } from './analysis.ts'
import { type Calendar, calendarOf, periodOf } from './calendar.ts'
import { calendarOptions, zoneOf } from './calendar-option.ts'
import { surveyed } from './parts.ts'
import { asOfText } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, MapOption, NullableNumber, nullable, oneOf, shape, Text } from './shapes.ts'
import { FALSE_DISCOVERIES, type TrendPoint, trendsOf } from './trends.ts'

interface TrendsBody {
  readonly asOf: string
  readonly calendar: string
  readonly zone: string
  readonly of: string
  readonly tested: number
  readonly falseDiscoveries: number
  readonly series: readonly {
    readonly name: string
    readonly points: readonly (TrendPoint & {
      readonly period: string
      readonly partial: boolean
      /** Who has an event there: as many as the list holds, whatever is counted. */
      readonly people: number
    })[]
  }[]
}

const options = Type.Object({
  map: MapOption,
  ...calendarOptions('day'),
  of: Type.Optional({
    ...oneOf(['events', 'people', 'touchpoints', 'channels'], {
      description: 'what is counted: events, people who have one, or events by touchpoint or by channel',
    }),
    default: 'events',
  }),
  top: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, default: 20, description: 'how many of the largest series' }),
  ),
})

interface Cells {
  readonly names: readonly string[]
  /** Which series an event counts in. */
  seriesOf(e: number): number
  /** Whether a person counts once a period. */
  readonly people: boolean
}

const cellsOf = (table: Pick<CaseSpans, 'activities' | 'channels'> & Partial<CaseSpans>, of: string): Cells => {
  if (of === 'channels')
    return { names: table.channels.map((name) => name || '–'), seriesOf: (e) => table.channel?.[e] ?? 0, people: false }
  if (of === 'touchpoints') return { names: table.activities, seriesOf: (e) => table.activity?.[e] ?? 0, people: false }
  return { names: [of], seriesOf: () => 0, people: of === 'people' }
}

const countBy = (table: CaseSpans, calendar: Calendar, { names, seriesOf, people }: Cells): Float64Array[] => {
  const width = calendar.labels.length
  const counts = names.map(() => new Float64Array(width))
  const seen = new Int32Array(people ? width : 0).fill(-1)
  for (let c = 0; c < table.keys.length; c++)
    for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++) {
      const period = periodOf(calendar, table.at[e] ?? 0)
      if (people) {
        if (seen[period] === c) continue
        seen[period] = c
      }
      const list = counts[seriesOf(e)]
      if (list) list[period] = (list[period] ?? 0) + 1
    }
  return counts
}

/** By period, how many have an event of a series. */
const peopleIn = (table: CaseSpans, calendar: Calendar, { seriesOf }: Cells, series: number): Uint32Array => {
  const people = new Uint32Array(calendar.labels.length)
  const seen = new Int32Array(people.length).fill(-1)
  for (let c = 0; c < table.keys.length; c++)
    for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++) {
      if (seriesOf(e) !== series) continue
      const period = periodOf(calendar, table.at[e] ?? 0)
      if (seen[period] === c) continue
      seen[period] = c
      people[period] = (people[period] ?? 0) + 1
    }
  return people
}

/** Of how many events of one period each person has, by series: the sum of their squares, and their sum. */
const burstsIn = (table: CaseSpans, calendar: Calendar, { seriesOf, names }: Cells) => {
  const [squares, sums] = [new Float64Array(names.length), new Float64Array(names.length)]
  const own = new Uint32Array(names.length)
  let used: number[] = []
  const close = () => {
    for (const series of used) {
      const many = own[series] ?? 0
      squares[series] = (squares[series] ?? 0) + many * many
      sums[series] = (sums[series] ?? 0) + many
      own[series] = 0
    }
    used = []
  }
  for (let c = 0; c < table.keys.length; c++) {
    let last = -1
    for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++) {
      const [period, series] = [periodOf(calendar, table.at[e] ?? 0), seriesOf(e)]
      if (period !== last) close()
      last = period
      if (own[series] === 0) used.push(series)
      own[series] = (own[series] ?? 0) + 1
    }
    close()
  }
  return { squares, sums }
}

/** The design effect of counting somebody's events of one period one by one: sum of squares over sum. */
const burstOf = (parts: readonly ReturnType<typeof burstsIn>[], series: number): number => {
  const sum = total(parts.map(({ sums }) => sums[series] ?? 0))
  return sum === 0 ? 1 : total(parts.map(({ squares }) => squares[series] ?? 0)) / sum
}

/** Counts of parts, period by period. */
const added = (parts: readonly (ArrayLike<number> | undefined)[], periods: number): Float64Array =>
  Float64Array.from({ length: periods }, (_, period) => total(parts.map((part) => part?.[period] ?? 0)))

const sumOf = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0)
const isPartial = ({ starts, labels }: Calendar, asOf: Instant) => (starts[labels.length] ?? 0) > asOf + 1

/** Counts over time, with marks where one stands out. */
export const trendsAnalysis = analysis<typeof options, TrendsBody>({
  name: 'trends',
  does: 'counts by calendar period, with a mark where one stands out from what is usual',
  options,
  body: answerShape('Counts by period; a period that is not over is shown and never marked', {
    calendar: Text,
    zone: Text,
    of: Text,
    tested: Count,
    falseDiscoveries: Type.Number(),
    series: Type.Array(
      shape({
        name: Text,
        points: Type.Array(
          shape({
            period: Text,
            partial: Type.Boolean(),
            count: Count,
            people: { ...Count, description: 'Who has an event there.' },
            expected: NullableNumber,
            low: NullableNumber,
            high: NullableNumber,
            q: NullableNumber,
            anomaly: nullable(oneOf(['high', 'low'], { description: 'stands out' })),
          }),
        ),
      }),
    ),
  }),
  people: 'PERIOD:SERIES (such as 2025-09-01:people, the people who have an event there)',
  answer: async (ports, asked) => {
    const { map, calendar: period = 'day', of = 'events', top = 20 } = asked.options
    const zone = zoneOf(asked)
    const all = await surveyed(ports, asked, map)
    const { asOf } = all
    const calendar = calendarOf(period, zone, all.first, asOf)
    const cells = cellsOf(all, of)
    const cellsIn = (table: CaseSpans): Cells => ({ ...cellsOf(table, of), names: cells.names })
    const counted = await all.count(({ table }) => ({
      counts: countBy(table, calendar, cellsIn(table)),
      // Who is counted once a period does not come in bursts.
      ...(!cells.people && { bursts: burstsIn(table, calendar, cellsIn(table)) }),
    }))
    const bursts = counted.flatMap((part) => part.bursts ?? [])
    const series = cells.names
      .map((name, at) => {
        const counts = added(
          counted.map((part) => part.counts[at]),
          calendar.labels.length,
        )
        return { name, counts, at, bursts: cells.people ? 1 : burstOf(bursts, at) }
      })
      .filter(({ counts, name }) => name !== '' && sumOf(counts) > 0)
      .sort((a, b) => sumOf(b.counts) - sumOf(a.counts) || (a.name < b.name ? -1 : 1))
      .slice(0, top)
    const whoIn = cells.people
      ? []
      : await all.count(({ table }) => series.map(({ at }) => peopleIn(table, calendar, cellsIn(table), at)))
    const partial = isPartial(calendar, asOf)
    const points = trendsOf(series, { season: period === 'day' ? 7 : 1, partial })
    return {
      body: {
        asOf: asOfText(asOf),
        calendar: period,
        zone,
        of,
        tested: points.flat().filter(({ q }) => q !== null).length,
        falseDiscoveries: FALSE_DISCOVERIES,
        series: series.map(({ name }, s) => {
          const people = cells.people
            ? undefined
            : added(
                whoIn.map((part) => part[s]),
                calendar.labels.length,
              )
          return {
            name,
            points: (points[s] ?? []).map((point, at) => ({
              period: calendar.labels[at] ?? '',
              partial: partial && at === calendar.labels.length - 1,
              people: people?.[at] ?? point.count,
              ...point,
            })),
          }
        }),
      },
      people: (asks) => {
        const [, label = '', name = ''] = /^(\d{4}-\d\d-\d\d):(.+)$/.exec(asks) ?? []
        const [at, which] = [calendar.labels.indexOf(label), cells.names.indexOf(name)]
        if (at < 0 || which < 0) return undefined
        return all.list(({ table }) => {
          const { seriesOf } = cellsIn(table)
          const has = (c: number) => {
            for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++)
              if (seriesOf(e) === which && periodOf(calendar, table.at[e] ?? 0) === at) return true
            return false
          }
          return table.keys.flatMap((_, c) => (has(c) ? [c] : []))
        })
      },
    }
  },
  tables: ({ series }) => [
    {
      name: 'points',
      title: { fr: 'Au fil du temps', en: 'Over time' },
      columns: [
        column('series', 'text', 'série', 'series'),
        column('period', 'text', 'période', 'period'),
        column('count', 'count', 'nombre', 'count'),
        column('people', 'count', 'personnes', 'people'),
        column('expected', 'number', 'attendu', 'expected'),
        column('low', 'number', 'de', 'from'),
        column('high', 'number', 'à', 'to'),
        column('q', 'p', 'q', 'q'),
        column('anomaly', 'text', '', ''),
      ],
      rows: series.flatMap(({ name, points }) =>
        points.map((point) => [
          name,
          point.period,
          point.count,
          point.people,
          point.expected,
          point.low,
          point.high,
          point.q,
          point.anomaly === 'high' ? '▲' : point.anomaly === 'low' ? '▼' : point.partial ? '…' : '',
        ]),
      ),
    },
  ],
})
