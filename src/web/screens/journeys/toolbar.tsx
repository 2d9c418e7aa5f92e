import { Group } from '@mantine/core'
import type { ComponentType } from 'react'
import { CommentsTool } from '../comments/comments-tool.tsx'
import { ExportTool } from '../exports/export-tool.tsx'
import { RevisionsTool } from '../revisions/revisions-tool.tsx'
import { ShareTool } from '../shares/share-tool.tsx'
import { WorkshopTool } from '../workshops/workshop-tool.tsx'
import { KeepRevision } from './draft/keep-revision.tsx'
import { Steps } from './draft/steps.tsx'
import { MapTool } from './panel/map-tool.tsx'
import type { ToolProps } from './view-props.ts'

/** The tools above a map, in the order in which they are offered: one line each. */
const TOOLS: readonly { readonly name: string; readonly Tool: ComponentType<ToolProps> }[] = [
  { name: 'steps', Tool: Steps },
  { name: 'keep', Tool: KeepRevision },
  { name: 'map', Tool: MapTool },
  { name: 'comments', Tool: CommentsTool },
  { name: 'workshop', Tool: WorkshopTool },
  { name: 'share', Tool: ShareTool },
  { name: 'revisions', Tool: RevisionsTool },
  { name: 'export', Tool: ExportTool },
]

export const Toolbar = ({ id }: ToolProps) => (
  <Group gap="xs">
    {TOOLS.map(({ name, Tool }) => (
      <Tool key={name} id={id} />
    ))}
  </Group>
)
