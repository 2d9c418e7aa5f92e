import type { Rate } from '../../../../kernel/index.ts'
import { count, enough, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Grid } from '../pictures/grid.tsx'
import type { Telling } from '../use-telling.ts'
import { calendarField } from './choices.ts'

interface RetentionAnswer {
  readonly period: 'day' | 'week' | 'month'
  readonly cohorts: readonly { readonly label: string; readonly people: number; readonly retained: readonly Rate[] }[]
  readonly overall: readonly Rate[]
}

const after = (k: number, period: RetentionAnswer['period'], { say }: Telling) =>
  say(`measure.retention.after.${period}`, { count: k })

/** A cohort by its month, its week or its day. */
const cohortName = (label: string, period: RetentionAnswer['period'], telling: Telling, length: 'short' | 'long') => {
  switch (period) {
    case 'month':
      return telling.month(label, length)
    case 'week':
      return telling.say('measure.retention.week', { day: telling.day(label) })
    case 'day':
      return telling.day(label)
  }
}

/** Cohorts by line, periods after by column: the darker, the more came back. */
const Picture = ({ answer, telling, open }: PictureProps<RetentionAnswer>) => {
  const { say, percent, number } = telling
  const cell = (rate: Rate, press?: () => void) => {
    const { value } = enough(rate)
    return { strength: value, said: value === null ? '·' : percent(value), ...(press && { onPress: press }) }
  }
  return (
    <Grid
      name={say('measure.retention')}
      columns={answer.overall.map((_, k) => after(k, answer.period, telling))}
      rows={[
        {
          key: 'all',
          label: say('measure.retention.all'),
          beside: number(answer.overall[0]?.den ?? 0),
          cells: answer.overall.map((rate, k) => cell(rate, () => open(`overall:${k}`))),
        },
        ...answer.cohorts.slice(-24).map(({ label, people, retained }) => ({
          key: label,
          label: cohortName(label, answer.period, telling, 'short'),
          beside: number(people),
          cells: retained.map((rate, k) => cell(rate, () => open(`cohort:${label}:${k}`))),
        })),
      ]}
    />
  )
}

export const retention = described<RetentionAnswer>({
  name: 'retention',
  means: 'measure.retention.means',
  of: 'either',
  fields: [
    { kind: 'event', name: 'start', label: 'measure.retention.start' },
    { kind: 'event', name: 'back', label: 'measure.retention.back' },
    calendarField('week'),
    { kind: 'number', name: 'periods', label: 'measure.retention.periods', least: 2, most: 24, usual: 8 },
    {
      kind: 'choice',
      name: 'kind',
      label: 'measure.retention.kind',
      usual: 'bounded',
      choices: [
        { value: 'bounded', label: 'measure.retention.kind.bounded' },
        { value: 'unbounded', label: 'measure.retention.kind.unbounded' },
      ],
    },
  ],
  first: () => ({ calendar: 'month' }),
  headline: ({ overall, period }, telling) => {
    const [next, last] = [overall[1], overall.at(-1)]
    if (!next || !last || enough(next).value === null) return undefined
    return telling.say('measure.retention.headline', {
      share: telling.percent(next.value),
      num: telling.number(next.num),
      den: telling.number(next.den),
      after: after(1, period, telling),
      last: after(overall.length - 1, period, telling),
      end: telling.percent(enough(last).value),
    })
  },
  Picture,
  tables: (answer, telling) => [
    {
      name: 'cohorts',
      title: 'measure.retention.cohorts',
      columns: [
        { title: 'measure.retention.cohort' },
        { title: 'measure.people', right: true, means: 'measure.retention.means.joined' },
        ...answer.overall.map((_, k) => ({
          title: 'measure.retention' as const,
          said: after(k, answer.period, telling),
          right: true,
          means: 'measure.retention.means.back' as const,
        })),
      ],
      rows: [
        [
          text(telling.say('measure.retention.all'), true),
          count(answer.overall[0]?.den ?? 0, 'overall-of:0'),
          ...answer.overall.map((rate, k) => share(rate, `overall:${k}`, `overall-of:${k}`)),
        ],
        ...answer.cohorts.map(({ label, people, retained }) => [
          text(cohortName(label, answer.period, telling, 'long'), true),
          count(people, `cohort:${label}`),
          ...answer.overall.map((_, k) => {
            const rate = retained[k]
            return rate ? share(rate, `cohort:${label}:${k}`, `cohort:${label}`) : text('')
          }),
        ]),
      ],
    },
  ],
})
