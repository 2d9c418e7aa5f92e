import { useQuery } from '@tanstack/react-query'
import type { Lived } from '../../../journeys/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import type { MomentWords, NoticedMoment } from '../../../moments/index.ts'
import { ask } from '../../ask.ts'
import { FEWEST_SHOWN } from '../../kit/number.tsx'
import { useLanguage } from '../../words/language.tsx'
import { type Filters, filterQuery } from './filters.ts'

/** A map as designed. */
export const useMap = (id: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['map', id, language],
    queryFn: ({ signal }) => ask<JourneyMap>(`/api/maps/${encodeURIComponent(id)}`, language, signal),
    enabled: id !== '',
  })
}

/** The journeys that an answer is of. */
export interface LivedScope {
  readonly asOf: string
  readonly from?: string
  readonly to?: string
}

const NO_FILTERS: Filters = {}

/**
 * The same map as it is lived, by whom the filters keep; `before` asks for the period before theirs. While other filters
 * are worked out, the last answer stays.
 */
export const useLived = (id: string, filters: Filters = NO_FILTERS, { before = false, enabled = true } = {}) => {
  const { language } = useLanguage()
  const asked = filterQuery(filters, before)
  asked.set('minN', String(FEWEST_SHOWN))
  return useQuery({
    queryKey: ['lived', id, language, asked.toString()],
    queryFn: ({ signal }) =>
      ask<Lived & { readonly scope: LivedScope }>(
        `/api/maps/${encodeURIComponent(id)}/lived?${asked}`,
        language,
        signal,
      ),
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
