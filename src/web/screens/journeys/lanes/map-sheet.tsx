import { Group, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { type CSSProperties, memo, useDeferredValue } from 'react'
import { useWords } from '../../../words/language.tsx'
import { Board } from '../board/board.tsx'
import type { ViewProps } from '../view-props.ts'
import { LaneChooser } from './lane-chooser.tsx'
import { lanesOf } from './lane-kinds.ts'
import { LaneRow } from './lane-row.tsx'
import './lanes.css'

const Lanes = memo(({ id, map, lived }: ViewProps) => {
  const { say } = useWords()
  const [hidden, hide] = useLocalStorage<readonly string[]>({ key: `parcours.lanes.hidden.${id}`, defaultValue: [] })
  const lanes = lanesOf(map).filter((lane) => !hidden.includes(lane.id))
  return (
    <div className="lanes">
      <Group className="lanes-head" gap="sm" wrap="nowrap">
        <Text component="h2" fw={640} size="md" m={0}>
          {say('lanes.title')}
        </Text>
        <LaneChooser id={id} map={map} hidden={hidden} hide={hide} />
      </Group>
      {lanes.map((lane) => (
        <LaneRow key={lane.id} id={id} lane={lane} map={map} lived={lived} />
      ))}
    </div>
  )
})

/**
 * The map as one sheet: the board, and under its columns the lanes, which scroll with it. While a person edits, the board
 * is drawn at once and the lanes when there is time.
 */
export const MapSheet = (props: ViewProps) => {
  const { say } = useWords()
  const { id, map, lived } = props
  const settled = useDeferredValue(map)
  return (
    <div className="sheet" style={{ '--stages': map.stages.length } as CSSProperties}>
      <Link
        className="skip"
        from="/maps/$map"
        search={({ view: _view, ...rest }) => ({ ...rest, view: 'table' as const })}
      >
        {say('table.skip')}
      </Link>
      <div className="sheet-inside">
        <Board {...props} />
        <Lanes id={id} map={settled} lived={lived} />
      </div>
    </div>
  )
}
