import { Type } from '@sinclair/typebox'
import type { CaseTable } from '../journeys/index.ts'
import { analysis } from './analysis.ts'
import { attribute, MODELS, type Model, shareIntervals } from './attribution.ts'
import { channelPaths } from './channel-paths.ts'
import { codesOf } from './event-codes.ts'
import { asOfText, readCases } from './read-scope.ts'
import { column } from './result-table.ts'
import { answerShape, Count, MapOption, NullableNumber, oneOf, shape, Text } from './shapes.ts'

interface AttributionBody {
  readonly asOf: string
  readonly conversion: string
  readonly conversions: number
  readonly paths: number
  readonly models: readonly {
    readonly model: Model
    readonly credits: readonly {
      readonly channel: string
      readonly conversions: number
      readonly share: number | null
      readonly low: number | null
      readonly high: number | null
    }[]
  }[]
}

const options = Type.Object({
  map: MapOption,
  conversion: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      default: 'Order Completed',
      description: 'what counts as a conversion ("A|B" for either)',
    }),
  ),
  model: Type.Optional({ ...oneOf([...MODELS, 'all'], { description: 'how credit is given' }), default: 'all' }),
  resamples: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 2000, default: 200, description: 'draws for the intervals; 0 for none' }),
  ),
})

const SEED = 20_240_901

/** The cases with a conversion, on a channel or at all. */
const converted = (table: CaseTable, wanted: ReadonlySet<number>, channel: string | undefined): string[] =>
  table.keys.filter((_, c) => {
    for (let e = table.starts[c] ?? 0; e < (table.starts[c + 1] ?? 0); e++)
      if (wanted.has(table.activity[e] ?? -1) && (!channel || table.channels[table.channel[e] ?? 0] === channel))
        return true
    return false
  })

/** What each channel brings. */
export const attributionAnalysis = analysis<typeof options, AttributionBody>({
  name: 'attribution',
  does: 'conversions credited to the channels on the way; descriptive, no proof of cause',
  options,
  body: answerShape('Conversions credited to channels, by model; low and high bound the share', {
    conversion: Text,
    conversions: Count,
    paths: Count,
    models: Type.Array(
      shape({
        model: oneOf(MODELS, { description: 'how credit is given' }),
        credits: Type.Array(
          shape({
            channel: Text,
            conversions: Type.Number({ minimum: 0 }),
            share: NullableNumber,
            low: NullableNumber,
            high: NullableNumber,
          }),
        ),
      }),
    ),
  }),
  people: 'converted, converted:CHANNEL (whose conversion was on that channel)',
  answer: async (ports, asked) => {
    const { conversion = 'Order Completed', model: wanted = 'all', resamples = 200, map } = asked.options
    const { table, asOf } = await readCases(ports, asked, map)
    const codes = codesOf(conversion, table)
    const ways = channelPaths(table, codes)
    const conversions = ways.reduce((sum, way) => sum + way.conversions, 0)
    const looked = MODELS.filter((model) => wanted === 'all' || wanted === model)
    const intervals = shareIntervals(resamples > 0 ? looked : [], ways, { times: resamples, seed: SEED })
    const models = looked.map((model) => {
      const bounds = intervals.get(model)
      const credits = [...attribute(model, ways)].map(([channel, some]) => ({
        channel,
        conversions: some,
        share: conversions === 0 ? null : some / conversions,
        low: conversions === 0 ? null : (bounds?.get(channel)?.low ?? null),
        high: conversions === 0 ? null : (bounds?.get(channel)?.high ?? null),
      }))
      return { model, credits: credits.sort((a, b) => b.conversions - a.conversions) }
    })
    return {
      body: { asOf: asOfText(asOf), conversion, conversions, paths: ways.length, models },
      people: (of) => {
        const [, channel] = /^converted(?::(.+))?$/.exec(of) ?? []
        return of.startsWith('converted') ? converted(table, new Set(codes), channel) : undefined
      },
    }
  },
  tables: ({ models, conversions }) => [
    {
      name: 'credits',
      title: { fr: 'Ce que chaque canal apporte', en: 'What each channel brings' },
      note: {
        fr: 'Description, pas preuve de cause.',
        en: 'Descriptive, no proof of cause.',
      },
      columns: [
        column('model', 'text', 'modèle', 'model'),
        column('channel', 'text', 'canal', 'channel'),
        column('conversions', 'number', 'conversions', 'conversions'),
        column('share', 'share', 'part', 'share'),
        column('low', 'share', 'de', 'from'),
        column('high', 'share', 'à', 'to'),
      ],
      rows: models.flatMap(({ model, credits }) =>
        credits.map((credit) => [
          model,
          credit.channel,
          conversions === 0 ? null : credit.conversions,
          credit.share,
          credit.low,
          credit.high,
        ]),
      ),
    },
  ],
})
