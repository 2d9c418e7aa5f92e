import { useInfiniteQuery } from '@tanstack/react-query'
import { ask } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'
import type { LogView } from './log-view.ts'

/** One interaction, as it was kept. */
export interface Kept {
  readonly id: string
  readonly at: string
  readonly receivedAt: string
  readonly event: string
  readonly channel: string
  readonly source: string
  readonly store: string
  readonly adviser: string
  readonly identifier: string
  readonly properties: Readonly<Record<string, string>>
}

interface Page {
  readonly items: readonly Kept[]
  readonly next: string | null
}

/** The log, the latest first; its pages come as one scrolls. */
export const useLog = (view: LogView) => {
  const { language } = useLanguage()
  return useInfiniteQuery({
    queryKey: ['log', view],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      ask<Page>(
        `/api/interactions?${new URLSearchParams({ ...view, ...(pageParam !== '' && { before: pageParam }) })}`,
        language,
        signal,
      ),
    getNextPageParam: ({ next }) => next,
    placeholderData: (last) => last,
  })
}
