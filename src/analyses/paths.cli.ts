import { type AnalysisOptions, analysis, readPeople, wholeNumber } from '../cli/analysis.ts'
import type { Commands } from '../cli/room-commands.ts'
import { bar, columns, heading, number } from '../cli/tell.ts'
import { iso, type Language, Refused, say } from '../kernel/index.ts'
import { codesOf } from './event-codes.ts'
import { END, OTHER, type Paths, paths } from './paths.ts'

interface PathsOptions extends AnalysisOptions {
  readonly start?: string
  readonly end?: string
  readonly depth: number
  readonly top: number
}

const twoAnchors = new Refused({
  code: 'two-anchors',
  what: {
    fr: 'Un chemin part d’un événement ou y mène, pas les deux.',
    en: 'Paths go from an event or lead to one, not both.',
  },
  remedy: { fr: 'Gardez --start ou --end.', en: 'Keep --start or --end.' },
})

/** Nodes and links by name: what is shown, `null` for the others together, and the end of a path as such. */
const named = (answer: Paths, activities: readonly string[]) => {
  const name = (code: number) => (code === OTHER ? null : (activities[code] ?? ''))
  const node = (code: number) => (code === END ? { end: true } : { event: name(code) })
  return {
    nodes: answer.nodes.map(({ step, code, cases }) => ({ step, ...node(code), cases })),
    links: answer.links.map(({ step, from, to, cases }) => ({ step, from: node(from), to: node(to), cases })),
  }
}

const pathsText = (answer: Paths, activities: readonly string[], language: Language): string => {
  const t = (fr: string, en: string) => say({ fr, en }, language)
  const name = (code: number) =>
    code === OTHER ? t('(autres)', '(others)') : code === END ? t('(fin)', '(end)') : (activities[code] ?? '')
  const steps = [...new Set(answer.nodes.map(({ step }) => step))]
  return [
    t('Les chemins', 'The paths'),
    '',
    `  ${number(answer.cases, language)} ${t('personnes ou cas', 'people or cases')}`,
    ...steps.flatMap((step) => [
      ...heading(`${t('Étape', 'Step')} ${step + 1}`),
      ...columns(
        answer.nodes
          .filter((node) => node.step === step)
          .map(({ code, cases }) => [number(cases, language), bar(cases / answer.cases), name(code)]),
        ['right', 'left', 'left'],
      ),
    ]),
    '',
  ].join('\n')
}

export const pathsCommand: Commands = (program, run) => {
  analysis(program.command('paths'))
    .description('where people go from an event, or come from before it')
    .option('--start <event>', 'from the first of these on ("A|B" for either)')
    .option('--end <event>', 'up to the last of these')
    .option('--depth <n>', 'how many steps', wholeNumber, 5)
    .option('--top <n>', 'how many events are shown at a step; the rest is one', wholeNumber, 8)
    .action((options: PathsOptions) =>
      run(options, async (context) => {
        if (options.start !== undefined && options.end !== undefined) throw twoAnchors
        const { table, asOf } = await readPeople(options, context)
        const anchor = options.start ?? options.end
        const answer = paths(
          { ...table, code: table.activity },
          {
            ...(anchor !== undefined && { anchor: codesOf(anchor, table) }),
            direction: options.end === undefined ? 'from' : 'to',
            depth: options.depth,
            perStep: options.top,
          },
        )
        const json = { asOf: iso(asOf), cases: answer.cases, ...named(answer, table.activities) }
        context.out(context.json ? JSON.stringify(json) : pathsText(answer, table.activities, context.language))
      }),
    )
}
