import { Table, Text } from '@mantine/core'
import type { Flow } from '../../../../explorations/index.ts'
import { rate } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { FEWEST_SHOWN } from '../../../kit/fewest.ts'
import { CountNumber, RateNumber } from '../../../kit/number.tsx'
import { useWords } from '../../../words/language.tsx'
import { useFlowLabel } from '../people/selection-words.ts'

/** The flow as a table: each passage, how many, and their share of those who were there. */
export const FlowTable = ({ map, flow }: { readonly map: JourneyMap; readonly flow: Flow }) => {
  const { say } = useWords()
  const labelOf = useFlowLabel(map)
  const { question } = flow
  const at = (step: number, label: string) =>
    flow.nodes.find((node) => node.step === step && node.label === label)?.journeys ?? 0
  return (
    <details className="alternative">
      <summary>{say('explore.table')}</summary>
      <Table verticalSpacing={4} striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('explore.flow.step')}</Table.Th>
            <Table.Th>{say('explore.flow.from')}</Table.Th>
            <Table.Th>{say('explore.flow.to')}</Table.Th>
            <Table.Th ta="right">{say('explore.journeys')}</Table.Th>
            <Table.Th ta="right">{say('explore.flow.share')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...flow.links]
            .sort((a, b) => a.step - b.step || b.journeys - a.journeys)
            .map(({ step, from, to, journeys }) => {
              const of = { of: 'flow', question, step, label: from, to } as const
              return (
                <Table.Tr key={`${step} ${from} ${to}`}>
                  <Table.Td>{step + 1}</Table.Td>
                  <Table.Td>{labelOf(from)}</Table.Td>
                  <Table.Td>{labelOf(to)}</Table.Td>
                  <Table.Td ta="right">
                    <CountNumber count={journeys} means="define.flow" of={of} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <RateNumber rate={rate(journeys, at(step, from), FEWEST_SHOWN)} means="define.flow" of={of} />
                  </Table.Td>
                </Table.Tr>
              )
            })}
        </Table.Tbody>
      </Table>
      {flow.links.length === 0 && <Text size="sm">{say('explore.flow.none')}</Text>}
    </details>
  )
}
