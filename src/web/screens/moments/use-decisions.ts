import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

export interface Decision {
  readonly key: string
  readonly verdict: 'confirmed' | 'rejected' | 'reopened'
  readonly why?: string
  readonly at: string
  readonly signed?: string
}

const pathOf = (map: string) => `/api/maps/${encodeURIComponent(map)}/moments/decisions`

/** What stands decided of the moments of a map, by their key. */
export const useDecisions = (map: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['moment-decisions', map],
    queryFn: async ({ signal }) => (await ask<{ items: readonly Decision[] }>(pathOf(map), language, signal)).items,
    select: (items): ReadonlyMap<string, Decision> =>
      new Map([...new Map(items.map((item) => [item.key, item]))].filter(([, { verdict }]) => verdict !== 'reopened')),
  })
}

export interface Verdict {
  readonly key: string
  readonly verdict: Decision['verdict']
  readonly why?: string
}

/** Decides on a moment, for good. */
export const useDecide = (map: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (verdict: Verdict) => send<Decision>('POST', pathOf(map), language, verdict),
    onSettled: () => answers.invalidateQueries({ queryKey: ['moment-decisions', map] }),
  })
}
