import { Group, Text } from '@mantine/core'
import { IconGhost } from '@tabler/icons-react'
import { memo } from 'react'
import type { LivedTouchpoint } from '../../../../journeys/index.ts'
import type { Touchpoint } from '../../../../maps/index.ts'
import { bestEvidence, claimsOf, EvidenceMark } from '../../../kit/evidence.tsx'
import { useWords } from '../../../words/language.tsx'
import { CommentBadge } from '../../comments/comment-badge.tsx'
import { useBoard, useFact } from './board-store.ts'
import { cellOf } from './cell.ts'
import { CellFrame } from './cell-frame.tsx'
import { CellMenu } from './cell-menu.tsx'
import { TouchpointLines } from './lived-lines.tsx'
import { TitleField } from './title-field.tsx'

interface Props {
  readonly mapId: string
  readonly touchpoint: Touchpoint
  readonly lived: LivedTouchpoint | undefined
  readonly comments: number
}

/** One touchpoint, lit by what is lived; drawn again only when it, its light or its own state changes. */
export const Card = memo(({ mapId, touchpoint, lived, comments }: Props) => {
  const { say } = useWords()
  const { store, acts, title, channelName } = useBoard()
  const cell = cellOf('touchpoint', touchpoint.id)
  const renaming = useFact((state) => state.renaming === cell)
  const absent = touchpoint.need === 'expected_absent'
  const measured = (touchpoint.match ?? []).length > 0
  const name = title(touchpoint.title)
  const claims = claimsOf(touchpoint)
  return (
    <div data-card={touchpoint.id} role="none">
      <CellFrame cell={cell} first={false} className={absent ? 'touchpoint absent' : 'touchpoint'} role="gridcell">
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
            <Text size="sm" fw={600} lh={1.25} className="cell-title">
              {name}
            </Text>
          )}
          {comments > 0 && <CommentBadge map={mapId} anchor={`touchpoint:${touchpoint.id}`} />}
          <CellMenu cell={cell} name={name} />
        </div>
        {absent && (
          <Group gap={4} wrap="nowrap" c="var(--watch)">
            <IconGhost size={14} aria-hidden />
            <Text size="xs">{say('journey.absent')}</Text>
          </Group>
        )}
        {!absent && !measured && (
          <Text size="xs" className="quiet">
            {say('journey.unmeasured')}
          </Text>
        )}
        {lived && measured && <TouchpointLines touchpoint={lived} channelName={channelName} />}
        {claims.length > 0 && <EvidenceMark evidence={bestEvidence(claims)} />}
      </CellFrame>
    </div>
  )
})
