import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, send } from '../../../ask.ts'
import { useLanguage } from '../../../words/language.tsx'

export interface NamedSegment {
  readonly name: string
  readonly who: readonly string[]
}

const KEY = ['segments']

/** The segments that have a name. */
export const useSegments = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      (await ask<{ readonly segments: readonly NamedSegment[] }>('/api/segments', language, signal)).segments,
    staleTime: 60_000,
  })
}

/** Gives conditions a name. */
export const useNameSegment = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: ({ name, who }: NamedSegment) =>
      send<NamedSegment>('PUT', `/api/segments/${encodeURIComponent(name)}`, language, { who }),
    onSuccess: () => answers.invalidateQueries({ queryKey: KEY }),
  })
}
