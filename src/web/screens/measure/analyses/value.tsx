import type { Estimate } from '../../../../statistics/index.ts'
import { count, estimate, person, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import type { Telling } from '../use-telling.ts'

interface ValueAnswer {
  readonly buyers: number
  readonly repeat: number
  readonly horizonWeeks: number
  readonly expectedPurchases: Estimate
  readonly expectedValue: Estimate
  readonly top: readonly {
    readonly person: string
    readonly purchases: Estimate
    readonly alive: Estimate
    readonly value: Estimate
  }[]
  readonly byFirst: readonly { readonly first: string; readonly value: Estimate }[]
}

/** How a journey began, as the answer names it: an event, and its channel between brackets. */
const saidFirst = (first: string, { event, channel }: Telling): string => {
  const [, name, through] = /^(.*) \(([^()]*)\)$/.exec(first) ?? []
  return name === undefined || through === undefined ? event(first) : `${event(name)} (${channel(through)})`
}

/** What customers are worth together, then by the journey with which they began. */
const Picture = ({ answer, telling, open }: PictureProps<ValueAnswer>) => {
  const { say } = telling
  return (
    <Bars
      name={say('measure.value.byfirst')}
      bars={answer.byFirst.slice(0, 15).map(({ first, value: { value, low, high } }) => ({
        key: first,
        label: saidFirst(first, telling),
        value: value ?? 0,
        low,
        high,
        said: telling.value(value ?? 0, 'money'),
        onPress: () => open(`first:${first}`),
      }))}
    />
  )
}

export const value = described<ValueAnswer>({
  name: 'value',
  means: 'measure.value.means',
  of: 'either',
  priced: ({ purchase }) => String(purchase ?? 'Order Completed'),
  fields: [
    { kind: 'event', name: 'purchase', label: 'measure.value.purchase', how: 'measure.value.purchase.how' },
    { kind: 'number', name: 'horizon', label: 'measure.value.horizon', least: 4, most: 156, usual: 52 },
  ],
  headline: ({ buyers, repeat, expectedValue, horizonWeeks }, { say, number, percent, value }) =>
    say('measure.value.headline', {
      buyers: number(buyers),
      share: percent(buyers === 0 ? null : repeat / buyers),
      value: value(expectedValue.value ?? 0, 'money'),
      weeks: horizonWeeks,
    }),
  figures: ({ buyers, repeat, expectedPurchases, expectedValue, horizonWeeks: weeks }, { say }) => [
    { name: say('measure.value.buyers'), cell: count(buyers, 'buyers'), means: 'measure.value.means.buyers' },
    { name: say('measure.value.repeat'), cell: count(repeat, 'repeat'), means: 'measure.value.means.repeat' },
    {
      name: say('measure.value.purchases', { weeks }),
      cell: estimate(expectedPurchases, 'number', 'buyers', buyers),
      means: 'measure.value.means.purchases',
    },
    {
      name: say('measure.value.value', { weeks }),
      cell: estimate(expectedValue, 'money', 'buyers', buyers),
      means: 'measure.value.means.value',
    },
  ],
  Picture,
  tables: ({ byFirst, top }, telling) => [
    {
      name: 'by-first',
      title: 'measure.value.byfirst',
      columns: [
        { title: 'measure.value.first' },
        { title: 'measure.value.mean', right: true, means: 'measure.value.means.first' },
      ],
      rows: byFirst.map(({ first, value: one }) => [
        text(saidFirst(first, telling), true),
        estimate(one, 'money', `first:${first}`),
      ]),
    },
    {
      name: 'top',
      title: 'measure.value.top',
      columns: [
        { title: 'measure.person' },
        { title: 'measure.value.next', right: true, means: 'measure.value.means.purchases' },
        { title: 'measure.value.alive', right: true, means: 'measure.value.means.alive' },
        { title: 'measure.value.mean', right: true, means: 'measure.value.means' },
      ],
      rows: top.map(({ person: key, purchases, alive, value: worth }) => [
        person(key.startsWith('person:') ? key : `person:${key}`),
        estimate(purchases, 'decimal'),
        estimate(alive, 'percent'),
        estimate(worth, 'money'),
      ]),
    },
  ],
})
