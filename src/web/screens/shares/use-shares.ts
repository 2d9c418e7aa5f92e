import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, send } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

/** A share as the api lists it: nothing in it opens it. */
export interface ListedShare {
  readonly id: string
  readonly map: string
  readonly label: string
  readonly shows: 'map' | 'lived' | 'report'
  readonly place: 'link' | 'embed'
  readonly revision: number | 'approved'
  readonly filters: Readonly<Record<string, string | readonly string[]>>
  readonly origins: readonly string[]
  readonly state: 'open' | 'expired' | 'revoked'
  readonly madeAt: string
  readonly expiresAt: string | null
  readonly opened: number
  readonly openedAt: string | null
}

export interface NewShare extends Pick<ListedShare, 'map' | 'label' | 'shows' | 'place' | 'revision' | 'filters'> {
  readonly origins: readonly string[]
  readonly expiresAt?: string
}

/** Made just now: its address is told once. */
export interface MadeShare {
  readonly share: ListedShare
  readonly url: string | null
}

/** Where people outside reach what is shared; `null` while that is switched off. */
export const useOutside = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['outside'],
    queryFn: ({ signal }) => ask<{ readonly url: string | null }>('/api/outside', language, signal),
  })
}

export const useShares = (map: string) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['shares', map],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly ListedShare[] }>(`/api/shares?map=${encodeURIComponent(map)}`, language, signal))
        .items,
  })
}

const useChange = <Input, Output>(change: (input: Input) => Promise<Output>) => {
  const answers = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => answers.invalidateQueries({ queryKey: ['shares'] }) })
}

export const useMakeShare = () => {
  const { language } = useLanguage()
  return useChange((wanted: NewShare) => send<MadeShare>('POST', '/api/shares', language, wanted))
}

export const useRevokeShare = () => {
  const { language } = useLanguage()
  return useChange((id: string) => send<unknown>('DELETE', `/api/shares/${encodeURIComponent(id)}`, language))
}
