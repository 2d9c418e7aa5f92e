import { Type } from '@sinclair/typebox'
import { analysis } from './analysis.ts'
import { calendarOf, type Period } from './calendar.ts'
import { codesOf } from './event-codes.ts'
import { asOfText, keysOf, readCases } from './read-scope.ts'
import { column } from './result-table.ts'
import { cameBack, type Retention, type RetentionQuestion, returnsOf, summary } from './retention.ts'
import { answerShape, Count, MapOption, oneOf, RateShape, shape, Text } from './shapes.ts'

interface RetentionBody extends Retention {
  readonly asOf: string
  readonly period: Period
  readonly kind: RetentionQuestion['kind']
  readonly zone: string
}

const options = Type.Object({
  map: MapOption,
  start: Type.Optional(
    Type.String({
      maxLength: 2000,
      description: 'what makes someone join ("A|B" for either; every event if not given)',
    }),
  ),
  back: Type.Optional(
    Type.String({ maxLength: 2000, description: 'what counts as coming back (every event if not given)' }),
  ),
  calendar: Type.Optional({
    ...oneOf(['day', 'week', 'month'], { description: 'calendar period' }),
    default: 'week',
  }),
  periods: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 400, default: 8, description: 'how many periods after the first' }),
  ),
  kind: Type.Optional({
    ...oneOf(['bounded', 'unbounded'], { description: 'bounded: in that very period; unbounded: in it or later' }),
    default: 'bounded',
  }),
  zone: Type.Optional(Type.String({ maxLength: 60, default: 'Europe/Paris', description: 'the zone of the calendar' })),
})

/** Who comes back. */
export const retentionAnalysis = analysis<typeof options, RetentionBody>({
  name: 'retention',
  does: 'who comes back, by the calendar period in which they first came',
  options,
  body: answerShape('Who comes back: a period that is not over is absent, and left out of the whole', {
    period: Text,
    kind: Text,
    zone: Text,
    cohorts: Type.Array(shape({ label: Text, people: Count, retained: Type.Array(RateShape) })),
    overall: Type.Array(RateShape),
  }),
  people:
    'cohort:LABEL (who joined), cohort:LABEL:K (who came back after K periods), overall:K, overall-of:K (who came back, and who could have, of all cohorts)',
  answer: async (ports, asked) => {
    const {
      calendar: period = 'week',
      periods = 8,
      kind = 'bounded',
      zone = 'Europe/Paris',
      start,
      back,
      map,
    } = asked.options
    const { table, asOf } = await readCases(ports, asked, map)
    const first = table.at.reduce((least, at) => Math.min(least, at), asOf)
    const calendar = calendarOf(period, zone, first, asOf)
    const question: RetentionQuestion = {
      kind,
      periods,
      asOf,
      ...(start !== undefined && { start: codesOf(start, table) }),
      ...(back !== undefined && { back: codesOf(back, table) }),
    }
    const returns = returnsOf({ ...table, code: table.activity }, calendar, question)
    const answer = summary(calendar, returns, question)
    return {
      body: { asOf: asOfText(asOf), period, kind, zone, ...answer },
      people: (of) => {
        const [, label = '', k = '0'] = /^cohort:(\d{4}-\d\d-\d\d)(?::(\d{1,3}))?$/.exec(of) ?? []
        const [, whole, after] = /^overall(-of)?:(\d{1,3})$/.exec(of) ?? []
        const known = (cohort: number, at: number) =>
          (answer.cohorts.find((one) => one.label === calendar.labels[cohort])?.retained.length ?? 0) > at
        if (after !== undefined && Number(after) <= periods) {
          const mature = calendar.labels.map((_, cohort) => cohort).filter((cohort) => known(cohort, Number(after)))
          return mature.flatMap((cohort) => keysOf(table, cameBack(returns, cohort, whole ? 0 : Number(after))))
        }
        const cohort = calendar.labels.indexOf(label)
        return cohort < 0 || !known(cohort, Number(k)) ? undefined : keysOf(table, cameBack(returns, cohort, Number(k)))
      },
    }
  },
  tables: ({ cohorts, overall }) => {
    const after = overall.map((_, k) => column(`after_${k}`, 'rate', `${k}`, `${k}`))
    return [
      {
        name: 'cohorts',
        title: { fr: 'Qui revient, par période d’arrivée', en: 'Who comes back, by period of arrival' },
        columns: [column('cohort', 'text', '', ''), column('people', 'count', 'personnes', 'people'), ...after],
        rows: [
          ...cohorts.map(({ label, people, retained }) => [label, people, ...after.map((_, k) => retained[k])]),
          ['—', null, ...overall],
        ],
      },
    ]
  },
})
