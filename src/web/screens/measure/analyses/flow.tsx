import { Text } from '@mantine/core'
import { use, useState } from 'react'
import type { Rate } from '../../../../kernel/index.ts'
import type { Estimate } from '../../../../statistics/index.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { count, estimate, plain, share, text } from '../cells.ts'
import { described, type PictureProps } from '../description.ts'
import { GraphDrawing, HowMany } from '../lived/graph-drawing.tsx'
import { ranksOfPassages } from '../lived/graph-layout.ts'
import { Brief } from '../pictures/bars.tsx'
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

const passage = ({ from, to }: { readonly from: string; readonly to: string }) => `passage:${from}>${to}`

/** The commonest passages from one event to the next, from the top down; what follows itself says how often in its box. */
const Picture = ({ answer: { top }, telling, open }: PictureProps<FlowAnswer>) => {
  const { labelled, say, number, time, event } = telling
  const brief = use(Brief)
  const [many, choose] = useState(20)
  const all = top.map((one) => ({ ...one, count: one.times }))
  const passages = all.filter(({ from, to }) => from !== to)
  const again = new Map(all.filter(({ from, to }) => from === to).map((one) => [one.from, one]))
  const edges = passages.slice(0, brief ? FEW : many)
  // Somebody must do two things for anything to follow.
  if (all.length === 0) return <Text className="quiet">{say('measure.flow.nothing')}</Text>
  return (
    <>
      {!brief && <HowMany shown={edges.length} all={passages.length} {...{ many, choose }} />}
      <Text size="sm" className="quiet" my="xs" data-legend>
        {say('measure.flow.legend')}
      </Text>
      <GraphDrawing
        name={say('measure.graph')}
        ranks={ranksOfPassages(edges.length > 0 ? edges : all)}
        boxOf={(id) => {
          const itself = again.get(id)
          if (!itself) return { title: event(id), said: '' }
          return { title: event(id), said: `↻ ${number(itself.times)}`, press: () => open(passage(itself)) }
        }}
        label={(one) =>
          labelled(`${event(one.from)} → ${event(one.to)}`, `${number(one.times)}, ${time(one.seconds.value)}`)
        }
        press={(one) => open(passage(one))}
        edges={edges}
      />
    </>
  )
}

/** On a dashboard, where it stands among others. */
const FEW = 10

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
