import { Button, Group, Switch, Text } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Lived } from '../../../../journeys/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { CountNumber } from '../../../kit/number.tsx'
import { useChannelName } from '../../../words/channel.ts'
import { useWords } from '../../../words/language.tsx'
import { useAnyPersonaName } from '../../maps/use-persona-name.ts'
import { isComparable, isFiltered } from '../filters.ts'
import { useFilters } from '../use-filters.ts'
import { ConditionFilter } from './condition-filter.tsx'
import { Choice, FilterButton } from './filter-button.tsx'
import { useSaidCondition } from './filter-words.ts'
import { NameSegment } from './name-segment.tsx'
import { PeriodFilter } from './period-filter.tsx'
import { useSegments } from './use-segments.ts'
import { useValues } from './use-vocabulary.ts'
import './filter-bar.css'

interface BarProps {
  readonly map: JourneyMap
  readonly lived: Lived | undefined
  /** Whether another answer is being worked out while the last one still stands. */
  readonly busy: boolean
  /** Of how many the screen tells, where it is not of journeys. */
  readonly told?: string
  /** What else says of whom, before the filters. */
  readonly before?: ReactNode
}

/** Of whom the screen tells: everything on it follows. */
export const FilterBar = ({ map, lived, busy, told, before }: BarProps) => {
  const { say } = useWords()
  const { filters, change, clear } = useFilters()
  const channelName = useChannelName(map)
  const saidCondition = useSaidCondition(map)
  const personaName = useAnyPersonaName(map)
  const sources = useValues('source', '')
  const segments = useSegments().data ?? []
  const personas = (map.perimeter?.personas ?? []).map((value) => ({ value, label: personaName(value) }))
  const used = lived?.touchpoints.flatMap(({ byChannel }) => byChannel.map(({ channel }) => channel)) ?? []
  const channels = [...new Set([...Object.keys(map.channels ?? {}), ...used])].filter(Boolean)
  const where = filters.where ?? []
  const one = (
    name: 'persona' | 'segment' | 'channel' | 'source',
    options: { value: string; label: string }[],
    how: string,
  ) => (
    <FilterButton
      name={say(`filter.${name}`)}
      value={filters[name] && (options.find(({ value }) => value === filters[name])?.label ?? filters[name])}
      remove={() => change({ [name]: undefined })}
    >
      {(close) => (
        <Choice
          label={how}
          options={options}
          chosen={filters[name]}
          choose={(value) => {
            change({ [name]: value })
            close()
          }}
        />
      )}
    </FilterButton>
  )
  return (
    <section className="filter-bar" aria-label={say('filter.bar')}>
      <IconFilter size={16} aria-hidden className="quiet" />
      {before}
      <PeriodFilter filters={filters} change={change} />
      {personas.length > 0 && one('persona', personas, say('filter.persona.how'))}
      {(segments.length > 0 || filters.segment !== undefined) &&
        one(
          'segment',
          segments.map(({ name }) => ({ value: name, label: name })),
          say('filter.segment.how'),
        )}
      {one(
        'channel',
        channels.map((value) => ({ value, label: channelName(value) })),
        say('filter.channel.how'),
      )}
      {(sources.length > 1 || filters.source !== undefined) &&
        one(
          'source',
          sources.map((value) => ({ value, label: value })),
          say('filter.source'),
        )}
      {where.map((text) => (
        <FilterButton
          key={text}
          name={say('filter.condition')}
          value={saidCondition(text)}
          remove={() => change({ where: where.filter((each) => each !== text) })}
        >
          {() => <Text size="sm">{say('filter.condition.how')}</Text>}
        </FilterButton>
      ))}
      {where.length > 0 && (
        <NameSegment
          who={[...(segments.find(({ name }) => name === filters.segment)?.who ?? []), ...where]}
          named={(segment) => change({ where: undefined, segment })}
          known={segments.map(({ name }) => name)}
        />
      )}
      <ConditionFilter add={(text) => change({ where: [...where.filter((each) => each !== text), text] })} />
      {told === undefined && isComparable(filters) && (
        <Switch
          size="xs"
          label={say('filter.compare')}
          checked={filters.compare === true}
          onChange={(event) => change({ compare: event.currentTarget.checked || undefined })}
        />
      )}
      {isFiltered(filters) && (
        <Button size="compact-sm" variant="subtle" onClick={clear}>
          {say('filter.clear')}
        </Button>
      )}
      <Group gap={6} ml="auto" role="status" className="quiet">
        <Text size="sm" component="div" data-counted>
          {told !== undefined && !busy ? (
            told
          ) : busy || !lived ? (
            say('filter.working')
          ) : (
            <CountNumber
              count={lived.instances.total}
              shown={say(isFiltered(filters) ? 'filter.scope.kept' : 'filter.scope', { count: lived.instances.total })}
              means="define.total"
            />
          )}
        </Text>
      </Group>
    </section>
  )
}
