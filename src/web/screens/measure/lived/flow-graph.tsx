import { Stack, Table, Text } from '@mantine/core'
import { use, useState } from 'react'
import type { LivedTransition } from '../../../../journeys/index.ts'
import { useExplaining } from '../../../kit/explaining.ts'
import { MedianTime } from '../../../kit/median-time.tsx'
import { CountNumber, Headline } from '../../../kit/number.tsx'
import { Scroller } from '../../../kit/scroller.tsx'
import type { ViewProps } from '../../journeys/view-props.ts'
import { Brief } from '../pictures/bars.tsx'
import { useTelling } from '../use-telling.ts'
import { GraphDrawing, HowMany } from './graph-drawing.tsx'
import { ranksOfMap } from './graph-layout.ts'

/** What directly follows what, stage by stage: the wider, the more often; back is drawn in another colour and dashed. */
export const FlowGraph = ({ map, lived }: ViewProps) => {
  const telling = useTelling(map)
  const { open } = useExplaining()
  const brief = use(Brief)
  const [many, choose] = useState(30)
  const { labelled, say, number, time, event, stage } = telling
  if (!lived) return null
  const all = lived.transitions.filter(({ from, to }) => from !== to)
  const edges = [...all].sort((a, b) => b.count - a.count).slice(0, many)
  const [slowest] = [...edges].sort((a, b) => (b.medianSeconds ?? 0) - (a.medianSeconds ?? 0))
  const label = ({ from, to, count, medianSeconds }: LivedTransition) =>
    labelled(`${event(from)} → ${event(to)}`, `${number(count)}, ${time(medianSeconds)}`)
  const show = ({ from, to }: LivedTransition) => open?.({ of: 'transition', from, to })
  const reached = new Map(lived.touchpoints.map(({ id, instances }) => [id, instances]))
  return (
    <Stack gap="md">
      {edges[0] && slowest && (
        <Headline means="define.transition">
          {say('measure.graph.headline', {
            from: event(edges[0].from),
            to: event(edges[0].to),
            count: number(edges[0].instances),
            slowFrom: event(slowest.from),
            slowTo: event(slowest.to),
            time: time(slowest.medianSeconds),
          })}
        </Headline>
      )}
      <HowMany shown={edges.length} all={all.length} {...{ many, choose }} />
      <div className="card picture">
        <Text size="sm" className="quiet" mb="xs" data-legend>
          {say('measure.graph.legend')}
        </Text>
        <GraphDrawing
          name={say('measure.graph')}
          ranks={ranksOfMap(map, edges)}
          headOf={stage}
          boxOf={(id) => ({
            title: event(id),
            said: number(reached.get(id) ?? 0),
            press: () => open?.({ of: 'touchpoint', touchpoint: id, as: 'reached' }),
          })}
          press={show}
          {...{ edges, label }}
        />
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
