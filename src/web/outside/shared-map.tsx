import { Tabs, Text } from '@mantine/core'
import { type CSSProperties, lazy, Suspense, useState } from 'react'
import type { Lived } from '../../journeys/index.ts'
import type { JourneyMap } from '../../maps/index.ts'
import { Working } from '../kit/state.tsx'
import { StageDrawing } from '../screens/journeys/board/stage-drawing.tsx'
import { LaneBand } from '../screens/journeys/lanes/lane-band.tsx'
import { LANE_KINDS, type LaneKind, lanesOf } from '../screens/journeys/lanes/lane-kinds.ts'
import '../screens/journeys/journey.css'
import '../screens/journeys/lanes/lanes.css'
import { Scroller } from '../kit/scroller.tsx'
import { useWords } from '../words/language.tsx'

const TouchpointTable = lazy(() =>
  import('../screens/journeys/table/touchpoint-table.tsx').then(({ TouchpointTable: component }) => ({
    default: component,
  })),
)

interface Props {
  readonly map: JourneyMap
  readonly lived: Lived | undefined
}

type Column = Exclude<LaneKind, 'verbatims'>

/** What stays inside the house has neither a lane nor a column out here. */
const INSIDE: readonly LaneKind[] = ['rules', 'systems', 'skills', 'verbatims']
const OUTSIDE = LANE_KINDS.filter((kind): kind is Column => !INSIDE.includes(kind))

const Sheet = ({ map, lived }: Props) => {
  const { say } = useWords()
  const lanes = lanesOf(map).filter((lane) => !INSIDE.includes(lane.kind) && (lived || lane.kind !== 'satisfaction'))
  return (
    <Scroller
      name={say('journey.tab.map')}
      className="sheet"
      style={{ '--stages': map.stages.length } as CSSProperties}
    >
      <div className="sheet-inside">
        <div className="stages">
          {map.stages.map((stage) => (
            <StageDrawing key={stage.id} stage={stage} map={map} lived={lived} />
          ))}
        </div>
        {lanes.length > 0 && (
          <Scroller name={say('lanes.title')} className="lanes">
            <Text component="h2" fw={640} size="md" m={0} className="lanes-head">
              {say('lanes.title')}
            </Text>
            {lanes.map((lane) => (
              <LaneBand key={lane.id} lane={lane} map={map} lived={lived} />
            ))}
          </Scroller>
        )}
      </div>
    </Scroller>
  )
}

const Table = ({ map, lived }: Props) => {
  const { say } = useWords()
  return (
    <Suspense fallback={<Working />}>
      <Text className="quiet" mb="sm">
        {say('table.lead')}
      </Text>
      <TouchpointTable
        map={map}
        lived={lived}
        columns={OUTSIDE.filter((kind) => lived !== undefined || kind !== 'satisfaction')}
      />
    </Suspense>
  )
}

const asked = (): 'map' | 'table' => (new URLSearchParams(location.search).get('view') === 'table' ? 'table' : 'map')

/** The address says which view is open: it can be passed on. */
const remember = (view: 'map' | 'table'): void =>
  history.replaceState(null, '', view === 'map' ? location.pathname : `${location.pathname}?view=${view}`)

/** The map as the house sees it, to look at: as a drawing with its lanes, or as a table that can be heard. */
export const SharedMap = (props: Props) => {
  const { say } = useWords()
  const [view, show] = useState(asked)
  const choose = (next: string | null) => {
    const chosen = next === 'table' ? 'table' : 'map'
    remember(chosen)
    show(chosen)
  }
  return (
    <Tabs value={view} onChange={choose} keepMounted={false} className="views">
      <Tabs.List mb="md">
        <Tabs.Tab value="map">{say('journey.tab.map')}</Tabs.Tab>
        <Tabs.Tab value="table">{say('journey.tab.table')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="map">
        <Sheet {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="table">
        <Table {...props} />
      </Tabs.Panel>
    </Tabs>
  )
}
