import { IconHistory } from '@tabler/icons-react'
import { Tool } from '../../kit/tool.tsx'
import { useWords } from '../../words/language.tsx'
import { useAside } from '../journeys/use-aside.ts'
import type { ToolProps } from '../journeys/view-props.ts'

/** Opens the history of the map. */
export const RevisionsTool = (_: ToolProps) => {
  const { say } = useWords()
  const { aside, show, close } = useAside()
  const shown = aside === 'revisions'
  return (
    <Tool
      icon={IconHistory}
      name={say('revisions.title')}
      pressed={shown}
      go={() => (shown ? close() : show('revisions'))}
    />
  )
}
