import { useQuery } from '@tanstack/react-query'
import type { MomentWords, NoticedMoment } from '../../../moments/index.ts'
import { ask } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'
import { type Filters, filterQuery } from './filters.ts'
import { livedQuestion, mapQuestion } from './questions.ts'

/** A map as designed. */
export const useMap = (id: string) => {
  const { language } = useLanguage()
  return useQuery({ ...mapQuestion(id, language), enabled: id !== '' })
}

const NO_FILTERS: Filters = {}

/**
 * The same map as it is lived, by whom the filters keep; `before` asks for the period before theirs. While other filters
 * are worked out, the last answer stays.
 */
export const useLived = (id: string, filters: Filters = NO_FILTERS, { before = false, enabled = true } = {}) => {
  const { language } = useLanguage()
  return useQuery({
    ...livedQuestion(id, language, filters, before),
    placeholderData: (last, query) => (query?.queryKey[1] === id ? last : undefined),
    enabled,
  })
}

interface Moments {
  readonly tested: number
  readonly asOf: string
  readonly moments: readonly (NoticedMoment & { readonly key: string; readonly words: MomentWords })[]
}

/** The moments that matter in it, as they were noticed. */
export const useMoments = (id: string, filters: Filters = NO_FILTERS) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['moments', id, language, filterQuery(filters).toString()],
    queryFn: ({ signal }) =>
      ask<Moments>(`/api/maps/${encodeURIComponent(id)}/moments?${filterQuery(filters)}`, language, signal),
    placeholderData: (last, query) => (query?.queryKey[1] === id ? last : undefined),
  })
}
