import { Table, Text } from '@mantine/core'
import { useState } from 'react'
import { ExplainMark } from '../../kit/number.tsx'
import { Scroller } from '../../kit/scroller.tsx'
import type { Key } from '../../words/fr.ts'
import { useWhose } from '../journeys/people/use-people.ts'
import { CellView } from './cell-view.tsx'
import type { ShownTable } from './cells.ts'
import type { Telling } from './use-telling.ts'

const SHOWN = 15

/** One table of an answer: every number explains itself. A long one shows its beginning first. */
export const TableView = ({
  table,
  telling,
  means,
}: {
  readonly table: ShownTable
  readonly telling: Telling
  /** What the whole answer is. */
  readonly means: Key
}) => {
  const { say } = telling
  const [all, showAll] = useState(false)
  const rows = all ? table.rows : table.rows.slice(0, table.rows.length <= SHOWN + 5 ? SHOWN + 5 : SHOWN)
  const whose = useWhose(rows.flatMap((row) => row.flatMap((cell) => (cell.kind === 'person' ? [cell.key] : []))))
  if (table.rows.length === 0) return null
  return (
    <section>
      <Text component="h2" size="lg" fw={640} m={0} mb={6}>
        {say(table.title)}
      </Text>
      {table.note !== undefined && (
        <Text size="sm" className="quiet" mb={6} component="div" data-explains>
          {table.note} <ExplainMark means={means} />
        </Text>
      )}
      <Scroller name={say(table.title)}>
        <Table verticalSpacing={6} horizontalSpacing="md" miw={Math.min(760, table.columns.length * 118)}>
          <Table.Thead>
            <Table.Tr>
              {table.columns.map(({ title, said, right }, at) => (
                <Table.Th key={said ?? `${title} ${at}`} ta={right ? 'right' : 'left'}>
                  {said ?? say(title)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, r) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own, and its place is what it is
              <Table.Tr key={r}>
                {row.map((cell, at) => (
                  <Table.Td
                    key={table.columns[at]?.said ?? `${table.columns[at]?.title} ${at}`}
                    ta={table.columns[at]?.right ? 'right' : 'left'}
                  >
                    <CellView cell={cell} means={table.columns[at]?.means} telling={telling} whose={whose} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroller>
      {table.rows.length > rows.length && (
        <button type="button" className="more-rows" onClick={() => showAll(true)}>
          {say('measure.rows.all', { count: table.rows.length })}
        </button>
      )}
    </section>
  )
}
