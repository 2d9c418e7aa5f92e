import type { Rate } from '../../../../kernel/index.ts'
import type { Estimate } from '../../../../statistics/index.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { count, estimate, plain, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { Bars } from '../pictures/bars.tsx'
import { casesField } from './choices.ts'

interface FlowAnswer {
  readonly passages: number
  readonly transitions: number
  readonly top: readonly {
    readonly from: string
    readonly to: string
    readonly times: number
    readonly cases: number
    readonly share: Rate
    readonly seconds: Estimate
  }[]
}

const SHOWN = 20
const passage = ({ from, to }: { readonly from: string; readonly to: string }) => `passage:${from}>${to}`

/** The commonest passages from one event to the next, one a line. */
const Picture = ({ answer, telling, open }: PictureProps<FlowAnswer>) => {
  const { say, number, time, event } = telling
  return (
    <Bars
      long
      name={say('measure.graph')}
      bars={answer.top.slice(0, SHOWN).map((one) => ({
        key: passage(one),
        label: `${event(one.from)} → ${event(one.to)}`,
        value: one.times,
        said: `${number(one.times)} · ${time(one.seconds.value)}`,
        onPress: () => open(passage(one)),
      }))}
    />
  )
}

export const flow = described<FlowAnswer>({
  name: 'flow',
  means: 'measure.flow.means',
  of: 'either',
  fields: [casesField],
  first: () => ({ top: 200 }),
  headline: ({ top }, { say, event, number, time }) => {
    const [first] = top
    if (!first || first.cases < FEWEST_SHOWN) return undefined
    const slowest = top
      .filter(({ cases, seconds }) => cases >= FEWEST_SHOWN && seconds.value !== null)
      .reduce((a, b) => ((b.seconds.value ?? 0) > (a.seconds.value ?? 0) ? b : a), first)
    return say('measure.flow.headline', {
      from: event(first.from),
      to: event(first.to),
      times: number(first.times),
      slowFrom: event(slowest.from),
      slowTo: event(slowest.to),
      time: time(slowest.seconds.value),
    })
  },
  Picture,
  tables: ({ passages, transitions, top }, { say, event }) => [
    {
      name: 'passages',
      title: 'measure.graph',
      note: say('measure.flow.note', { passages, transitions }),
      columns: [
        { title: 'measure.from' },
        { title: 'measure.to' },
        { title: 'measure.graph.times', right: true, means: 'define.times' },
        { title: 'measure.people', right: true, means: 'measure.flow.means' },
        { title: 'measure.flow.share', right: true, means: 'measure.flow.means.share' },
        { title: 'measure.median', right: true, means: 'measure.flow.means.median' },
      ],
      rows: top.map((one) => [
        text(event(one.from), true),
        text(event(one.to)),
        plain(one.times, 'number', passage(one), one.cases),
        count(one.cases, passage(one)),
        share(one.share),
        estimate(one.seconds, 'time', passage(one), one.cases),
      ]),
    },
  ],
})
