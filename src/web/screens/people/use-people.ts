import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Kind, Person as ListedPerson } from '../../../profiles/index.ts'
import { ask, inquire, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

export type Person = Omit<ListedPerson, 'lastAt'> & { readonly lastAt: string | null }

export interface Why {
  readonly a: string
  readonly b: string
  readonly by: 'evidence' | 'steward'
  readonly at: string
  readonly words: string
  /** The event that showed it, as it was sent; a steward’s word has none. */
  readonly event?: string
  readonly why?: string
}

export interface WholePerson {
  readonly id: string
  readonly identifiers: readonly { readonly kind: Kind; readonly value: string }[]
  readonly why: readonly Why[]
  readonly events: number
  readonly truncated: boolean
  readonly first: string | null
  readonly last: string | null
  readonly channels: readonly { readonly channel: string; readonly events: number }[]
  readonly traits: readonly {
    readonly name: string
    readonly value: string
    readonly source: string
    readonly at: string
    readonly rule: 'latest' | 'trusted' | 'longest'
    readonly others: number
  }[]
  readonly orders: {
    readonly count: number
    readonly value: readonly { readonly currency: string; readonly total: number; readonly orders: number }[]
    readonly latest: readonly {
      readonly id: string
      readonly at: string
      readonly revenue: number | null
      readonly currency: string
    }[]
  }
  readonly satisfaction: readonly {
    readonly metric: string
    readonly n: number
    readonly mean: number
    readonly latest: number
    readonly at: string
  }[]
  readonly segments: readonly { readonly name: string; readonly who: readonly string[] }[]
  readonly journeys: readonly PersonJourney[]
}

export interface PersonJourney {
  readonly map: string
  readonly title: string
  readonly status: 'open' | 'succeeded' | 'abandoned'
  readonly stage: string | null
  readonly stages: readonly { readonly id: string; readonly title: string }[]
  readonly onTrack: boolean
  readonly opened: string
  readonly closed: string | null
}

export interface Lived {
  readonly id: string
  readonly at: string
  readonly event: string
  readonly channel: string
  readonly source: string
  readonly store: string
  readonly adviser: string
  readonly identifier: string
  readonly properties: Readonly<Record<string, string>>
  readonly places: readonly { readonly map: string; readonly stage: string; readonly title: string }[]
}

export interface TimelineAsked {
  readonly channels?: readonly string[]
  readonly text?: string
  readonly map?: string
  readonly stage?: string
}

export interface AskedQuestion {
  readonly one: string
  readonly other: string
  readonly at: string
  readonly words: string
  readonly people: readonly Person[]
}

/** People found by what is typed; the last heard of where nothing is. */
export const usePeople = (text: string) => {
  const { language } = useLanguage()
  const sought = text.trim()
  return useQuery({
    queryKey: ['people', 'found', sought],
    queryFn: async ({ signal }) =>
      sought === ''
        ? (await ask<{ items: readonly Person[] }>('/api/people', language, signal)).items
        : (await inquire<{ items: readonly Person[] }>('/api/people/search', language, { text: sought }, signal)).items,
    placeholderData: keepPreviousData,
  })
}

export const usePerson = (profile: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['people', profile, language],
    queryFn: ({ signal }) => ask<WholePerson>(`/api/people/${profile}`, language, signal),
  })
}

export const useTimeline = (profile: string, asked: TimelineAsked) => {
  const { language } = useLanguage()
  return useInfiniteQuery({
    queryKey: ['people', profile, 'timeline', asked, language],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      inquire<{ items: readonly Lived[]; next: string | null }>(
        `/api/people/${profile}/timeline`,
        language,
        { ...asked, ...(pageParam !== undefined && { before: pageParam }) },
        signal,
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })
}

interface Questions {
  readonly items: readonly AskedQuestion[]
  readonly total: number
  readonly pages: number
}

/** Which page of questions is looked at, as the address says it. */
export const queueView = (search: Readonly<Record<string, unknown>>): { readonly page?: number } => {
  const page = Number(search.page)
  return Number.isInteger(page) && page > 1 && page <= 1_000_000 ? { page } : {}
}

const QUEUE = ['people', 'queue']

export const useQuestions = (page = 1) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: [...QUEUE, language, page],
    queryFn: ({ signal }) => ask<Questions>(`/api/people/queue?page=${page}`, language, signal),
    placeholderData: keepPreviousData,
  })
}

interface Decided {
  readonly profiles: readonly string[]
}

/** A steward's word, after which everything about people is asked again. */
const useDecision = <Asked>(path: (asked: Asked) => string, body: (asked: Asked) => unknown) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (asked: Asked) => send<Decided>('POST', path(asked), language, body(asked)),
    onSuccess: () => answers.invalidateQueries({ queryKey: ['people'] }),
  })
}

export const useMerge = (profile: string) =>
  useDecision(
    (_: { with: string; why: string }) => `/api/people/${profile}/merge`,
    (asked) => asked,
  )

export const usePart = (profile: string) =>
  useDecision(
    (_: { one: string; other: string; why: string }) => `/api/people/${profile}/part`,
    (asked) => asked,
  )

interface Answered {
  readonly one: string
  readonly other: string
  readonly same: boolean
  readonly why: string
}

/** A steward's word on a question: it is gone at once, and back where the word could not be kept. */
export const useAnswer = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (answered: Answered) => send<Decided>('POST', '/api/people/queue', language, answered),
    onMutate: async ({ one, other }) => {
      await answers.cancelQueries({ queryKey: QUEUE })
      const before = answers.getQueriesData<Questions>({ queryKey: QUEUE })
      const asks = (question: AskedQuestion) => question.one === one && question.other === other
      answers.setQueriesData<Questions>(
        { queryKey: QUEUE },
        (all) =>
          all && { ...all, items: all.items.filter((question) => !asks(question)), total: Math.max(0, all.total - 1) },
      )
      return before
    },
    onError: (_problem, _answered, before) => {
      for (const [key, data] of before ?? []) answers.setQueryData(key, data)
    },
    onSettled: () => answers.invalidateQueries({ queryKey: ['people'] }),
  })
}
