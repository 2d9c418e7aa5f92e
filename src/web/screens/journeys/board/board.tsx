import { DndContext, DragOverlay, MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core'
import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../../../words/language.tsx'
import { useThreads } from '../../comments/use-comments.ts'
import type { ViewProps } from '../view-props.ts'
import { BoardContext, useBoard, useFact } from './board-store.ts'
import type { Cell } from './cell.ts'
import { createOthers, OthersContext } from './others.ts'
import { StageColumn } from './stage-column.tsx'
import { TitleField } from './title-field.tsx'
import { useClipboard } from './use-clipboard.ts'
import { GestureContext, useGestures } from './use-gestures.ts'
import { useGroups } from './use-groups.ts'
import { useParts } from './use-parts.ts'
import './board.css'

/** Where a new stage is written, after the last one. */
const AddStage = ({ last }: { readonly last: string | undefined }) => {
  const { say } = useWords()
  const { store, acts, readOnly } = useBoard()
  const gestures = useGestures()
  const adding = useFact((state) => state.adding === '')
  if (readOnly) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table could not be laid out as columns of cards
    // biome-ignore lint/a11y/useFocusableInteractive: its button is
    <div role="row" className="stage-new">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its button is */}
      <div role="gridcell">
        {adding ? (
          <div className="stage">
            <TitleField
              label={say('board.stage.title')}
              value=""
              done={(title) => {
                const cell = acts.addStage(title, last)
                store.set({ adding: undefined })
                gestures.goTo(cell)
              }}
              cancel={() => store.set({ adding: undefined })}
            />
          </div>
        ) : (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={16} />}
            onClick={() => store.set({ adding: '' })}
          >
            {say('board.stage.add')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** What happens on the board, said to a screen reader. */
const Said = () => {
  const said = useFact((state) => state.said)
  return (
    <div className="unseen" role="status" aria-live="assertive">
      {said}
    </div>
  )
}

const countsOf = (threads: readonly { readonly anchor: string; readonly resolved?: unknown }[] | undefined) => {
  const counts = new Map<string, number>()
  for (const { anchor, resolved } of threads ?? []) {
    const id = anchor.startsWith('touchpoint:') && !resolved ? anchor.slice('touchpoint:'.length) : undefined
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** The map itself: its stages as columns, its touchpoints as cards, edited where they stand and lit by what is lived. */
export const Board = (props: ViewProps) => {
  const { id, map, lived } = props
  const { say } = useWords()
  const board = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const { parts, gestures, carrying, keys, titleOf, people } = useParts(props, board, line)
  useClipboard(board, parts, gestures)
  const others = useMemo(createOthers, [])
  useEffect(() => others.tell(people), [others, people])
  const [dragged, setDragged] = useState<Cell>()
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 260, tolerance: 8 } }),
  )
  const groups = useGroups(map)
  const livedStages = useMemo(() => new Map(lived?.stages.map((stage) => [stage.id, stage])), [lived])
  const livedTouchpoints = useMemo(() => new Map(lived?.touchpoints.map((one) => [one.id, one])), [lived])
  const breaking = useMemo(() => new Set(lived?.breakingPoints.map(({ stage }) => stage)), [lived])
  const threads = useThreads(id)
  const comments = useMemo(() => countsOf(threads.data), [threads.data])
  const onKeyDown = (event: KeyboardEvent) => {
    if (carrying.keys.press(event.key)) {
      event.preventDefault()
      event.stopPropagation()
    } else keys(event)
  }
  return (
    <BoardContext value={parts}>
      <GestureContext value={gestures}>
        <OthersContext value={others}>
          <DndContext
            sensors={sensors}
            accessibility={{ announcements: SILENT, screenReaderInstructions: { draggable: say('board.how') } }}
            onDragStart={({ active }) => {
              setDragged(active.id as Cell)
              carrying.pointer.start(active.id as Cell)
            }}
            onDragEnd={() => {
              setDragged(undefined)
              carrying.pointer.drop()
            }}
            onDragCancel={() => {
              setDragged(undefined)
              carrying.pointer.cancel()
            }}
          >
            {/* biome-ignore lint/a11y/useSemanticElements: a table could not be laid out as columns of cards */}
            <div
              ref={board}
              className="stages"
              role="grid"
              aria-multiselectable
              aria-label={say('journey.tab.map')}
              onKeyDown={onKeyDown}
            >
              {map.stages.map((stage, index) => (
                <StageColumn
                  key={stage.id}
                  mapId={id}
                  stage={stage}
                  touchpoints={groups.get(stage.id) ?? []}
                  lived={livedStages.get(stage.id)}
                  livedTouchpoints={livedTouchpoints}
                  breaking={breaking.has(stage.id)}
                  first={index === 0}
                  comments={comments}
                />
              ))}
              <AddStage last={map.stages.at(-1)?.id} />
              <div ref={line} className="drop-line" hidden aria-hidden="true" />
            </div>
            <DragOverlay dropAnimation={null}>
              {dragged !== undefined && <Dragged cell={dragged} name={titleOf(dragged)} />}
            </DragOverlay>
            <Said />
          </DndContext>
        </OthersContext>
      </GestureContext>
    </BoardContext>
  )
}

const SILENT = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
}

/** What follows the pointer. */
const Dragged = ({ name }: { readonly cell: Cell; readonly name: string }) => {
  const count = useFact((state) => state.carried.size)
  return (
    <div className="touchpoint dragged">
      <Text size="sm" fw={600} lh={1.25}>
        {name}
      </Text>
      {count > 1 && <span className="dragged-count">{count}</span>}
    </div>
  )
}
