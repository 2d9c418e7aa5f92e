import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Pulse } from '../../../journeys/index.ts'
import type { Language } from '../../../kernel/index.ts'
import { ask, send } from '../../ask.ts'
import { useDeclaredName } from '../../kit/name.ts'
import { useLanguage } from '../../words/language.tsx'

interface Told {
  readonly map?: string
  readonly title?: string
  readonly sentence: string
  readonly more?: string
  readonly place: string
}

export type NewsKind = 'revision' | 'status' | 'comments' | 'resolved' | 'moment' | 'import'
export type WaitingKind = 'mention' | 'breaking-point' | 'moments' | 'review' | 'draft' | 'finding' | 'ambiguous'

export interface ToldNews extends Told {
  readonly kind: NewsKind
  readonly at: string
}
export interface ToldWaiting extends Told {
  readonly kind: WaitingKind
}

export interface NewsSince {
  readonly since: string
  readonly first: boolean
  readonly asOf: string
  readonly items: readonly ToldNews[]
}

/** What changed since the reader last said that they had seen it. It stays on the screen until then. */
export const newsQuestion = (name: string, language: Language) =>
  queryOptions({
    queryKey: ['home', 'news', name, language],
    queryFn: ({ signal }) => ask<NewsSince>('/api/home/news', language, signal),
  })

export const useNews = () => {
  const { language } = useLanguage()
  return useQuery(newsQuestion(useDeclaredName(), language))
}

/** What waits for a decision, the most pressing first. */
export const waitingQuestion = (name: string, language: Language) =>
  queryOptions({
    queryKey: ['home', 'waiting', name, language],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly ToldWaiting[] }>('/api/home/waiting', language, signal)).items,
  })

export const useWaiting = () => {
  const { language } = useLanguage()
  return useQuery(waitingQuestion(useDeclaredName(), language))
}

/** Says that what changed up to an instant has been seen. */
export const useSeen = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (upTo: string) => send('PUT', '/api/visit', language, { upTo }),
    onSuccess: () => answers.invalidateQueries({ queryKey: ['home', 'news'] }),
  })
}

interface LiveJourneys {
  readonly asOf: string | null
  readonly items: readonly { readonly map: string; readonly open: number; readonly late: number }[]
}

/** Who is on the way on each approved map at this moment, kept up as events arrive. */
export const useLiveJourneys = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['live-journeys', language],
    queryFn: ({ signal }) => ask<LiveJourneys>('/api/live-journeys', language, signal),
  })
}

/** Who is on the way on a map now, and what the last days brought. */
export const usePulse = (map: string, since = 7) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['lived', map, 'pulse', since],
    queryFn: ({ signal }) => ask<Pulse>(`/api/maps/${encodeURIComponent(map)}/pulse?since=${since}`, language, signal),
  })
}
