import { Slider, Stack, Table, Text } from '@mantine/core'
import { use, useState } from 'react'
import type { LivedTransition } from '../../../../journeys/index.ts'
import { useExplaining } from '../../../kit/explaining.ts'
import { MedianTime } from '../../../kit/median-time.tsx'
import { CountNumber } from '../../../kit/number.tsx'
import { Scroller } from '../../../kit/scroller.tsx'
import { useWords } from '../../../words/language.tsx'
import type { ViewProps } from '../../journeys/view-props.ts'
import { Brief } from '../pictures/bars.tsx'
import { Drawing, Words, wrapped } from '../pictures/drawing.tsx'
import { pressed } from '../pictures/pressed.ts'
import { useTelling } from '../use-telling.ts'
import { layGraph, type Placed } from './graph-layout.ts'

const [WIDE, HIGH] = [112, 58]

const [MIDDLE, BEND] = [HIGH / 2, 34]

/** A passage as a curve: between stages from side to side; within one, down on the right and up on the left. */
const curveOf = (from: Placed, to: Placed): string => {
  if (from.x === to.x) {
    const down = to.y > from.y
    const side = down ? from.x + WIDE : from.x
    const out = down ? BEND : -BEND
    if (down && to.y - from.y < 2 * HIGH) return `M${from.x + WIDE / 2},${from.y + HIGH}L${to.x + WIDE / 2},${to.y}`
    return `M${side},${from.y + MIDDLE}c${out},0 ${out},${to.y - from.y} 0,${to.y - from.y}`
  }
  const on = to.x > from.x
  const [x1, x2] = on ? [from.x + WIDE, to.x] : [from.x, to.x + WIDE]
  const bend = Math.abs(x2 - x1) / 2
  const [c1, c2] = on ? [x1 + bend, x2 - bend] : [x1 - bend, x2 + bend]
  return `M${x1},${from.y + MIDDLE}C${c1},${from.y + MIDDLE} ${c2},${to.y + MIDDLE} ${x2},${to.y + MIDDLE}`
}

const Edges = ({
  edges,
  placed,
  most,
  label,
  press,
}: {
  readonly edges: readonly LivedTransition[]
  readonly placed: ReadonlyMap<string, Placed>
  readonly most: number
  readonly label: (edge: LivedTransition) => string
  readonly press: (edge: LivedTransition) => void
}) =>
  edges.map((edge) => {
    const [from, to] = [placed.get(edge.from), placed.get(edge.to)]
    if (!from || !to) return null
    const back = to.x < from.x || (to.x === from.x && to.y < from.y)
    return (
      <g key={`${edge.from} ${edge.to}`} {...pressed(() => press(edge))}>
        <title>{label(edge)}</title>
        <path
          className={back ? 'edge back' : 'edge'}
          d={curveOf(from, to)}
          style={{ strokeWidth: 1 + 9 * Math.sqrt(edge.count / most) }}
        />
      </g>
    )
  })

/** How many of the widest passages say how many they are. */
const LABELLED = 18

/** How often, in the middle of the widest passages. */
const Amounts = ({
  edges,
  placed,
}: {
  readonly edges: readonly LivedTransition[]
  readonly placed: ReadonlyMap<string, Placed>
}) => {
  const { number } = useWords()
  return edges.map(({ from: one, to: other, count }) => {
    const [from, to] = [placed.get(one), placed.get(other)]
    if (!from || !to) return null
    const same = from.x === to.x
    const near = same && to.y > from.y && to.y - from.y < 2 * HIGH
    const out = to.y > from.y ? WIDE + BEND * 0.75 : -BEND * 0.75
    const x = same ? from.x + (near ? WIDE / 2 : out) : (from.x + to.x + WIDE) / 2
    const y = (near ? (from.y + HIGH + to.y) / 2 : (from.y + to.y) / 2 + MIDDLE) + 4
    return (
      <text key={`${one} ${other}`} className="amount-text" x={x} y={y} textAnchor="middle">
        {number(count)}
      </text>
    )
  })
}

/** What directly follows what, stage by stage: the wider, the more often; back is drawn in another colour and dashed. */
export const FlowGraph = ({ map, lived }: ViewProps) => {
  const telling = useTelling(map)
  const { open } = useExplaining()
  const brief = use(Brief)
  const [many, choose] = useState(30)
  const { say, number, time, event, stage } = telling
  if (!lived) return null
  const all = lived.transitions.filter(({ from, to }) => from !== to)
  const edges = [...all].sort((a, b) => b.count - a.count).slice(0, many)
  const least = layGraph(map, edges, { wide: WIDE, high: HIGH })
  const most = edges[0]?.count ?? 1
  const [slowest] = [...edges].sort((a, b) => (b.medianSeconds ?? 0) - (a.medianSeconds ?? 0))
  const label = ({ from, to, count, medianSeconds }: LivedTransition) =>
    `${event(from)} → ${event(to)} : ${number(count)}, ${time(medianSeconds)}`
  const show = ({ from, to }: LivedTransition) => open?.({ of: 'transition', from, to })
  const reached = new Map(lived.touchpoints.map(({ id, instances }) => [id, instances]))
  return (
    <Stack gap="md">
      {edges[0] && slowest && (
        <p className="headline">
          {say('measure.graph.headline', {
            from: event(edges[0].from),
            to: event(edges[0].to),
            count: number(edges[0].instances),
            slowFrom: event(slowest.from),
            slowTo: event(slowest.to),
            time: time(slowest.medianSeconds),
          })}
        </p>
      )}
      <div style={{ maxWidth: 320 }}>
        <Text size="sm">{say('measure.graph.shown', { shown: edges.length, all: all.length })}</Text>
        <Slider
          min={5}
          max={Math.max(10, Math.min(120, all.length))}
          label={null}
          thumbLabel={say('measure.graph.detail')}
          value={many}
          onChange={choose}
        />
      </div>
      <div className="card picture">
        <Text size="sm" className="quiet" mb="xs" data-legend>
          {say('measure.graph.legend')}
        </Text>
        <Drawing name={say('measure.graph')} height={least.height} least={least.columns.at(-1)?.right ?? 300}>
          {(width) => {
            const { placed, columns } = layGraph(map, edges, { wide: WIDE, high: HIGH }, width)
            return (
              <>
                {columns.map(({ id, x }) => (
                  <Words key={id} className="quiet-text" lines={wrapped(stage(id), WIDE + 34)} x={x} y={14} />
                ))}
                <Edges edges={edges} placed={placed} most={most} label={label} press={show} />
                {[...placed.values()].map(({ id, x, y }) => (
                  <g key={id} {...pressed(() => open?.({ of: 'touchpoint', touchpoint: id, as: 'reached' }))}>
                    <title>{event(id)}</title>
                    <rect className="box" x={x} y={y} width={WIDE} height={HIGH} rx={8} />
                    <Words lines={wrapped(event(id), WIDE - 12)} x={x + 8} y={y + 18} />
                    <text x={x + 8} y={y + 50} className="quiet-text">
                      {number(reached.get(id) ?? 0)}
                    </text>
                  </g>
                ))}
                <Amounts edges={edges.slice(0, LABELLED)} placed={placed} />
              </>
            )
          }}
        </Drawing>
      </div>
      {!brief && (
        <Scroller name={say('measure.graph')}>
          <Table verticalSpacing={6} horizontalSpacing="md" miw={520}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('measure.from')}</Table.Th>
                <Table.Th>{say('measure.to')}</Table.Th>
                <Table.Th ta="right">{say('measure.graph.times')}</Table.Th>
                <Table.Th ta="right">{say('explore.journeys')}</Table.Th>
                <Table.Th ta="right">{say('measure.median')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {edges.map((edge) => (
                <Table.Tr key={`${edge.from} ${edge.to}`}>
                  <Table.Td fw={600}>{event(edge.from)}</Table.Td>
                  <Table.Td>{event(edge.to)}</Table.Td>
                  <Table.Td ta="right">
                    <CountNumber
                      count={edge.count}
                      means="define.times"
                      of={{ of: 'transition', from: edge.from, to: edge.to }}
                      people={edge.instances}
                    />
                  </Table.Td>
                  <Table.Td ta="right">
                    <CountNumber
                      count={edge.instances}
                      means="measure.graph.means"
                      of={{ of: 'transition', from: edge.from, to: edge.to }}
                    />
                  </Table.Td>
                  <Table.Td ta="right">
                    <MedianTime
                      of={edge}
                      whom={{ of: 'transition', from: edge.from, to: edge.to }}
                      people={edge.instances}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroller>
      )}
    </Stack>
  )
}
