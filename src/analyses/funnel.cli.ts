import { InvalidArgumentError } from 'commander'
import { type AnalysisOptions, analysis, readPeople } from '../cli/analysis.ts'
import type { Commands } from '../cli/room-commands.ts'
import { bar, columns, duration, heading, number, rateInWords } from '../cli/tell.ts'
import { durationMs, iso, type Language, say } from '../kernel/index.ts'
import { codesOf } from './event-codes.ts'
import { DROPPED, type Exclusion, type Funnel, type FunnelQuestion, funnel } from './funnel.ts'

interface FunnelOptions extends AnalysisOptions {
  readonly step: readonly string[]
  readonly optional: readonly number[]
  readonly order: FunnelQuestion['order']
  readonly window?: number
  readonly windowFrom: FunnelQuestion['windowFrom']
  readonly exclude: readonly ExcludeOption[]
  readonly people?: boolean
}

interface ExcludeOption {
  readonly event: string
  readonly after: number
  readonly mode: Exclusion['mode']
}

const repeated =
  <T>(read: (text: string) => T) =>
  (text: string, before: readonly T[]) => [...before, read(text)]

const oneOf =
  <Choice extends string>(...choices: readonly Choice[]) =>
  (text: string): Choice => {
    const choice = choices.find((each) => each === text)
    if (!choice) throw new InvalidArgumentError(`one of ${choices.join(', ')} is wanted`)
    return choice
  }

const period = (text: string): number => {
  const ms = durationMs(text)
  if (ms === undefined) throw new InvalidArgumentError('an ISO 8601 duration is wanted, such as P30D')
  return ms
}

const place = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('the number of a step, from 1')
  return Number(text) - 1
}

const exclusion = (text: string): ExcludeOption => {
  const [, event, after, mode = 'drop'] = /^(.+)@(\d+)(?::(drop|reset|drop-off))?$/.exec(text) ?? []
  if (event === undefined || after === undefined)
    throw new InvalidArgumentError('EVENT@STEP[:drop|reset|drop-off] is wanted, such as "Cancelled@2:reset"')
  return { event, after: place(after), mode: mode as Exclusion['mode'] }
}

const asked = (options: FunnelOptions, table: Parameters<typeof codesOf>[1]): FunnelQuestion => ({
  steps: options.step.map((label, at) => ({
    label,
    codes: codesOf(label, table),
    ...(options.optional.includes(at) && { optional: true }),
  })),
  order: options.order,
  window: options.window ?? Number.POSITIVE_INFINITY,
  windowFrom: options.windowFrom,
  exclusions: options.exclude.map(({ event, after, mode }) => ({ codes: codesOf(event, table), after, mode })),
})

const funnelText = ({ steps, dropped }: Funnel, language: Language): string => {
  const t = (fr: string, en: string) => say({ fr, en }, language)
  const first = steps[0]?.count ?? 0
  return [
    t('L’entonnoir', 'The funnel'),
    ...heading(t('Étapes', 'Steps')),
    ...columns(
      steps.map(({ label, count, ofFirst, ofPrevious, medianSeconds }, at) => [
        String(at + 1),
        label,
        number(count, language),
        bar(first === 0 ? 0 : count / first),
        at === 0 ? '' : rateInWords(ofFirst, language),
        at === 0 ? '' : `${t('de la précédente', 'of the step before')} : ${rateInWords(ofPrevious, language)}`,
        medianSeconds === null ? '' : duration(medianSeconds, language),
      ]),
      ['right', 'left', 'right', 'left', 'right', 'left', 'right'],
    ),
    ...(dropped > 0 ? ['', `  ${t('Laissés de côté', 'Left out')} : ${number(dropped, language)}`] : []),
    '',
  ].join('\n')
}

export const funnelCommand: Commands = (program, run) => {
  analysis(program.command('funnel'))
    .description('how far people get through some steps')
    .requiredOption('--step <event>', 'a step, in order; "A|B" for either (repeat it)', repeated(String), [])
    .option('--optional <n>', 'step n may be skipped (may be repeated)', repeated(place), [])
    .option('--order <order>', 'ordered, strict (nothing between) or any', oneOf('ordered', 'strict', 'any'), 'ordered')
    .option('--window <duration>', 'within this time, such as P30D', period)
    .option(
      '--window-from <step>',
      'counted from the first step or the previous one',
      oneOf('first', 'previous'),
      'first',
    )
    .option(
      '--exclude <event@step:mode>',
      'what must not happen after a step: drop, reset or drop-off',
      repeated(exclusion),
      [],
    )
    .option('--people', 'list who reached each step and no further')
    .action((options: FunnelOptions) =>
      run(options, async (context) => {
        const { table, asOf } = await readPeople(options, context)
        const answer = funnel({ ...table, code: table.activity }, asked(options, table))
        const reachedBy = (steps: number) => table.keys.filter((_, c) => answer.reached[c] === steps)
        const json = {
          asOf: iso(asOf),
          people: table.keys.length,
          steps: answer.steps,
          dropped: answer.dropped,
          ...(options.people && {
            stopped: answer.steps.map((_, at) => reachedBy(at + 1)),
            leftOut: reachedBy(DROPPED),
          }),
        }
        context.out(context.json ? JSON.stringify(json) : funnelText(answer, context.language))
      }),
    )
}
