import { queryOptions } from '@tanstack/react-query'
import type { Lived } from '../../../journeys/index.ts'
import type { Language, Words } from '../../../kernel/index.ts'
import type { JourneyMap } from '../../../maps/index.ts'
import { ask } from '../../ask.ts'
import { FEWEST_SHOWN } from '../../kit/fewest.ts'
import { type Filters, filterQuery } from './filters.ts'

/** The journeys that an answer is of. */
export interface LivedScope {
  readonly asOf: string
  readonly from?: string
  readonly to?: string
}

/** A map as designed. */
export const mapQuestion = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['map', id, language],
    queryFn: ({ signal }) => ask<JourneyMap>(`/api/maps/${encodeURIComponent(id)}`, language, signal),
  })

/** The same map as it is lived, by whom the filters keep; `before` asks for the period before theirs. */
export const livedQuestion = (id: string, language: Language, filters: Filters, before = false) => {
  const asked = filterQuery(filters, before)
  asked.set('minN', String(FEWEST_SHOWN))
  return queryOptions({
    queryKey: ['lived', id, language, asked.toString()],
    queryFn: ({ signal }) =>
      ask<Lived & { readonly scope: LivedScope; readonly hints?: readonly Words[] }>(
        `/api/maps/${encodeURIComponent(id)}/lived?${asked}`,
        language,
        signal,
      ),
  })
}
