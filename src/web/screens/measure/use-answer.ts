import { skipToken, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Words } from '../../../kernel/index.ts'
import { ask } from '../../ask.ts'
import { askStream } from '../../ask-stream.ts'
import { useLanguage } from '../../words/language.tsx'

/** What every answer says, whatever it was asked. */
export interface Answer {
  readonly asOf: string
  /** Why it may be of nobody. */
  readonly hints?: readonly Words[]
}

/** What is known before the answer: how far it is, and a first one over some of the people. */
interface OnTheWay {
  readonly share?: number
  readonly sampled?: {
    readonly answer: Answer
    readonly of: { readonly share: number; readonly cases: number; readonly events: number }
  }
}

/** The answer to a question: kept while its data is, asked again when data arrives, and stopped on demand. */
export const useAnswer = (name: string, asked: URLSearchParams, enabled: boolean) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  const queryKey = ['lived', 'analysis', name, asked.toString(), language]
  const onTheWayKey = ['on the way', ...queryKey]
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const learn = (news: OnTheWay) => answers.setQueryData<OnTheWay>(onTheWayKey, (known) => ({ ...known, ...news }))
      learn({})
      return askStream<Answer>(
        `/api/analyses/${name}?${asked}`,
        language,
        (event, told) =>
          learn(event === 'sampled' ? { sampled: told as OnTheWay['sampled'] & {} } : (told as OnTheWay)),
        signal,
      ).finally(() => answers.removeQueries({ queryKey: onTheWayKey }))
    },
    placeholderData: (last, before) => (before?.queryKey[2] === name ? last : undefined),
    enabled,
    retry: false,
  })
  const { data: onTheWay } = useQuery<OnTheWay>({ queryKey: onTheWayKey, queryFn: skipToken })
  return { ...query, onTheWay, cancel: () => void answers.cancelQueries({ queryKey }) }
}

/** A list of people comes so many at a time. */
const PEOPLE_PAGE = 500

interface Listed extends Answer {
  readonly people: {
    readonly of: string
    readonly count: number
    readonly keys: readonly string[]
    readonly next?: number | null
  }
}

/** The people behind one number of an answer: the same question, so that the list is as long as the count. */
export const usePeopleBehind = (name: string, asked: URLSearchParams, of: string) => {
  const { language } = useLanguage()
  const query = new URLSearchParams(asked)
  query.set('people', of)
  query.set('peopleLimit', String(PEOPLE_PAGE))
  return useInfiniteQuery({
    queryKey: ['lived', 'analysis', name, 'people', query.toString()],
    queryFn: async ({ signal, pageParam }) =>
      (await ask<Listed>(`/api/analyses/${name}?${query}&peopleAfter=${pageParam}`, language, signal)).people,
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}
