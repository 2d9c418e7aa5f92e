import { Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { identifierOf, useCalled } from '../../kit/called.ts'
import { AmountNumber, CountNumber, EstimateNumber, RateNumber } from '../../kit/number.tsx'
import { Scroller } from '../../kit/scroller.tsx'
import type { Key } from '../../words/fr.ts'
import { useWhose } from '../journeys/people/use-people.ts'
import type { Person } from '../people/use-people.ts'
import type { Cell, ShownTable } from './cells.ts'
import type { Telling } from './use-telling.ts'

/** Whom a number lists, where it lists anybody. */
const listOf = ({ of, people }: { readonly of?: string; readonly people?: number }) => ({
  ...(of !== undefined && { of }),
  ...(people !== undefined && { people }),
})

const PersonCell = ({ name, who }: { readonly name: string; readonly who: Person | undefined }) => {
  const called = useCalled()
  return who ? (
    <Link to="/people/$profile" params={{ profile: who.profile }} title={identifierOf(name)}>
      {who.name || called(name)}
    </Link>
  ) : (
    <span title={identifierOf(name)}>{called(name)}</span>
  )
}

const CellView = ({
  cell,
  means,
  telling,
  whose,
}: {
  readonly whose: ReadonlyMap<string, Person>
  readonly cell: Cell
  readonly means: Key | undefined
  readonly telling: Telling
}) => {
  const explained = { ...(means && { means }) }
  switch (cell.kind) {
    case 'text':
      return <span style={{ fontWeight: cell.bold ? 600 : undefined }}>{cell.text}</span>
    case 'count':
      return <CountNumber count={cell.count} {...explained} {...listOf(cell)} />
    case 'person':
      return <PersonCell name={cell.key} who={whose.get(cell.key)} />
    case 'rate':
      return (
        <RateNumber
          rate={cell.rate}
          digits={1}
          {...explained}
          {...(cell.of !== undefined && { of: cell.of })}
          {...(cell.among !== undefined && { among: cell.among })}
        />
      )
    case 'estimate':
      return (
        <EstimateNumber
          estimate={cell.estimate}
          said={(value) => telling.value(value, cell.unit)}
          {...explained}
          {...listOf(cell)}
        />
      )
    case 'plain':
      return cell.value === null ? (
        <span className="quiet">–</span>
      ) : (
        <AmountNumber shown={telling.value(cell.value, cell.unit)} {...explained} {...listOf(cell)} />
      )
  }
}

const SHOWN = 15

/** One table of an answer: every number explains itself. A long one shows its beginning first. */
export const TableView = ({ table, telling }: { readonly table: ShownTable; readonly telling: Telling }) => {
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
        <Text size="sm" className="quiet" mb={6}>
          {table.note}
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
