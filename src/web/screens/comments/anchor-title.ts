import type { Anchor } from '../../../comments/index.ts'
import { tell } from '../../../kernel/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import { useLanguage, useWords } from '../../words/language.tsx'

/** What a thread is about, by its title on the map; what has left the map says so. */
export const useAnchorTitle = (map: JourneyMap) => {
  const { say } = useWords()
  const { language } = useLanguage()
  const titled = (list: readonly { readonly id: string; readonly title: JourneyMap['title'] }[], id: string) => {
    const found = list.find((each) => each.id === id)
    return found && tell(found.title, language)
  }
  return (anchor: Anchor): string => {
    const [kind, first = '', second = ''] = anchor.split(':')
    if (kind === 'map') return say('comments.about.map')
    if (kind === 'stage') return titled(map.stages, first) ?? say('comments.about.gone', { id: first })
    if (kind === 'touchpoint') return titled(map.touchpoints, first) ?? say('comments.about.gone', { id: first })
    const at = titled(map.touchpoints, second) ?? titled(map.stages, second) ?? second
    const lane = map.lanes?.find(({ id }) => id === first)
    return `${lane ? tell(lane.title ?? lane.type, language) : first} · ${at}`
  }
}
