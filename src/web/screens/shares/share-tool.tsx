import { IconShare3 } from '@tabler/icons-react'
import { Tool } from '../../kit/tool.tsx'
import { useWords } from '../../words/language.tsx'
import { useAside } from '../journeys/use-aside.ts'

/** Opens what is shared of this map, beside it. */
export const ShareTool = () => {
  const { say } = useWords()
  const { aside, show, close } = useAside()
  const open = aside === 'share'
  return (
    <Tool
      icon={IconShare3}
      name={say('shares.tool')}
      written
      pressed={open}
      tour="share"
      go={() => (open ? close() : show('share'))}
    />
  )
}
