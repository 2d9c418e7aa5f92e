import { Group } from '@mantine/core'
import type { Estimate } from '../../../../statistics/index.ts'
import { CountNumber, Figure } from '../../../kit/number.tsx'
import { personName } from '../../journeys/people/person-row.tsx'
import { estimate, plain, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'

interface ValueAnswer {
  readonly buyers: number
  readonly repeat: number
  readonly horizonWeeks: number
  readonly expectedPurchases: number
  readonly expectedValue: number
  readonly top: readonly {
    readonly person: string
    readonly purchases: number
    readonly alive: number
    readonly value: number
  }[]
  readonly byFirst: readonly { readonly first: string; readonly value: Estimate }[]
}

/** What customers are worth together, then by the journey with which they began. */
const Picture = ({ answer, telling }: PictureProps<ValueAnswer>) => {
  const { say, number } = telling
  return (
    <>
      <Group gap="sm" mb="md">
        <Figure name={say('measure.value.buyers')}>
          <CountNumber count={answer.buyers} of="buyers" means="measure.value.means.buyers" />
        </Figure>
        <Figure name={say('measure.value.repeat')}>
          <CountNumber count={answer.repeat} of="repeat" means="measure.value.means.repeat" />
        </Figure>
        <Figure name={say('measure.value.purchases', { weeks: answer.horizonWeeks })}>
          {number(answer.expectedPurchases)}
        </Figure>
        <Figure name={say('measure.value.value', { weeks: answer.horizonWeeks })}>
          {number(answer.expectedValue)}
        </Figure>
      </Group>
      <Bars
        name={say('measure.value.byfirst')}
        bars={answer.byFirst.slice(0, 15).map(({ first, value: { value, low, high } }) => ({
          key: first,
          label: first,
          value: value ?? 0,
          low,
          high,
          said: number(value ?? 0),
        }))}
      />
    </>
  )
}

export const value = described<ValueAnswer>({
  name: 'value',
  means: 'measure.value.means',
  of: 'either',
  fields: [
    { kind: 'event', name: 'purchase', label: 'measure.value.purchase', how: 'measure.value.purchase.how' },
    { kind: 'number', name: 'horizon', label: 'measure.value.horizon', least: 4, most: 156, usual: 52 },
  ],
  Picture,
  tables: ({ byFirst, top }) => [
    {
      name: 'by-first',
      title: 'measure.value.byfirst',
      columns: [
        { title: 'measure.value.first' },
        { title: 'measure.value.mean', right: true, means: 'measure.value.means' },
      ],
      rows: byFirst.map(({ first, value: one }) => [text(first, true), estimate(one, 'decimal')]),
    },
    {
      name: 'top',
      title: 'measure.value.top',
      columns: [
        { title: 'measure.person' },
        { title: 'measure.value.next', right: true },
        { title: 'measure.value.alive', right: true },
        { title: 'measure.value.mean', right: true },
      ],
      rows: top.map(({ person, purchases, alive, value: worth }) => [
        text(personName(person)),
        plain(purchases, 'decimal'),
        plain(alive, 'percent'),
        plain(worth, 'decimal'),
      ]),
    },
  ],
})
