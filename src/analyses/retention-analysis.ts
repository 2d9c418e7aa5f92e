import { Type } from '@sinclair/typebox'
import { addedCounts } from '../journeys/index.ts'
import type { Instant } from '../kernel/index.ts'
import { type AnalysisPorts, analysis, type Reduced, type Scope } from './analysis.ts'
import { type Calendar, calendarOf, type Period } from './calendar.ts'
import { ZONE_OPTION, zoneOf } from './calendar-option.ts'
import { codesOf } from './event-codes.ts'
import { surveyed } from './parts.ts'
import { readReduced } from './read-paths.ts'
import { asOfText, type ReadCases } from './read-scope.ts'
import { column } from './result-table.ts'
import { cameBack, countReturns, type Retention, type RetentionQuestion, retained, returnsOf } from './retention.ts'
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
  zone: ZONE_OPTION,
})

/** Returns, and who is behind them. */
interface AskedReturns {
  readonly answer: Retention
  whoCame(cohort: number, after: number): readonly string[] | Promise<readonly string[]>
}

interface ReadReturns {
  readonly activities: readonly string[]
  readonly first: Instant
  readonly asOf: Instant
  ask(calendar: Calendar, question: RetentionQuestion): AskedReturns | Promise<AskedReturns>
}

/** Every case, followed here, in parts where they are many. */
const everybody = async (ports: AnalysisPorts, scope: Scope, map: string | undefined): Promise<ReadReturns> => {
  const all = await surveyed(ports, scope, map)
  return {
    activities: all.activities,
    first: all.first,
    asOf: all.asOf,
    ask: async (calendar, question) => {
      const returnsIn = ({ table }: ReadCases) => returnsOf({ ...table, code: table.activity }, calendar, question)
      const counts = await all.count((part) => countReturns(calendar, returnsIn(part)))
      const people = addedCounts(counts.map((part) => part.people))
      const returned = addedCounts(counts.map((part) => part.returned))
      return {
        answer: retained(calendar, people, returned, question),
        whoCame: (cohort, after) => all.list((part) => cameBack(returnsIn(part), cohort, after)),
      }
    },
  }
}

/** More cases than this machine holds, followed by the engine. */
const inEngine = (reduced: Reduced): ReadReturns => ({
  activities: reduced.names,
  first: reduced.first,
  asOf: reduced.asOf,
  ask: async (calendar, question) => {
    const width = question.periods + 1
    const people = new Float64Array(calendar.labels.length)
    const returned = new Float64Array(people.length * width)
    for (const { cohort, k, people: came } of await reduced.retention(calendar, question)) {
      returned[cohort * width + k] = came
      if (k === 0) people[cohort] = came
    }
    return {
      answer: retained(calendar, people, returned, question),
      whoCame: (cohort, after) => reduced.cameBack(calendar, question, cohort, after),
    }
  },
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
    const { calendar: period = 'week', periods = 8, kind = 'bounded', start, back, map } = asked.options
    const zone = zoneOf(asked)
    const reduced = await readReduced(ports, asked, map)
    const read = reduced ? inEngine(reduced) : await everybody(ports, asked, map)
    const calendar = calendarOf(period, zone, read.first, read.asOf)
    const question: RetentionQuestion = {
      kind,
      periods,
      asOf: read.asOf,
      ...(start !== undefined && { start: codesOf(start, read) }),
      ...(back !== undefined && { back: codesOf(back, read) }),
    }
    const { answer, whoCame } = await read.ask(calendar, question)
    return {
      body: { asOf: asOfText(read.asOf), period, kind, zone, ...answer },
      people: async (of) => {
        const [, label = '', k = '0'] = /^cohort:(\d{4}-\d\d-\d\d)(?::(\d{1,3}))?$/.exec(of) ?? []
        const [, whole, after] = /^overall(-of)?:(\d{1,3})$/.exec(of) ?? []
        const known = (cohort: number, at: number) =>
          (answer.cohorts.find((one) => one.label === calendar.labels[cohort])?.retained.length ?? 0) > at
        if (after !== undefined && Number(after) <= periods) {
          const keys: string[] = []
          for (const cohort of calendar.labels.keys())
            if (known(cohort, Number(after))) keys.push(...(await whoCame(cohort, whole ? 0 : Number(after))))
          return keys
        }
        const cohort = calendar.labels.indexOf(label)
        return cohort < 0 || !known(cohort, Number(k)) ? undefined : whoCame(cohort, Number(k))
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
