import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, inquire, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

interface Why {
  readonly code: string
  readonly what: string
  readonly remedy: string
}

export interface DepositFile {
  readonly file: string
  readonly version: string
  readonly size: number
  readonly at: string
  readonly state: 'seen' | 'taking' | 'taken' | 'refused'
  /** What the import of it came to. */
  readonly import: {
    readonly id: string
    readonly state: 'receiving' | 'ready' | 'waiting' | 'running' | 'finished' | 'cancelled' | 'refused'
    readonly kept: number | null
    readonly duplicates: number | null
    readonly rejected: number | null
    readonly why: Why | null
  } | null
  readonly why: Why | null
}

export interface ToldDeposit {
  readonly name: string
  readonly source: string
  readonly place: { readonly kind: 'folder' | 'bucket'; readonly at: string }
  readonly everySeconds: number
  readonly addedAt: string
  readonly paused: { readonly by: string; readonly at: string } | null
  readonly looked: { readonly at: string; readonly trouble: string | null } | null
  readonly files: readonly DepositFile[]
}

export interface NewBucket {
  readonly name: string
  readonly source: string
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly prefix: string
  readonly accessKey: string
  readonly secretKey: string
  readonly everySeconds: number
  readonly like?: string
}

const addressOf = (name: string) => `/api/deposits/${encodeURIComponent(name)}`

export const useDeposits = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['deposits', language],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly ToldDeposit[] }>('/api/deposits', language, signal)).items,
    refetchInterval: 15_000,
  })
}

const useChange = <Asked, Answer>(change: (asked: Asked, language: 'fr' | 'en') => Promise<Answer>) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (asked: Asked) => change(asked, language),
    onSuccess: () => answers.invalidateQueries({ queryKey: ['deposits'] }),
  })
}

/** Asked once, bearing no key: what holds a secret is kept nowhere, for nobody to ask for again. */
export const useAddBucket = () =>
  useChange((asked: NewBucket, language) => inquire<{ name: string }>('/api/deposits', language, asked))

export const usePauseDeposit = () =>
  useChange(({ name, paused }: { name: string; paused: boolean }, language) =>
    send<object>('PUT', `${addressOf(name)}/paused`, language, { paused }),
  )

export const useTakeAgain = () =>
  useChange(({ name, file, version }: { name: string; file: string; version: string }, language) =>
    send<object>('POST', `${addressOf(name)}/again`, language, { file, version }),
  )

export const useRemoveDeposit = () =>
  useChange((name: string, language) => send<object>('DELETE', addressOf(name), language))
