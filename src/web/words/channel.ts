import { tell } from '../../kernel/index.ts'
import type { JourneyMap } from '../../maps/index.ts'
import { fr, type Key } from './fr.ts'
import { useLanguage, useWords } from './language.tsx'

const isKey = (key: string): key is Key => key in fr

/** A channel's name for a reader: the map's own title, else the vocabulary's word, else as it came. */
export const useChannelName = (map: Pick<JourneyMap, 'channels'>) => {
  const { say } = useWords()
  const { language } = useLanguage()
  return (channel: string): string => {
    const own = tell(map.channels?.[channel]?.title, language)
    const key = `channel.${channel}`
    return own || (isKey(key) ? say(key) : channel || '–')
  }
}
