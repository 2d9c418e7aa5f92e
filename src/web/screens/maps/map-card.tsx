import { Checkbox, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { When } from '../../kit/when.tsx'
import { useWords } from '../../words/language.tsx'
import { StatusBadge } from '../revisions/status-badge.tsx'
import { FIGURES, FigureOf } from './map-figures.tsx'
import { MapShape } from './map-shape.tsx'
import { isStale } from './order.ts'
import { Owner } from './owner.tsx'
import type { Entry, MapFigures } from './use-portfolio.ts'

export interface EntryProps {
  readonly entry: Entry
  readonly depth: number
  readonly figures: MapFigures | undefined
  readonly chosen: boolean
  readonly choose: (chosen: boolean) => void
}

/** How fresh a map is: when its design was last kept, and what its figures are as of. */
export const Freshness = ({ entry, figures }: Pick<EntryProps, 'entry' | 'figures'>) => {
  const { say, date } = useWords()
  return (
    <Text size="xs" className="quiet">
      {say('maps.kept', { revision: entry.revision })} <When at={entry.at} />
      {isStale(entry, Date.now()) && <strong className="stale"> · {say('maps.stale')}</strong>}
      {figures && ` · ${say('maps.asof', { date: date(figures.asOf) })}`}
    </Text>
  )
}

/** One map of the portfolio as a card. */
export const MapCard = ({ entry, depth, figures, chosen, choose }: EntryProps) => {
  const { say } = useWords()
  return (
    <article className="card map-card" data-depth={Math.min(depth, 3)}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Link to="/maps/$map" params={{ map: entry.id }} className="map-title">
            {entry.title}
          </Link>
          <Text size="sm" className="quiet">
            {say(`level.${entry.level}`)} · {say(`state.${entry.state}`)}
          </Text>
        </div>
        <Checkbox
          checked={chosen}
          onChange={(event) => choose(event.currentTarget.checked)}
          aria-label={say('maps.choose', { title: entry.title })}
        />
      </Group>
      <Group gap="xs">
        <StatusBadge status={entry.status} />
        <Text size="sm" component="div">
          <Owner entry={entry} />
        </Text>
      </Group>
      <MapShape stages={entry.stages} />
      <dl className="map-figures">
        {FIGURES.map((name) => (
          <div key={name}>
            <dt>{say(`maps.figure.${name}`)}</dt>
            <dd>
              <FigureOf name={name} of={figures} />
            </dd>
          </div>
        ))}
      </dl>
      <Freshness entry={entry} figures={figures} />
    </article>
  )
}
