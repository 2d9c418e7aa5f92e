import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconColumns } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { PageHead } from '../../kit/page.tsx'
import { Empty, Failed, Working } from '../../kit/state.tsx'
import { useWords } from '../../words/language.tsx'
import { NewMapButton } from '../new-map/new-map-button.tsx'
import { MapCard } from './map-card.tsx'
import { MapFilters } from './map-filters.tsx'
import { MapTable } from './map-table.tsx'
import { asTree, kept, ranked } from './order.ts'
import type { PortfolioView } from './portfolio-view.ts'
import { type Entry, useFigures, usePortfolio } from './use-portfolio.ts'
import './portfolio.css'

export const FIRST_STEPS = [
  'parcours import export.csv --source crm',
  'parcours map draft -o parcours.yaml',
  'parcours map push parcours.yaml',
] as const

const MOST_COMPARED = 4

const Shown = ({ entries }: { readonly entries: readonly Entry[] }) => {
  const { say } = useWords()
  const view = useSearch({ from: '/maps' })
  const navigate = useNavigate({ from: '/maps' })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const show = (next: PortfolioView) => void navigate({ search: next, replace: true })
  const shown = useMemo(() => kept(entries, view, Date.now()), [entries, view])
  const ids = useMemo(() => shown.map(({ id }) => id), [shown])
  const figures = useFigures(ids)
  const rank = view.rank ?? 'title'
  const ordered = ranked(shown, rank, figures)
  // A ranking is one list; without one, parts stand under what they are a part of.
  const placed = rank === 'title' ? asTree(ordered) : ordered.map((entry) => ({ entry, depth: 0 }))
  const rows = placed.map(({ entry, depth }) => ({
    entry,
    depth,
    figures: figures.get(entry.id),
    chosen: chosen.includes(entry.id),
    choose: (yes: boolean) =>
      setChosen((before) =>
        [...before.filter((id) => id !== entry.id), ...(yes ? [entry.id] : [])].slice(-MOST_COMPARED),
      ),
  }))
  return (
    <Stack gap="md">
      <MapFilters entries={entries} view={view} show={show} />
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={say('maps.as')}
          value={view.as ?? 'cards'}
          onChange={(as) => {
            const { as: _before, ...rest } = view
            show(as === 'table' ? { ...rest, as } : rest)
          }}
          data={[
            { value: 'cards', label: say('maps.as.cards') },
            { value: 'table', label: say('maps.as.table') },
          ]}
        />
        {chosen.length >= 2 ? (
          <Button
            size="xs"
            leftSection={<IconColumns size={16} />}
            renderRoot={(props) => <Link to="/maps/compare" search={{ of: chosen.join(',') }} {...props} />}
          >
            {say('maps.compare.go', { count: chosen.length })}
          </Button>
        ) : (
          <Text size="sm" className="quiet">
            {say('maps.compare.how')}
          </Text>
        )}
      </Group>
      {rows.length === 0 && <Text className="quiet">{say('maps.none')}</Text>}
      {rows.length > 0 && view.as === 'table' && (
        <MapTable rows={rows} rank={rank} rankBy={(next) => show({ ...view, rank: next })} />
      )}
      {rows.length > 0 && view.as !== 'table' && (
        <div className="map-cards">
          {rows.map((row) => (
            <MapCard key={row.entry.id} {...row} />
          ))}
        </div>
      )}
    </Stack>
  )
}

/** Every map: hierarchy, state, owner, how fresh it is, and what is lived on it. */
export const Portfolio = () => {
  const { say } = useWords()
  const maps = usePortfolio()
  if (maps.isPending) return <Working page />
  if (maps.isError) return <Failed page problem={maps.error} retry={() => void maps.refetch()} />
  return (
    <Stack gap="lg">
      <PageHead title={say('maps.title')} lead={say('maps.lead')} actions={<NewMapButton />} />
      {maps.data.length === 0 ? (
        <Empty title={say('maps.empty')} lead={say('maps.empty.lead')} commands={FIRST_STEPS} />
      ) : (
        <Shown entries={maps.data} />
      )}
    </Stack>
  )
}
