import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useWords } from '../../words/language.tsx'
import { useAside } from '../journeys/use-aside.ts'
import type { ToolProps } from '../journeys/view-props.ts'

/** Opens the history of the map. */
export const RevisionsTool = (_: ToolProps) => {
  const { say } = useWords()
  const { aside, show, close } = useAside()
  const shown = aside === 'revisions'
  return (
    <Button
      variant="default"
      px="sm"
      leftSection={<IconHistory size={18} />}
      aria-pressed={shown}
      onClick={() => (shown ? close() : show('revisions'))}
    >
      {say('revisions.title')}
    </Button>
  )
}
