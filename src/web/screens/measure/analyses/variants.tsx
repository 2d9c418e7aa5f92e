import type { Rate } from '../../../../kernel/index.ts'
import type { Estimate } from '../../../../statistics/index.ts'
import { count, enough, estimate, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { folded, Ribbons } from '../pictures/ribbons.tsx'
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

const SHOWN = 12

/** A way in words, what repeats at once said once. */
const toldOf = (path: readonly string[], event: (name: string) => string): string =>
  folded(path)
    .map(({ step, times }) => (times > 1 ? `${event(step)} ×${times}` : event(step)))
    .join(' › ')

const HUES = [195, 42, 150, 275, 12, 95, 325, 230]

/** The commonest ways as ribbons; an event keeps its hue among them. */
const Picture = ({ answer, telling, open }: PictureProps<VariantsAnswer>) => {
  const { say, number, percent, event } = telling
  const shown = answer.top.slice(0, SHOWN)
  const seen = [...new Set(shown.flatMap(({ path }) => path))]
  return (
    <Ribbons
      name={say('measure.variants')}
      empty={say('measure.end')}
      titleOf={event}
      hueOf={(name) => `hsl(${HUES[seen.indexOf(name) % HUES.length] ?? 195} 42% var(--strip))`}
      ribbons={shown.map(({ path, cases, share: { value }, seconds }, at) => ({
        key: path.join('\n'),
        path,
        said: number(cases),
        share: percent(value ?? 0, 1),
        ...(seconds.value !== null && path.length > 1 && { after: telling.value(seconds.value, 'time') }),
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
          path: toldOf(first.path, event),
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
        text(toldOf(path, event)),
      ]),
    },
  ],
})
