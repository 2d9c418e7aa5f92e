import { Group, Stack, Tabs, Text, Title } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { memo, Suspense, useDeferredValue } from 'react'
import type { Lived } from '../../../journeys/index.ts'
import { tell } from '../../../kernel/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import { Problem } from '../../ask.ts'
import { ExplainingProvider } from '../../kit/explaining.ts'
import { Hints } from '../../kit/hints.tsx'
import { Failed, Working } from '../../kit/state.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { Aside } from './aside.tsx'
import { StageDrawing } from './board/stage-drawing.tsx'
import { BeforeProvider } from './compared.tsx'
import { PeopleHere } from './draft/people-here.tsx'
import { SaveState } from './draft/save-state.tsx'
import { useDraft } from './draft/use-draft.ts'
import { useUndoKeys } from './draft/use-undo-keys.ts'
import { Trail } from './family/trail.tsx'
import { Figures } from './figures.tsx'
import { FilterBar } from './filter-bar/filter-bar.tsx'
import { isComparable } from './filters.ts'
import type { View } from './journey-view.ts'
import { TABS } from './tabs.tsx'
import { Toolbar } from './toolbar.tsx'
import { useExplained } from './use-explained.ts'
import { useFilters } from './use-filters.ts'
import { useLived, useMap } from './use-journey.ts'
import type { ViewProps } from './view-props.ts'
import './journey.css'

const Header = memo(({ id, map, lived }: ViewProps) => {
  const { say, date } = useWords()
  const { language } = useLanguage()
  return (
    <header className="journey-head">
      <div className="journey-name">
        <Trail map={map} />
        <Title order={1}>{tell(map.title, language)}</Title>
        <Group gap="md">
          {lived && <Text className="quiet">{say('journey.asof', { date: date(lived.asOf) })}</Text>}
          <SaveState id={id} />
          <PeopleHere id={id} />
        </Group>
      </div>
      <Toolbar id={id} />
    </header>
  )
})

const Filters = memo(FilterBar)

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
  const compared = filters.compare === true && isComparable(filters)
  const before = useLived(id, filters, { before: true, enabled: compared })
  // What is edited is drawn at once; what only stands around it follows when there is time.
  const settled = useDeferredValue(map)
  const explaining = useExplained(settled, lived.data?.asOf)
  const props = { id, map, lived: lived.data }
  return (
    <ExplainingProvider value={explaining}>
      <BeforeProvider value={compared ? before.data : undefined}>
        <Stack gap="md">
          <Header id={id} map={settled} lived={lived.data} />
          {lived.isPending && <Working />}
          {lived.isError && <Failed problem={lived.error} retry={() => void lived.refetch()} />}
          <Filters map={settled} lived={lived.data} busy={lived.isPlaceholderData} />
          <Hints hints={lived.data?.hints} />
          {lived.data && <Figures lived={lived.data} />}
          <div className="desk">
            <Views {...props} />
            <Aside {...props} />
          </div>
        </Stack>
      </BeforeProvider>
    </ExplainingProvider>
  )
}

interface OpeningProps {
  readonly map: JourneyMap
  readonly lived: Lived | undefined
}

/** The journey as it was last kept, while its draft opens: the same drawing, not yet to be edited. */
const Opening = ({ map, lived }: OpeningProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  return (
    <Stack gap="md" aria-busy>
      <header className="journey-head">
        <div className="journey-name">
          <Trail map={map} />
          <Title order={1}>{tell(map.title, language)}</Title>
          <Text className="quiet" role="status">
            {say('journey.opening')}
          </Text>
        </div>
      </header>
      {/* What is pressed now would be gone with this drawing. */}
      <Stack gap="md" inert>
        {lived && <Figures lived={lived} />}
        <div className="stages">
          {map.stages.map((stage) => (
            <StageDrawing key={stage.id} stage={stage} map={map} lived={lived} />
          ))}
        </div>
      </Stack>
    </Stack>
  )
}

/** One journey: the map being designed, lit by what is lived; what is off the map; the ways taken. */
export const Journey = () => {
  const { map: id } = useParams({ from: '/maps/$map' })
  const map = useMap(id)
  const { filters } = useFilters()
  // Asked for while the draft opens, which asks again for the same.
  const lived = useLived(id, filters, { enabled: !map.isError })
  if (map.isPending) return <Working page />
  // Without the server, what this browser keeps of the map opens all the same.
  if (map.error instanceof Problem) return <Failed page problem={map.error} retry={() => void map.refetch()} />
  const opening = map.data ? <Opening map={map.data} lived={lived.data} /> : <Working page />
  return (
    <Suspense fallback={opening}>
      <OpenJourney key={id} id={id} />
    </Suspense>
  )
}
