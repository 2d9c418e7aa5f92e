import { ActionIcon, Group, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDots, IconFileAnalytics } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { Tool, ToolPlace } from '../../kit/tool.tsx'
import { useLanguage, useWords } from '../../words/language.tsx'
import { CommentsTool } from '../comments/comments-tool.tsx'
import { ExportTool } from '../exports/export-tool.tsx'
import { RevisionsTool } from '../revisions/revisions-tool.tsx'
import { ShareTool } from '../shares/share-tool.tsx'
import { WorkshopTool } from '../workshops/workshop-tool.tsx'
import { KeepRevision } from './draft/keep-revision.tsx'
import { Steps } from './draft/steps.tsx'
import { MapTool } from './panel/map-tool.tsx'
import type { ToolProps } from './view-props.ts'

/** The whole page that can be sent: the map lit by what is lived, in one file. */
const ReportTool = ({ id }: ToolProps) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const page = `/reports/${encodeURIComponent(id)}?lang=${language}`
  return <Tool icon={IconFileAnalytics} name={say('journey.report')} go={{ page }} />
}

/** The tools above a map, in the order in which they are offered: one line each. */
const TOOLS: readonly { readonly name: string; readonly Tool: ComponentType<ToolProps> }[] = [
  { name: 'map', Tool: MapTool },
  { name: 'comments', Tool: CommentsTool },
  { name: 'workshop', Tool: WorkshopTool },
  { name: 'revisions', Tool: RevisionsTool },
  { name: 'report', Tool: ReportTool },
  { name: 'share', Tool: ShareTool },
  { name: 'export', Tool: ExportTool },
]

const All = ({ id }: ToolProps) => TOOLS.map(({ name, Tool: One }) => <One key={name} id={id} />)

/** One line of tools; on a phone what is used while editing stays, and the rest is a menu. */
export const Toolbar = ({ id }: ToolProps) => {
  const { say } = useWords()
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  return (
    <Group gap={6} wrap="nowrap" className="journey-tools" role="toolbar" aria-label={say('journey.tools')}>
      <Steps id={id} />
      <KeepRevision id={id} />
      {phone ? (
        // What a tool is doing goes on once its menu is closed.
        <Menu position="bottom-end" shadow="md" keepMounted>
          <Menu.Target>
            <ActionIcon variant="default" size={34} aria-label={say('journey.tools.more')} ms="auto">
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <ToolPlace value="menu">
              <All id={id} />
            </ToolPlace>
          </Menu.Dropdown>
        </Menu>
      ) : (
        <All id={id} />
      )}
    </Group>
  )
}
