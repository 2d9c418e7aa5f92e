import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MapPath } from '../../../../drafts/index.ts'
import { ask, send } from '../../../ask.ts'
import { useLanguage } from '../../../words/language.tsx'

interface Conflict {
  readonly at: MapPath
  readonly mine?: unknown
  readonly theirs?: unknown
}

/** Where the draft stands beside the stored revisions. */
interface Standing {
  readonly base: { readonly revision: number }
  readonly last: { readonly revision: number }
  readonly changes: number
  readonly conflicts: readonly Conflict[]
}

const path = (id: string, rest: string) => `/api/maps/${encodeURIComponent(id)}/${rest}`

export const useStanding = (id: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['draft', id, language],
    queryFn: ({ signal }) => ask<Standing>(path(id, 'draft/standing'), language, signal),
  })
}

export interface Finding {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'hint'
  readonly path: string
  readonly what: string
  readonly remedy: string
}

/** What `parcours map check` says about the map as it stands in the draft, asked when the dialog opens. */
export const useFindings = (id: string, map: unknown, enabled: boolean) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['draft-check', id, language, map],
    queryFn: async () => (await send<{ findings: Finding[] }>('POST', '/api/maps/check', language, map)).findings,
    enabled,
    gcTime: 0,
  })
}

/** What can be done with a draft as a whole. */
export const useDraftActs = (id: string) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  const again = async () => {
    for (const question of ['draft', 'map', 'revisions']) await answers.invalidateQueries({ queryKey: [question, id] })
    await answers.invalidateQueries({ queryKey: ['maps'] })
  }
  const keep = useMutation({
    mutationFn: (how: { readonly why?: string; readonly status: 'draft' | 'in_review' }) =>
      send<{ revision: number }>('POST', path(id, 'revisions'), language, how),
    onSettled: again,
  })
  const merge = useMutation({
    mutationFn: (theirs: readonly MapPath[]) => send<Standing>('POST', path(id, 'draft/merge'), language, { theirs }),
    onSettled: again,
  })
  return { keep, merge }
}
