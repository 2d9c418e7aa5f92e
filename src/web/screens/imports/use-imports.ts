import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Chosen, ImportAccount, ImportRecord, Preview, RejectReason } from '../../../imports/index.ts'
import { ask, inquire } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

/** A refusal in the reader's words. */
export interface ToldRefusal {
  readonly code: string
  readonly what: string
  readonly remedy: string
  readonly line: number | null
}

export interface ToldRejection {
  readonly reason: RejectReason
  readonly rows: number
  readonly firstLine: number
  readonly what: string
  readonly remedy: string
}

/** An import as the server tells it. */
export interface ToldImport extends Pick<ImportRecord, 'file' | 'size' | 'state' | 'source' | 'chosen' | 'advance'> {
  readonly id: string
  readonly begunAt: string
  readonly endedAt: string | null
  readonly refusal: ToldRefusal | null
  readonly account:
    | (Omit<ImportAccount, 'rejections' | 'damage'> & {
        readonly rejections: readonly ToldRejection[]
        readonly damage: ToldRefusal | null
      })
    | null
}

export interface ToldPreview extends Omit<Preview, 'becomes' | 'refusal'> {
  readonly becomes: readonly (Preview['becomes'][number] & { readonly why?: string })[]
  readonly refusal: ToldRefusal | null
}

export const useImports = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['imports', 'all', language],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly ToldImport[] }>('/api/imports', language, signal)).items,
    // The server tells when one changes; this is for the time when it could not.
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'running' || one.state === 'waiting') ? 3_000 : false,
  })
}

export const useImport = (id: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['imports', id, language],
    queryFn: ({ signal }) => ask<ToldImport>(`/api/imports/${id}`, language, signal),
    refetchInterval: ({ state }) =>
      state.data?.state === 'running' || state.data?.state === 'waiting' ? 1_000 : false,
  })
}

/** What the file is taken for, as it is chosen so far; what was shown before stays until the next answer. */
export const usePreview = (id: string, chosen: Chosen) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['import-preview', id, chosen, language],
    queryFn: ({ signal }) => inquire<ToldPreview>(`/api/imports/${id}/preview`, language, chosen, signal),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
