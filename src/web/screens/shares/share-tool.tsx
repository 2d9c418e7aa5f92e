import { Button } from '@mantine/core'
import { IconShare3 } from '@tabler/icons-react'
import { useWords } from '../../words/language.tsx'
import { useAside } from '../journeys/use-aside.ts'

/** Opens what is shared of this map, beside it. */
export const ShareTool = () => {
  const { say } = useWords()
  const { aside, show, close } = useAside()
  const open = aside === 'share'
  return (
    <Button
      variant={open ? 'light' : 'default'}
      leftSection={<IconShare3 size={16} aria-hidden />}
      aria-expanded={open}
      data-tour="share"
      onClick={() => (open ? close() : show('share'))}
    >
      {say('shares.tool')}
    </Button>
  )
}
