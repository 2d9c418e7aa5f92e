import { Option } from 'commander'
import { type AnalysisOptions, analysis, readPeople } from '../cli/analysis.ts'
import type { Commands } from '../cli/room-commands.ts'
import { bar, columns, heading, number, percent } from '../cli/tell.ts'
import { iso, type Language, say } from '../kernel/index.ts'
import { attribute, MODELS, type Model } from './attribution.ts'
import { channelPaths } from './channel-paths.ts'
import { codesOf } from './event-codes.ts'

interface AttributionOptions extends AnalysisOptions {
  readonly conversion: string
  readonly model: Model | 'all'
}

interface Credited {
  readonly model: Model
  readonly credits: readonly { readonly channel: string; readonly conversions: number; readonly share: number | null }[]
}

const attributionText = (models: readonly Credited[], conversions: number, language: Language): string => {
  const t = (fr: string, en: string) => say({ fr, en }, language)
  return [
    t('Ce que chaque canal apporte', 'What each channel brings'),
    '',
    `  ${number(conversions, language)} ${t('conversions. Description, pas preuve de cause.', 'conversions. Descriptive, no proof of cause.')}`,
    ...models.flatMap(({ model, credits }) => [
      ...heading(model),
      ...columns(
        credits.map(({ channel, conversions: some, share }) => [
          channel,
          number(some, language, 1),
          share === null ? '–' : percent(share, language),
          bar(share ?? 0),
        ]),
        ['left', 'right', 'right', 'left'],
      ),
    ]),
    '',
  ].join('\n')
}

export const attributionCommand: Commands = (program, run) => {
  analysis(program.command('attribution'))
    .description('conversions credited to the channels on the way')
    .option('--conversion <event>', 'what counts as a conversion ("A|B" for either)', 'Order Completed')
    .addOption(new Option('--model <model>', 'how credit is given').choices([...MODELS, 'all']).default('all'))
    .action((options: AttributionOptions) =>
      run(options, async (context) => {
        const { table, asOf } = await readPeople(options, context)
        const ways = channelPaths(table, codesOf(options.conversion, table))
        const conversions = ways.reduce((sum, way) => sum + way.conversions, 0)
        const models = MODELS.filter((model) => options.model === 'all' || options.model === model).map((model) => ({
          model,
          credits: [...attribute(model, ways)]
            .map(([channel, some]) => ({
              channel,
              conversions: some,
              share: conversions === 0 ? null : some / conversions,
            }))
            .sort((a, b) => b.conversions - a.conversions),
        }))
        const json = { asOf: iso(asOf), conversion: options.conversion, conversions, paths: ways.length, models }
        context.out(context.json ? JSON.stringify(json) : attributionText(models, conversions, context.language))
      }),
    )
}
