import { Button, Group, Stack, Tabs, Text, Title } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import { tell } from '../../../kernel/index.ts'
import { ExplainingProvider } from '../../kit/explaining.ts'
import { Failed, Working } from '../../kit/state.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { Aside } from './aside.tsx'
import { useDraft } from './draft/use-draft.ts'
import { useUndoKeys } from './draft/use-undo-keys.ts'
import { Trail } from './family/trail.tsx'
import { Figures } from './figures.tsx'
import { FilterBar } from './filter-bar/filter-bar.tsx'
import type { View } from './journey-view.ts'
import { TABS } from './tabs.tsx'
import { Toolbar } from './toolbar.tsx'
import { useExplained } from './use-explained.ts'
import { useFilters } from './use-filters.ts'
import { useLived, useMap } from './use-journey.ts'
import type { ViewProps } from './view-props.ts'
import './journey.css'

const Header = ({ id, map, lived }: ViewProps) => {
  const { say, date } = useWords()
  const { language } = useLanguage()
  return (
    <Group justify="space-between" align="flex-start">
      <div>
        <Trail map={map} />
        <Title order={1}>{tell(map.title, language)}</Title>
        {lived && <Text className="quiet">{say('journey.asof', { date: date(lived.asOf) })}</Text>}
      </div>
      <Group gap="xs">
        <Toolbar id={id} />
        <Button
          component="a"
          href={`/reports/${encodeURIComponent(id)}?lang=${language}`}
          target="_blank"
          variant="light"
          rightSection={<IconExternalLink size={16} />}
        >
          {say('journey.report')}
        </Button>
      </Group>
    </Group>
  )
}

const Views = (props: ViewProps) => {
  const { say } = useWords()
  const { view = 'map' } = useSearch({ from: '/maps/$map' })
  const navigate = useNavigate({ from: '/maps/$map' })
  const show = (next: string | null) =>
    void navigate({
      search: ({ view: _before, ...rest }) =>
        next === 'map' || next === null ? rest : { ...rest, view: next as Exclude<View, 'map'> },
    })
  return (
    <Tabs value={view} onChange={show} keepMounted={false} className="views">
      <Tabs.List mb="md">
        {TABS.map((tab) => (
          <Tabs.Tab key={tab.view} value={tab.view}>
            {say(tab.name)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.map(({ view: each, Panel }) => (
        <Tabs.Panel key={each} value={each}>
          <Panel {...props} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** The journey once its draft is open: what is edited, lit by what is lived. */
const OpenJourney = ({ id }: { readonly id: string }) => {
  const draft = useDraft(id)
  useUndoKeys(draft)
  const { map } = draft
  const { filters } = useFilters()
  const lived = useLived(id, filters)
  const explaining = useExplained(map, lived.data?.asOf)
  const props = { id, map, lived: lived.data }
  return (
    <ExplainingProvider value={explaining}>
      <Stack gap="md">
        <Header {...props} />
        {lived.isPending && <Working />}
        {lived.isError && <Failed problem={lived.error} retry={() => void lived.refetch()} />}
        <FilterBar map={map} lived={lived.data} busy={lived.isPlaceholderData} />
        {lived.data && <Figures lived={lived.data} />}
        <div className="desk">
          <Views {...props} />
          <Aside {...props} />
        </div>
      </Stack>
    </ExplainingProvider>
  )
}

/** One journey: the map being designed, lit by what is lived; what is off the map; the ways taken. */
export const Journey = () => {
  const { map: id } = useParams({ from: '/maps/$map' })
  const map = useMap(id)
  if (map.isPending) return <Working />
  if (map.isError) return <Failed problem={map.error} retry={() => void map.refetch()} />
  return (
    <Suspense fallback={<Working />}>
      <OpenJourney key={id} id={id} />
    </Suspense>
  )
}
