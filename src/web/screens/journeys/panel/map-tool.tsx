import { IconAdjustments } from '@tabler/icons-react'
import { Tool } from '../../../kit/tool.tsx'
import { useWords } from '../../../words/language.tsx'
import { useAside } from '../use-aside.ts'

/** Opens what the map says of itself: objectives, perimeter, channels, what there is to correct. */
export const MapTool = () => {
  const { say } = useWords()
  const { aside, show, close } = useAside()
  return (
    <Tool
      icon={IconAdjustments}
      name={say('panel.map.tool')}
      pressed={aside === 'map'}
      go={() => (aside === 'map' ? close() : show('map'))}
    />
  )
}
