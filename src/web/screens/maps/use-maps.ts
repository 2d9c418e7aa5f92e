import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Language } from '../../../kernel/index.ts'
import { ask } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

export interface ListedMap {
  readonly id: string
  readonly title: string
  readonly revision: number
  readonly status: 'draft' | 'in_review' | 'approved' | 'archived'
  readonly at: string
  readonly level?: 'lifecycle' | 'journey' | 'sub_journey'
  readonly parent?: { readonly journey: string; readonly touchpoint?: string }
}

/** Every stored map, with its title in the reader's language. */
export const mapsQuestion = (language: Language) =>
  queryOptions({
    queryKey: ['maps', language],
    queryFn: async ({ signal }) => (await ask<{ items: readonly ListedMap[] }>('/api/maps', language, signal)).items,
  })

export const useMaps = () => {
  const { language } = useLanguage()
  return useQuery(mapsQuestion(language))
}
