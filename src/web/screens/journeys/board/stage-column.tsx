import { Button, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { memo } from 'react'
import type { LivedStage, LivedTouchpoint } from '../../../../journeys/index.ts'
import { durationMs } from '../../../../kernel/index.ts'
import type { Stage, Touchpoint } from '../../../../maps/index.ts'
import { useWords } from '../../../words/language.tsx'
import { useBoard, useFact } from './board-store.ts'
import { Card } from './card.tsx'
import { cellOf } from './cell.ts'
import { CellFrame } from './cell-frame.tsx'
import { CellMenu } from './cell-menu.tsx'
import { StageLines } from './lived-lines.tsx'
import { TitleField } from './title-field.tsx'
import { useGestures } from './use-gestures.ts'

interface HeadProps {
  readonly stage: Stage
  readonly lived: LivedStage | undefined
  readonly breaking: boolean
  readonly first: boolean
}

const StageHead = memo(({ stage, lived, breaking, first }: HeadProps) => {
  const { say, time } = useWords()
  const { store, acts, title } = useBoard()
  const cell = cellOf('stage', stage.id)
  const renaming = useFact((state) => state.renaming === cell)
  const name = title(stage.title)
  const expected = stage.expected === undefined ? undefined : durationMs(stage.expected)
  return (
    <CellFrame cell={cell} first={first} className="stage-head" role="rowheader">
      <Text size="xs" className="quiet" tt="uppercase" fw={600} style={{ letterSpacing: '0.04em' }}>
        {say(`phase.${stage.phase}`)}
      </Text>
      <div className="cell-top">
        {renaming ? (
          <TitleField
            label={say('board.rename')}
            value={name}
            done={(next) => {
              acts.rename(cell, next)
              store.set({ renaming: undefined })
            }}
            cancel={() => store.set({ renaming: undefined })}
          />
        ) : (
          <Text component="h2" fw={660} size="lg" lh={1.2} m={0} className="cell-title">
            {name}
          </Text>
        )}
        <CellMenu cell={cell} name={name} />
      </div>
      {!lived && expected !== undefined && (
        <Text size="xs" className="quiet">
          <span data-setting>{say('journey.expected', { time: time(expected / 1000) })}</span>
        </Text>
      )}
      {lived && <StageLines stage={lived} breaking={breaking} />}
    </CellFrame>
  )
})

/** Where a new touchpoint is written; after Enter, another may follow. */
const AddCard = ({ stage, last }: { readonly stage: string; readonly last: string | null }) => {
  const { say } = useWords()
  const { store, acts, readOnly } = useBoard()
  const gestures = useGestures()
  const adding = useFact((state) => state.adding === stage)
  if (readOnly) return null
  if (!adding)
    return (
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        justify="flex-start"
        leftSection={<IconPlus size={14} />}
        onClick={() => store.set({ adding: stage })}
      >
        {say('board.add')}
      </Button>
    )
  return (
    <div className="touchpoint adding">
      <TitleField
        label={say('board.add.title')}
        placeholder={say('board.add.title')}
        value=""
        done={(title, again) => {
          const cell = acts.addTouchpoint(title, { stage, after: last })
          if (again) return
          store.set({ adding: undefined })
          gestures.goTo(cell)
        }}
        cancel={() => store.set({ adding: undefined })}
      />
    </div>
  )
}

interface ColumnProps {
  readonly mapId: string
  readonly stage: Stage
  readonly touchpoints: readonly Touchpoint[]
  readonly lived: LivedStage | undefined
  readonly livedTouchpoints: ReadonlyMap<string, LivedTouchpoint>
  readonly breaking: boolean
  readonly first: boolean
  readonly comments: ReadonlyMap<string, number>
}

/** One stage of the map: its time, its stops and its touchpoints, designed beside lived. */
export const StageColumn = memo(
  ({ mapId, stage, touchpoints, lived, livedTouchpoints, breaking, first, comments }: ColumnProps) => {
    const { title } = useBoard()
    return (
      // biome-ignore lint/a11y/useSemanticElements: a table could not be laid out as columns of cards
      // biome-ignore lint/a11y/useFocusableInteractive: its cells are
      <div
        role="row"
        className={breaking ? 'stage breaking' : 'stage'}
        data-tour="stage"
        data-stage={stage.id}
        aria-label={title(stage.title)}
      >
        <div data-head role="none">
          <StageHead stage={stage} lived={lived} breaking={breaking} first={first} />
        </div>
        <Stack gap={6} mt={6} role="none">
          {touchpoints.map((touchpoint) => (
            <Card
              key={touchpoint.id}
              mapId={mapId}
              touchpoint={touchpoint}
              lived={livedTouchpoints.get(touchpoint.id)}
              comments={comments.get(touchpoint.id) ?? 0}
            />
          ))}
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: its button is */}
          <div role="gridcell">
            <AddCard stage={stage.id} last={touchpoints.at(-1)?.id ?? null} />
          </div>
        </Stack>
      </div>
    )
  },
)
