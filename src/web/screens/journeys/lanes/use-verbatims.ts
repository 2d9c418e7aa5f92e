import { useQuery } from '@tanstack/react-query'
import { ask } from '../../../ask.ts'
import { useLanguage } from '../../../words/language.tsx'
import { useFilters } from '../use-filters.ts'
import { useLived } from '../use-journey.ts'

export interface ShownVerbatim {
  readonly text: string
  readonly at: string
  readonly channel: string
  readonly tone: 'negative' | 'neutral' | 'positive' | 'unknown'
  readonly metric: 'nps' | 'csat' | 'ces' | 'stars' | null
  readonly score: number | null
}

interface Verbatims {
  readonly minN: number
  readonly items: readonly {
    readonly touchpoint: string
    readonly n: number
    readonly verbatims: readonly ShownVerbatim[]
  }[]
}

/** What customers said about each touchpoint in the period of the screen. */
export const useVerbatims = (id: string, enabled: boolean) => {
  const { language } = useLanguage()
  const { filters } = useFilters()
  const { data: lived } = useLived(id, filters)
  const asked = new URLSearchParams()
  if (lived?.scope?.from) asked.set('from', lived.scope.from)
  if (lived?.scope?.to) asked.set('to', lived.scope.to)
  if (filters.source) asked.set('source', filters.source)
  return useQuery({
    queryKey: ['verbatims', id, asked.toString()],
    enabled: enabled && lived !== undefined,
    queryFn: ({ signal }) => ask<Verbatims>(`/api/maps/${encodeURIComponent(id)}/verbatims?${asked}`, language, signal),
  })
}
