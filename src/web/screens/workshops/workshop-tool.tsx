import { IconUsersGroup } from '@tabler/icons-react'
import { Tool } from '../../kit/tool.tsx'
import { useWords } from '../../words/language.tsx'
import type { ToolProps } from '../journeys/view-props.ts'

/** Leads to the workshops on this map. */
export const WorkshopTool = ({ id }: ToolProps) => {
  const { say } = useWords()
  return (
    <Tool icon={IconUsersGroup} name={say('workshop.tool')} go={{ to: `/maps/${encodeURIComponent(id)}/workshop` }} />
  )
}
