import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NoticeKind } from '../../../notices/index.ts'
import { ask, send } from '../../ask.ts'
import { useDeclaredName } from '../../kit/name.ts'
import { useLanguage } from '../../words/language.tsx'

export interface ShownNotice {
  readonly id: string
  readonly kind: NoticeKind
  readonly at: string
  readonly sentence: string
  readonly excerpt?: string
  readonly place: string
  readonly read: boolean
}

interface Notices {
  readonly items: readonly ShownNotice[]
  readonly unread: number
}

/** What the reader should know, by the name that they gave. */
export const useNotices = () => {
  const { language } = useLanguage()
  const name = useDeclaredName()
  return useQuery({
    queryKey: ['notices', name, language],
    queryFn: ({ signal }) => ask<Notices>('/api/notices', language, signal),
  })
}

/** Marks some notices as read, or all. */
export const useMarkRead = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (ids?: readonly string[]) => send('POST', '/api/notices/read', language, ids ? { ids } : {}),
    onMutate: (ids) => {
      const isRead = ({ id, read }: ShownNotice) => read || ids === undefined || ids.includes(id)
      answers.setQueriesData<Notices>({ queryKey: ['notices'] }, (before) => {
        if (!before) return before
        const items = before.items.map((notice) => ({ ...notice, read: isRead(notice) }))
        return { items, unread: ids === undefined ? 0 : Math.max(0, before.unread - ids.length) }
      })
    },
    onSettled: () => answers.invalidateQueries({ queryKey: ['notices'] }),
  })
}
