import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { JourneyMap, MapStatus } from '../../../maps/index.ts'
import { ask, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

export interface StatusStep {
  readonly status: MapStatus
  readonly reviewed: boolean
  readonly at: string
  readonly by: string
  readonly signed?: string
  readonly why?: string
}

export interface ShownRevision {
  readonly revision: number
  readonly hash: string
  readonly status: MapStatus
  readonly at: string
  readonly by: string
  readonly signed?: string
  readonly why?: string
  readonly changes: readonly StatusStep[]
}

export interface Difference {
  readonly mark: 'added' | 'removed' | 'moved' | 'changed'
  readonly kind: 'map' | 'stage' | 'touchpoint'
  readonly id: string
  readonly title: string
  readonly path: readonly string[]
  readonly words: string
}

const pathOf = (map: string) => `/api/maps/${encodeURIComponent(map)}`

interface History {
  readonly items: readonly ShownRevision[]
  /** What a change of the history is made from. */
  readonly mark: string
}

/** The revisions of a map, latest first. */
export const useRevisions = (map: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['revisions', map],
    queryFn: ({ signal }) => ask<History>(`${pathOf(map)}/revisions`, language, signal),
  })
}

/** One revision as it was: it never changes, so it is asked for once. */
export const useRevision = (map: string, revision: number) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['revision', map, revision],
    queryFn: ({ signal }) => ask<JourneyMap>(`${pathOf(map)}?revision=${revision}`, language, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What changed from one revision to another, in words. */
export const useDifferences = (map: string, from: number, to: number) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['differences', map, from, to, language],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly Difference[] }>(`${pathOf(map)}/changes?from=${from}&to=${to}`, language, signal))
        .items,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What may be done with a revision. */
export type Verb = 'review' | 'publish' | 'archive' | 'restore'

/** Changes where a revision stands, from the history as it was shown: refused where that has changed meanwhile. */
export const useChangeRevision = (map: string, mark: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: ({ verb, revision, why }: { verb: Verb; revision: number; why: string }) =>
      send<{ revision: number }>(
        'POST',
        `${pathOf(map)}/revisions/${revision}/${verb}`,
        language,
        why.trim() === '' ? {} : { why: why.trim() },
        mark,
      ),
    onSettled: () =>
      Promise.all([
        answers.invalidateQueries({ queryKey: ['revisions', map] }),
        answers.invalidateQueries({ queryKey: ['map', map] }),
        answers.invalidateQueries({ queryKey: ['maps'] }),
      ]),
  })
}
