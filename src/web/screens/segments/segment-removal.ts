import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { segmentsAsked } from '../../../segments/index.ts'
import { useWords } from '../../words/language.tsx'
import type { NamedSegment } from '../journeys/filter-bar/use-segments.ts'
import { Undo } from '../views/undo.tsx'
import { useViews } from '../views/use-views.ts'
import { useSegmentChange } from './use-segment-screen.ts'

/** Removes at once, says which kept questions lose it, and lets one take it back for a while. */
export const useSegmentRemoval = () => {
  const { say } = useWords()
  const change = useSegmentChange()
  const views = useViews().data?.views ?? []
  return ({ name, who }: NamedSegment): void => {
    const count = views.filter(({ asked }) => segmentsAsked(asked).includes(name)).length
    change.mutate({ method: 'DELETE', name })
    const notice = notifications.show({
      autoClose: 12_000,
      message: createElement(Undo, {
        words: count > 0 ? say('segments.removed.used', { name, count }) : say('segments.removed', { name }),
        act: say('segments.undo'),
        undo: () => {
          notifications.hide(notice)
          change.mutate({ method: 'PUT', name, body: { who } })
        },
      }),
    })
  }
}
