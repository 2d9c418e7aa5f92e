import { Checkbox, Group, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useWords } from '../../words/language.tsx'
import { STALE_DAYS } from './order.ts'
import { type PortfolioView, RANKS, type Rank } from './portfolio-view.ts'
import { useAnyPersonaName } from './use-persona-name.ts'
import type { Entry } from './use-portfolio.ts'

interface Props {
  readonly entries: readonly Entry[]
  readonly view: PortfolioView
  readonly show: (view: PortfolioView) => void
}

const unique = (values: readonly string[]) => [...new Set(values)].sort((a, b) => a.localeCompare(b, 'fr'))

/** Which maps are shown, and in which order; the address says it. */
export const MapFilters = ({ entries, view, show }: Props) => {
  const { say } = useWords()
  const choice = (
    name: 'status' | 'state' | 'level' | 'owner' | 'persona' | 'channel',
    values: readonly { value: string; label: string }[],
  ) =>
    values.length < 2 && view[name] === undefined ? null : (
      <Select
        key={name}
        size="sm"
        w={170}
        clearable
        label={say(`maps.filter.${name}`)}
        placeholder={say('maps.filter.all')}
        data={[...values]}
        value={view[name] ?? null}
        onChange={(value) => {
          const { [name]: _before, ...rest } = view
          show(value === null ? rest : { ...rest, [name]: value })
        }}
      />
    )
  const personaName = useAnyPersonaName()
  const named = (values: readonly string[]) => unique(values).map((value) => ({ value, label: value }))
  const said = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    [...new Set(values)].map((value) => ({ value, label: label(value) }))
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        size="sm"
        label={say('maps.filter')}
        leftSection={<IconSearch size={16} />}
        value={view.text ?? ''}
        onChange={(event) => {
          const { text: _before, ...rest } = view
          const text = event.currentTarget.value
          show(text === '' ? rest : { ...rest, text })
        }}
        w={220}
      />
      {choice(
        'status',
        said(
          entries.map(({ status }) => status),
          (status) => say(`status.${status}`),
        ),
      )}
      {choice(
        'state',
        said(
          entries.map(({ state }) => state),
          (state) => say(`state.${state}`),
        ),
      )}
      {choice(
        'level',
        said(
          entries.map(({ level }) => level),
          (level) => say(`level.${level}`),
        ),
      )}
      {choice(
        'owner',
        said(
          entries.map(({ owner }) => owner?.owner ?? '–'),
          (owner) => (owner === '–' ? say('maps.owner.none') : owner),
        ),
      )}
      {choice(
        'persona',
        unique(entries.flatMap(({ personas }) => personas)).map((value) => ({ value, label: personaName(value) })),
      )}
      {choice('channel', named(entries.flatMap(({ channels }) => channels)))}
      <Select
        size="sm"
        w={190}
        label={say('maps.rank')}
        allowDeselect={false}
        data={RANKS.map((rank) => ({ value: rank, label: say(`maps.rank.${rank}`) }))}
        value={view.rank ?? 'title'}
        onChange={(value) => {
          const { rank: _before, ...rest } = view
          show(value === null || value === 'title' ? rest : { ...rest, rank: value as Rank })
        }}
      />
      <Checkbox
        mb={8}
        label={say('maps.filter.stale', { days: STALE_DAYS })}
        checked={view.stale === true}
        onChange={(event) => {
          const { stale: _before, ...rest } = view
          show(event.currentTarget.checked ? { ...rest, stale: true } : rest)
        }}
      />
    </Group>
  )
}
