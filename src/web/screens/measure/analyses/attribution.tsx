import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Rate } from '../../../../kernel/index.ts'
import { useMoreAside } from '../../../kit/more-aside.ts'
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
const Picture = ({ answer, telling, open }: PictureProps<AttributionAnswer>) => {
  const { say, percent, channel } = telling
  const [chosen, choose] = useState<string>('markov')
  const box = useMoreAside<HTMLDivElement>()
  const shown = answer.models.find(({ model }) => model === chosen) ?? answer.models[0]
  if (!shown) return null
  return (
    <>
      {answer.models.length > 1 && (
        <div ref={box} className="scroll-x">
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
            onPress: () => open(`through:${one}`),
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
  headline: ({ models, conversions }, { say, number, percent, channel }) => {
    const { model, credits } = models.find((one) => one.model === 'markov') ?? models[0] ?? { credits: [] }
    const [best] = [...credits].sort((a, b) => b.conversions - a.conversions)
    return model && best && best.share !== null
      ? say('measure.attribution.headline', {
          channel: channel(best.channel),
          share: percent(best.share),
          conversions: number(conversions),
          model: say(`measure.model.${model}`),
        })
      : undefined
  },
  Picture,
  tables: ({ models, conversions, paths }, { say, channel }) => [
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
          means: 'measure.attribution.means.credit' as const,
        })),
        { title: 'measure.attribution.through', right: true, means: 'measure.attribution.means.reach' },
      ],
      rows: (models[0]?.credits ?? []).map(({ channel: one, reach }) => [
        text(channel(one), true),
        ...models.map(({ credits }) => {
          const credit = credits.find((each) => each.channel === one)
          return plain(credit?.conversions ?? null, 'decimal', `through:${one}`, reach.num)
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
        { title: 'measure.attribution.share', right: true, means: 'measure.attribution.means.share' },
        { title: 'measure.low', right: true, means: 'measure.means.interval' },
        { title: 'measure.high', right: true, means: 'measure.means.interval' },
      ],
      rows: models.flatMap(({ model, credits }) =>
        credits.map((one) => [
          text(channel(one.channel), true),
          text(say(`measure.model.${model}`)),
          plain(one.share, 'percent', `through:${one.channel}`, one.reach.num),
          plain(one.low, 'percent'),
          plain(one.high, 'percent'),
        ]),
      ),
    },
  ],
})
