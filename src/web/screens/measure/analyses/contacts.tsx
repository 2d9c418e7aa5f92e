import type { Rate } from '../../../../kernel/index.ts'
import type { Estimate } from '../../../../statistics/index.ts'
import { count, estimate, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'

interface ContactsAnswer {
  readonly channels: readonly string[]
  readonly journeys: number
  readonly conversions: number
  readonly perConversion: Estimate
  readonly perSucceeded: Estimate
  readonly perAbandoned: Estimate
  readonly costPerConversion: Estimate
  readonly paths: readonly {
    readonly path: readonly string[]
    readonly journeys: number
    readonly succeeded: Rate
    readonly contacts: Estimate
    readonly cost: Estimate
    readonly costPerConversion: Estimate
  }[]
}

/** What a conversion takes, and which of the commonest paths take more. */
const Picture = ({ answer, question, telling, open }: PictureProps<ContactsAnswer>) => {
  const { say, event, value } = telling
  const costed = Array.isArray(question.cost)
  return (
    <Bars
      long
      name={say(costed ? 'measure.contacts.costs' : 'measure.contacts.paths')}
      bars={answer.paths.map(({ path, contacts, cost }) => {
        const { value: amount, low, high } = costed ? cost : contacts
        return {
          key: path.join('>'),
          label:
            path.length > 2
              ? `${event(path[0] ?? '')} … ${event(path.at(-1) ?? '')} (${path.length})`
              : path.map(event).join(' → '),
          value: amount ?? 0,
          low,
          high,
          said: value(amount, 'decimal'),
          onPress: () => open(`path:${path.join('>')}`),
        }
      })}
    />
  )
}

export const contacts = described<ContactsAnswer>({
  name: 'contacts',
  means: 'measure.contacts.means',
  of: 'map',
  fields: [
    { kind: 'number', name: 'top', label: 'measure.contacts.top', least: 5, most: 60, usual: 20 },
    { kind: 'costs', name: 'cost', label: 'measure.contacts.cost' },
  ],
  first: () => ({ top: 12 }),
  headline: ({ perConversion, perAbandoned }, { say, value }) =>
    perConversion.value === null
      ? undefined
      : say('measure.contacts.headline', {
          each: value(perConversion.value, 'decimal'),
          low: value(perConversion.low, 'decimal'),
          high: value(perConversion.high, 'decimal'),
          lost: value(perAbandoned.value, 'decimal'),
        }),
  figures: (answer, { say }, { cost }) => [
    {
      name: say('measure.contacts.conversions'),
      cell: count(answer.conversions, 'conversions'),
      means: 'measure.contacts.means',
    },
    ...(
      [
        'perConversion',
        'perSucceeded',
        'perAbandoned',
        ...(cost === undefined ? [] : (['costPerConversion'] as const)),
      ] as const
    ).map((name) => ({
      name: say(`measure.contacts.${name}`),
      cell: estimate(answer[name], 'decimal'),
      means: 'measure.contacts.means' as const,
    })),
  ],
  Picture,
  tables: ({ paths, channels }, { event, say, channel }, { cost }) => [
    {
      name: 'paths',
      title: 'measure.contacts.paths',
      note: say('measure.contacts.note', { channels: channels.map(channel).join(', ') }),
      columns: [
        { title: 'measure.path' },
        { title: 'explore.journeys', right: true, means: 'measure.contacts.means.path' },
        { title: 'journey.succeeded', right: true, means: 'measure.contacts.means.path' },
        { title: 'measure.contacts.each', right: true, means: 'measure.contacts.means' },
        ...(cost === undefined
          ? []
          : [{ title: 'measure.contacts.costs', right: true, means: 'measure.contacts.means' } as const]),
      ],
      rows: paths.map((one) => [
        text(one.path.map(event).join(' → ')),
        count(one.journeys, `path:${one.path.join('>')}`),
        share(one.succeeded, undefined, `path:${one.path.join('>')}`),
        estimate(one.contacts, 'decimal', `path:${one.path.join('>')}`),
        ...(cost === undefined ? [] : [estimate(one.cost, 'decimal', `path:${one.path.join('>')}`)]),
      ]),
    },
  ],
})
