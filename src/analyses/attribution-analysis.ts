import { Type } from '@sinclair/typebox'
import { type CaseSpans, total } from '../journeys/index.ts'
import { type Rate, rate } from '../kernel/index.ts'
import { analysis } from './analysis.ts'
import { attribute, MODELS, type Model, shareIntervals } from './attribution.ts'
import { createWays } from './channel-paths.ts'
import { codesOf } from './event-codes.ts'
import { surveyed } from './parts.ts'
import { asOfText, durationOf } from './read-scope.ts'
import { column } from './result-table.ts'
import {
  answerShape,
  Count,
  durationOption,
  MapOption,
  NullableNumber,
  oneOf,
  RateShape,
  shape,
  Text,
} from './shapes.ts'

interface AttributionBody {
  readonly asOf: string
  readonly conversion: string
  readonly conversions: number
  readonly paths: number
  /** People who converted: of one person there may be several conversions. */
  readonly converted: number
  readonly models: readonly {
    readonly model: Model
    readonly credits: readonly {
      readonly channel: string
      readonly conversions: number
      readonly share: number | null
      readonly low: number | null
      readonly high: number | null
      /** Conversions that the share is of. */
      readonly n: number
      /** Those who converted and had passed through the channel on the way. */
      readonly reach: Rate
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
  halfLife: Type.Optional({
    ...durationOption('time decay: a touch so much older than another weighs half of it'),
    default: 'P7D',
  }),
  resamples: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 2000, default: 200, description: 'draws for the intervals; 0 for none' }),
  ),
})

const SEED = 20_240_901

/** Case by case, the channels that were passed through on the ways to a conversion; none where there was none. */
const passedThrough = (table: CaseSpans, wanted: ReadonlySet<number>): readonly ReadonlySet<number>[] =>
  table.keys.map((_, c) => {
    const passed = new Set<number>()
    let way: number[] = []
    for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++) {
      way.push(table.channel[e] ?? 0)
      if (!wanted.has(table.activity[e] ?? -1)) continue
      for (const channel of way) passed.add(channel)
      way = []
    }
    return passed
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
    converted: { ...Count, description: 'People who converted.' },
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
            n: { ...Count, description: 'Conversions that the share is of.' },
            reach: RateShape,
          }),
        ),
      }),
    ),
  }),
  people: 'converted, through:CHANNEL (who converted and had passed through that channel on the way)',
  answer: async (ports, asked) => {
    const {
      conversion = 'Order Completed',
      model: wanted = 'all',
      halfLife = 'P7D',
      resamples = 200,
      map,
    } = asked.options
    const all = await surveyed(ports, asked, map)
    const codes = codesOf(conversion, all)
    const found = createWays(codes, durationOf(halfLife), ports.look)
    const counted = await all.count(({ table }) => {
      found.add(table)
      const passed = passedThrough(table, new Set(codes))
      return {
        reach: all.channels.map((_, channel) => passed.filter((channels) => channels.has(channel)).length),
        converted: passed.filter(({ size }) => size > 0).length,
      }
    })
    const ways = found.ways()
    const conversions = ways.reduce((sum, way) => sum + way.conversions, 0)
    const looked = MODELS.filter((model) => wanted === 'all' || wanted === model)
    const intervals = await shareIntervals(looked, ways, {
      times: resamples,
      seed: SEED,
      ...(ports.turn && { turn: ports.turn }),
      look: ports.look,
    })
    const reach = all.channels.map((_, channel) => total(counted.map((part) => part.reach[channel] ?? 0)))
    const converted = total(counted.map((part) => part.converted))
    const channelOf = (name: string) => all.channels.indexOf(name === '–' ? '' : name)
    const models = looked.map((model) => {
      const bounds = intervals.get(model)
      const credits = [...attribute(model, ways, ports.look)].map(([channel, some]) => ({
        channel,
        conversions: some,
        share: conversions === 0 ? null : some / conversions,
        low: conversions === 0 ? null : (bounds?.get(channel)?.low ?? null),
        high: conversions === 0 ? null : (bounds?.get(channel)?.high ?? null),
        n: conversions,
        reach: rate(reach[channelOf(channel)] ?? 0, converted),
      }))
      return {
        model,
        credits: credits.sort((a, b) => b.conversions - a.conversions || (a.channel < b.channel ? -1 : 1)),
      }
    })
    return {
      body: { asOf: asOfText(all.asOf), conversion, conversions, paths: ways.length, converted, models },
      people: (of) => {
        const who = (is: (channels: ReadonlySet<number>) => boolean) =>
          all.list(({ table }) => passedThrough(table, new Set(codes)).flatMap((passed, c) => (is(passed) ? [c] : [])))
        if (of === 'converted') return who(({ size }) => size > 0)
        const [, name] = /^through:(.+)$/s.exec(of) ?? []
        const channel = name === undefined ? -1 : channelOf(name)
        return channel < 0 ? undefined : who((passed) => passed.has(channel))
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
        column('reach', 'rate', 'des personnes', 'of people'),
      ],
      rows: models.flatMap(({ model, credits }) =>
        credits.map((credit) => [
          model,
          credit.channel,
          conversions === 0 ? null : credit.conversions,
          credit.share,
          credit.low,
          credit.high,
          credit.reach,
        ]),
      ),
    },
  ],
})
