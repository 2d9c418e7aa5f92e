import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useWords } from '../../words/language.tsx'
import { CommentsTool } from '../comments/comments-tool.tsx'
import { RevisionsTool } from '../revisions/revisions-tool.tsx'
import { ShareTool } from '../shares/share-tool.tsx'
import { useDraft } from './draft/use-draft.ts'
import type { ToolProps } from './view-props.ts'

const Steps = ({ id }: ToolProps) => {
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

/** The tools above a map, in the order in which they are offered: one line each. */
const TOOLS: readonly { readonly name: string; readonly Tool: ComponentType<ToolProps> }[] = [
  { name: 'steps', Tool: Steps },
  { name: 'comments', Tool: CommentsTool },
  { name: 'share', Tool: ShareTool },
  { name: 'revisions', Tool: RevisionsTool },
]

export const Toolbar = ({ id }: ToolProps) => (
  <Group gap="xs" wrap="wrap">
    {TOOLS.map(({ name, Tool }) => (
      <Tool key={name} id={id} />
    ))}
  </Group>
)
