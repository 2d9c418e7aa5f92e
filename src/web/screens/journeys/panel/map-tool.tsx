import { Button } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { useWords } from '../../../words/language.tsx'
import { useAside } from '../use-aside.ts'

/** Opens what the map says of itself: objectives, perimeter, channels, what there is to correct. */
export const MapTool = () => {
  const { say } = useWords()
  const { aside, show, close } = useAside()
  return (
    <Button
      variant="default"
      leftSection={<IconAdjustments size={17} />}
      aria-pressed={aside === 'map'}
      onClick={() => (aside === 'map' ? close() : show('map'))}
    >
      {say('panel.map.tool')}
    </Button>
  )
}
