import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useWords } from '../../../words/language.tsx'
import type { ToolProps } from '../view-props.ts'
import { useDraft } from './use-draft.ts'

/** One step back or forward in what one did oneself. */
export const Steps = ({ id }: ToolProps) => {
  const { say } = useWords()
  const { undo, redo, canUndo, canRedo } = useDraft(id)
  return (
    <ActionIcon.Group>
      <Tooltip label={`${say('draft.undo')} (Ctrl Z)`}>
        <ActionIcon variant="default" size="lg" aria-label={say('draft.undo')} disabled={!canUndo} onClick={undo}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${say('draft.redo')} (Ctrl ⇧ Z)`}>
        <ActionIcon variant="default" size="lg" aria-label={say('draft.redo')} disabled={!canRedo} onClick={redo}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </ActionIcon.Group>
  )
}
