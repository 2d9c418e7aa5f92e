import { Checkbox, Table, UnstyledButton } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Scroller } from '../../kit/scroller.tsx'
import { useWords } from '../../words/language.tsx'
import { StatusBadge } from '../revisions/status-badge.tsx'
import { type EntryProps, Freshness } from './map-card.tsx'
import { FIGURES, FigureOf } from './map-figures.tsx'
import { Owner } from './owner.tsx'
import type { Rank } from './portfolio-view.ts'

interface Props {
  readonly rows: readonly EntryProps[]
  readonly rank: Rank
  readonly rankBy: (rank: Rank) => void
}

/** The portfolio as a table: a column's name ranks by it. */
export const MapTable = ({ rows, rank, rankBy }: Props) => {
  const { say } = useWords()
  const head = (name: Rank, label: string) => (
    <Table.Th key={name} aria-sort={rank === name ? (name === 'title' ? 'ascending' : 'descending') : 'none'}>
      <UnstyledButton component="button" className="rank" onClick={() => rankBy(name)}>
        {label}
        {rank === name && <IconArrowDown size={14} aria-hidden />}
      </UnstyledButton>
    </Table.Th>
  )
  return (
    <Scroller name={say('maps.title')}>
      <Table verticalSpacing="sm" horizontalSpacing="md" miw={1240}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <span className="visually-hidden">{say('maps.compare')}</span>
            </Table.Th>
            {head('title', say('maps.column.title'))}
            <Table.Th>{say('maps.column.status')}</Table.Th>
            <Table.Th>{say('maps.owner')}</Table.Th>
            {FIGURES.map((name) => head(name, say(`maps.figure.${name}`)))}
            {head('design', say('maps.fresh'))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ entry, depth, figures, chosen, choose }) => (
            <Table.Tr key={entry.id}>
              <Table.Td>
                <Checkbox
                  checked={chosen}
                  onChange={(event) => choose(event.currentTarget.checked)}
                  aria-label={say('maps.choose', { title: entry.title })}
                />
              </Table.Td>
              <Table.Td style={{ paddingLeft: `${0.9 + depth * 1.4}rem` }}>
                <Link to="/maps/$map" params={{ map: entry.id }} className="map-title">
                  {entry.title}
                </Link>
                <div className="quiet small">
                  {say(`level.${entry.level}`)} · {say(`state.${entry.state}`)}
                </div>
              </Table.Td>
              <Table.Td>
                <StatusBadge status={entry.status} />
              </Table.Td>
              <Table.Td>
                <Owner entry={entry} />
              </Table.Td>
              {FIGURES.map((name) => (
                <Table.Td key={name}>
                  <FigureOf name={name} of={figures} />
                </Table.Td>
              ))}
              <Table.Td>
                <Freshness entry={entry} figures={figures} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroller>
  )
}
