import type { Rate } from '../../../../kernel/index.ts'
import type { Estimate } from '../../../../statistics/index.ts'
import { count, enough, estimate, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import { casesField } from './choices.ts'

interface VariantsAnswer {
  readonly all: number
  readonly variants: number
  readonly top: readonly {
    readonly path: readonly string[]
    readonly cases: number
    readonly share: Rate
    readonly seconds: Estimate
  }[]
}

const SHOWN = 20

/** The commonest ways, one a line. */
const Picture = ({ answer, telling, open }: PictureProps<VariantsAnswer>) => {
  const { say, number, percent, event } = telling
  return (
    <Bars
      long
      name={say('measure.variants')}
      bars={answer.top.slice(0, SHOWN).map(({ path, cases, share: { value } }, at) => ({
        key: path.join('\n'),
        label: path.map(event).join(' › '),
        value: cases,
        said: `${number(cases)} · ${percent(value ?? 0, 1)}`,
        onPress: () => open(`variant:${at + 1}`),
      }))}
    />
  )
}

export const variants = described<VariantsAnswer>({
  name: 'variants',
  means: 'measure.variants.means',
  of: 'either',
  fields: [
    { kind: 'event', name: 'contains', label: 'measure.variants.contains' },
    { kind: 'event', name: 'starts', label: 'measure.variants.starts' },
    { kind: 'event', name: 'ends', label: 'measure.variants.ends' },
    casesField,
  ],
  first: () => ({ top: 50 }),
  headline: ({ all, variants: many, top: [first] }, { say, event, percent }) =>
    first && enough(first.share).value !== null
      ? say('measure.variants.headline', {
          path: first.path.map(event).join(' › '),
          share: percent(first.share.value ?? 0, 1),
          cases: first.cases,
          all,
          variants: many,
        })
      : undefined,
  Picture,
  tables: ({ all, variants: many, top }, { say, event }) => [
    {
      name: 'variants',
      title: 'measure.variants',
      note: say('measure.variants.note', { variants: many, all }),
      columns: [
        { title: 'measure.people', right: true, means: 'measure.variants.means' },
        { title: 'measure.ofall', right: true, means: 'measure.variants.means' },
        { title: 'measure.lasts', right: true, means: 'measure.variants.means.lasts' },
        { title: 'measure.path' },
      ],
      rows: top.map(({ path, cases, share: of, seconds }, at) => [
        count(cases, `variant:${at + 1}`),
        share(of, `variant:${at + 1}`, 'all'),
        estimate(seconds, 'time', `variant:${at + 1}`),
        text(path.map(event).join(' › ')),
      ]),
    },
  ],
})
