import { place, plain, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import type { Telling } from '../use-telling.ts'

interface DriversAnswer {
  readonly n: number
  readonly r2: number | null
  readonly drivenBy: string
  readonly drivers: readonly {
    readonly name: string
    readonly importance: number
    readonly low: number
    readonly high: number
    readonly direction: 'up' | 'down'
    readonly best: number
    readonly worst: number
    readonly q: number
  }[]
}

const nameOf = (name: string, drivenBy: string, { channel, event }: Telling) =>
  drivenBy === 'channels' ? channel(name) : event(name)

/** The part of each in what is known of the outcome; green lifts it, red lowers it, grey may be chance. */
const Picture = ({ answer, telling, open }: PictureProps<DriversAnswer>) => {
  const { say, percent } = telling
  return (
    <Bars
      name={say('measure.drivers')}
      bars={answer.drivers.slice(0, 20).map(({ name, importance, low, high, direction, q }) => ({
        key: name,
        label: `${direction === 'up' ? '↑' : '↓'} ${nameOf(name, answer.drivenBy, telling)}`,
        value: importance,
        low,
        high,
        said: percent(importance, 1),
        tone: q > 0.05 ? 'faint' : direction === 'up' ? 'good' : 'bad',
        onPress: () => open('n'),
      }))}
    />
  )
}

export const drivers = described<DriversAnswer>({
  name: 'drivers',
  means: 'measure.drivers.means',
  of: 'map',
  fields: [
    {
      kind: 'choice',
      name: 'outcome',
      label: 'measure.drivers.outcome',
      usual: 'nps',
      choices: [
        { value: 'success', label: 'measure.drivers.outcome.success' },
        { value: 'nps', label: 'measure.metric.nps' },
        { value: 'csat', label: 'measure.metric.csat' },
        { value: 'ces', label: 'measure.metric.ces' },
      ],
    },
    {
      kind: 'choice',
      name: 'drivenBy',
      label: 'measure.drivers.by',
      usual: 'scores',
      choices: [
        { value: 'scores', label: 'measure.drivers.by.scores' },
        { value: 'touchpoints', label: 'measure.drivers.by.touchpoints' },
        { value: 'channels', label: 'measure.drivers.by.channels' },
      ],
    },
  ],
  first: () => ({ outcome: 'nps' }),
  headline: ({ drivers: all, drivenBy, n }, telling) => {
    const sure = all.filter(({ q }) => q <= 0.05)
    const [first] = sure
    return first
      ? telling.say('measure.drivers.headline', {
          what: nameOf(first.name, drivenBy, telling),
          share: telling.percent(first.importance),
          sure: sure.length,
          n: telling.number(n),
        })
      : telling.say('measure.drivers.headline.none', { n: telling.number(n) })
  },
  Picture,
  tables: ({ drivers: all, drivenBy, n, r2 }, telling) => [
    {
      name: 'drivers',
      title: 'measure.drivers',
      note:
        r2 === null
          ? telling.say('measure.drivers.note.none', { n })
          : telling.say('measure.drivers.note', { n, r2: telling.percent(r2, 1) }),
      columns: [
        { title: 'measure.drivers.place', right: true },
        { title: 'measure.drivers.what' },
        { title: 'measure.drivers.importance', right: true, means: 'measure.drivers.means' },
        { title: 'measure.low', right: true, means: 'measure.means.interval' },
        { title: 'measure.high', right: true, means: 'measure.means.interval' },
        { title: 'measure.q', right: true, means: 'measure.means.q' },
      ],
      rows: all.map((one) => [
        place(one.best === one.worst ? String(one.best) : `${one.best}–${one.worst}`),
        text(`${one.direction === 'up' ? '↑' : '↓'} ${nameOf(one.name, drivenBy, telling)}`, true),
        plain(one.importance, 'percent', 'n', n),
        plain(one.low, 'percent'),
        plain(one.high, 'percent'),
        plain(one.q, 'q'),
      ]),
    },
  ],
})
