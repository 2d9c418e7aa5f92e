import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { useWords } from '../../words/language.tsx'
import { Undo } from './undo.tsx'
import { type AllViews, useStep } from './use-views.ts'

/** Removes at once, and lets one take it back for a while. */
export const useRemoval = () => {
  const { say } = useWords()
  const step = useStep<unknown>()
  return (kind: 'views' | 'dashboards', { id, title }: { readonly id: string; readonly title: string }): void => {
    const next = (all: AllViews): AllViews => ({ ...all, [kind]: all[kind].filter((one) => one.id !== id) })
    step.mutate({ method: 'DELETE', path: `/api/${kind}/${id}`, next })
    const notice = notifications.show({
      autoClose: 10_000,
      message: createElement(Undo, {
        words: say('views.removed', { title }),
        act: say('views.undo'),
        undo: () => {
          notifications.hide(notice)
          step.mutate({ method: 'POST', path: `/api/${kind}/${id}/return` })
        },
      }),
    })
  }
}
