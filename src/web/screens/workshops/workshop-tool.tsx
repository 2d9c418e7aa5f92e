import { Button } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/language.tsx'
import type { ToolProps } from '../journeys/view-props.ts'

/** Leads to the workshops on this map. */
export const WorkshopTool = ({ id }: ToolProps) => {
  const { say } = useWords()
  return (
    <Button
      component={Link}
      to={`/maps/${encodeURIComponent(id)}/workshop`}
      variant="default"
      leftSection={<IconUsersGroup size={16} aria-hidden />}
    >
      {say('workshop.tool')}
    </Button>
  )
}
