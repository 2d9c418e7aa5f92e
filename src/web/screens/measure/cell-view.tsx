import { Link } from '@tanstack/react-router'
import { identifierOf, useCalled } from '../../kit/called.ts'
import { AmountNumber, CountNumber, EstimateNumber, RateNumber } from '../../kit/number.tsx'
import type { Key } from '../../words/fr.ts'
import type { Person } from '../people/use-people.ts'
import type { Cell } from './cells.ts'
import type { Telling } from './use-telling.ts'

/** A text no longer than a date stands in one line. */
const SHORT = 17

const NOBODY: ReadonlyMap<string, Person> = new Map()

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

/** One number of an answer, explained; or a text, or somebody. */
export const CellView = ({
  cell,
  means,
  telling,
  whose = NOBODY,
}: {
  readonly whose?: ReadonlyMap<string, Person>
  readonly cell: Cell
  readonly means: Key | undefined
  readonly telling: Telling
}) => {
  const explained = { ...(means && { means }) }
  switch (cell.kind) {
    case 'text':
      return (
        <span
          {...(cell.place && { 'data-place': true })}
          style={{
            fontWeight: cell.bold ? 600 : undefined,
            whiteSpace: cell.text.length <= SHORT ? 'nowrap' : undefined,
          }}
        >
          {cell.text}
        </span>
      )
    case 'said':
      return <AmountNumber shown={cell.text} {...explained} />
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
