import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

interface Answered {
  readonly asOf: string
}

/** The answer to a question: kept while its data is, asked again when data arrives, and stopped on demand. */
export const useAnswer = (name: string, asked: URLSearchParams, enabled: boolean) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  const queryKey = ['lived', 'analysis', name, asked.toString(), language]
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => ask<Answered>(`/api/analyses/${name}?${asked}`, language, signal),
    placeholderData: (last, before) => (before?.queryKey[2] === name ? last : undefined),
    enabled,
    retry: false,
  })
  return { ...query, cancel: () => void answers.cancelQueries({ queryKey }) }
}

interface Listed extends Answered {
  readonly people: { readonly of: string; readonly count: number; readonly keys: readonly string[] }
}

/** The people behind one number of an answer: the same question, so that the list is as long as the count. */
export const usePeopleBehind = (name: string, asked: URLSearchParams, of: string) => {
  const { language } = useLanguage()
  const query = new URLSearchParams(asked)
  query.set('people', of)
  return useQuery({
    queryKey: ['lived', 'analysis', name, 'people', query.toString()],
    queryFn: async ({ signal }) => (await ask<Listed>(`/api/analyses/${name}?${query}`, language, signal)).people,
  })
}
