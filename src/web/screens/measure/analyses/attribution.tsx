import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Rate } from '../../../../kernel/index.ts'
import { plain, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import { successOf } from './choices.ts'

const MODELS = ['first', 'last', 'linear', 'position', 'time-decay', 'markov', 'shapley'] as const
type Model = (typeof MODELS)[number]

interface AttributionAnswer {
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
      readonly reach: Rate
    }[]
  }[]
}

/** What each channel is credited with, by the model that is looked at; the others are one press away. */
const Picture = ({ answer, telling }: PictureProps<AttributionAnswer>) => {
  const { say, percent, channel } = telling
  const [chosen, choose] = useState<string>('markov')
  const shown = answer.models.find(({ model }) => model === chosen) ?? answer.models[0]
  if (!shown) return null
  return (
    <>
      {answer.models.length > 1 && (
        <div className="scroll-x">
          <SegmentedControl
            size="xs"
            mb="sm"
            aria-label={say('measure.attribution.model')}
            value={shown.model}
            onChange={choose}
            data={answer.models.map(({ model }) => ({ value: model, label: say(`measure.model.${model}`) }))}
          />
        </div>
      )}
      <Bars
        name={`${say('measure.attribution')} – ${say(`measure.model.${shown.model}`)}`}
        bars={[...shown.credits]
          .sort((a, b) => b.conversions - a.conversions)
          .map(({ channel: one, share, low, high }) => ({
            key: one,
            label: channel(one),
            value: share ?? 0,
            low,
            high,
            said: percent(share, 1),
          }))}
      />
    </>
  )
}

export const attribution = described<AttributionAnswer>({
  name: 'attribution',
  means: 'measure.attribution.means',
  of: 'either',
  fields: [{ kind: 'event', name: 'conversion', label: 'measure.attribution.conversion' }],
  first: (ground) => {
    const conversion = successOf(ground) ?? ground.events.find((name) => name === 'Order Completed')
    return conversion === undefined ? {} : { conversion }
  },
  ready: (question) => question.conversion !== undefined,
  Picture,
  tables: ({ models, conversions, paths }, { say, channel, percent, number }) => [
    {
      name: 'credits',
      title: 'measure.attribution',
      note: say('measure.attribution.note', { conversions, paths }),
      columns: [
        { title: 'filter.channel' },
        ...models.map(({ model }) => ({
          title: 'measure.attribution' as const,
          said: say(`measure.model.${model}`),
          right: true,
        })),
        { title: 'measure.attribution.through', right: true, means: 'measure.attribution.means' },
      ],
      rows: (models[0]?.credits ?? []).map(({ channel: one, reach }) => [
        text(channel(one), true),
        ...models.map(({ credits }) => {
          const credit = credits.find((each) => each.channel === one)
          return text(
            credit === undefined
              ? '–'
              : credit.low === null || credit.high === null
                ? number(credit.conversions, 1)
                : `${number(credit.conversions, 1)} (${percent(credit.low)}–${percent(credit.high)})`,
          )
        }),
        share(reach, `through:${one}`, 'converted'),
      ]),
    },
    {
      name: 'shares',
      title: 'measure.attribution.shares',
      columns: [
        { title: 'filter.channel' },
        { title: 'measure.attribution.model' },
        { title: 'measure.attribution.share', right: true },
        { title: 'measure.low', right: true },
        { title: 'measure.high', right: true },
      ],
      rows: models.flatMap(({ model, credits }) =>
        credits.map((one) => [
          text(channel(one.channel), true),
          text(say(`measure.model.${model}`)),
          plain(one.share, 'percent'),
          plain(one.low, 'percent'),
          plain(one.high, 'percent'),
        ]),
      ),
    },
  ],
})
