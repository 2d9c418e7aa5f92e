import { Option } from 'commander'
import { type AnalysisOptions, analysis, readPeople, wholeNumber } from '../cli/analysis.ts'
import type { Commands } from '../cli/room-commands.ts'
import { columns, heading, number, percent } from '../cli/tell.ts'
import { iso, type Language, say } from '../kernel/index.ts'
import { calendarOf, type Period } from './calendar.ts'
import { codesOf } from './event-codes.ts'
import { type Retention, retention } from './retention.ts'

interface RetentionOptions extends AnalysisOptions {
  readonly start?: string
  readonly back?: string
  readonly period: Period
  readonly periods: number
  readonly kind: 'bounded' | 'unbounded'
  readonly zone: string
}

const retentionText = ({ cohorts, overall }: Retention, language: Language): string => {
  const t = (fr: string, en: string) => say({ fr, en }, language)
  const cell = (value: number | null | undefined) =>
    value === undefined || value === null ? '' : percent(value, language)
  const head = ['', t('personnes', 'people'), ...overall.map((_, k) => String(k))]
  return [
    t('Qui revient', 'Who comes back'),
    ...heading(t('Par période d’arrivée', 'By period of arrival')),
    ...columns(
      [
        head,
        ...cohorts.map(({ label, people, retained }) => [
          label,
          number(people, language),
          ...overall.map((_, k) => cell(retained[k]?.value)),
        ]),
        [t('ensemble', 'overall'), '', ...overall.map(({ value }) => cell(value))],
      ],
      ['left', 'right', ...overall.map(() => 'right' as const)],
    ),
    '',
  ].join('\n')
}

export const retentionCommand: Commands = (program, run) => {
  analysis(program.command('retention'))
    .description('who comes back, by the calendar period in which they first came')
    .option('--start <event>', 'what makes someone join ("A|B" for either; every event if not given)')
    .option('--back <event>', 'what counts as coming back (every event if not given)')
    .addOption(new Option('--period <period>', 'calendar period').choices(['day', 'week', 'month']).default('week'))
    .option('--periods <n>', 'how many periods after the first', wholeNumber, 8)
    .addOption(
      new Option('--kind <kind>', 'bounded: in that very period; unbounded: in it or later')
        .choices(['bounded', 'unbounded'])
        .default('bounded'),
    )
    .option('--zone <zone>', 'the zone of the calendar', 'Europe/Paris')
    .action((options: RetentionOptions) =>
      run(options, async (context) => {
        const { table, asOf } = await readPeople(options, context)
        const first = table.at.reduce((least, at) => Math.min(least, at), asOf)
        const answer = retention(
          { ...table, code: table.activity },
          calendarOf(options.period, options.zone, first, asOf),
          {
            ...(options.start !== undefined && { start: codesOf(options.start, table) }),
            ...(options.back !== undefined && { back: codesOf(options.back, table) }),
            kind: options.kind,
            periods: options.periods,
            asOf,
          },
        )
        const json = { asOf: iso(asOf), period: options.period, kind: options.kind, zone: options.zone, ...answer }
        context.out(context.json ? JSON.stringify(json) : retentionText(answer, context.language))
      }),
    )
}
