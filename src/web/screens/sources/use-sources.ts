import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { IdentifierKind, StopReason, Trust } from '../../../collection/index.ts'
import { ask, inquire, Problem } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

export interface Sent {
  readonly name: string
  readonly events: number
  readonly lastAt: string | null
  readonly minutes: readonly number[]
}

export interface LiveSource extends Sent {
  readonly trust: Trust
  readonly kinds: readonly IdentifierKind[]
  readonly addedAt: string
  readonly keyedAt: string
}

export interface ToldSources {
  readonly collect: string | null
  readonly live: readonly LiveSource[]
  readonly imported: readonly Sent[]
}

export interface Aside {
  readonly id: string
  readonly at: string
  readonly source: string
  readonly reason: StopReason
  readonly what: string
  readonly remedy: string
  readonly detail: string
  readonly message: unknown
}

export interface Keyed {
  readonly name: string
  readonly writeKey: string
}

export const useSources = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['sources', 'list'],
    queryFn: ({ signal }) => ask<ToldSources>('/api/sources', language, signal),
    refetchInterval: 30_000,
  })
}

export const useAside = (source: string | undefined) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['sources', 'aside', source ?? '', language],
    queryFn: ({ signal }) =>
      inquire<{ items: readonly Aside[]; more: boolean }>(
        '/api/quarantine/list',
        language,
        source === undefined ? {} : { source },
        signal,
      ),
    refetchInterval: 10_000,
  })
}

/** Asks once, bearing no key: an answer that holds a secret is kept nowhere, for nobody to ask for again. */
const useOnce = <Asked, Answer>(ask: (asked: Asked, language: 'fr' | 'en') => Promise<Answer>) => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (asked: Asked) => ask(asked, language),
    onSuccess: () => answers.invalidateQueries({ queryKey: ['sources'] }),
  })
}

export const useAdd = () =>
  useOnce((asked: { name: string; trust: Trust; kinds?: readonly IdentifierKind[] }, language) =>
    inquire<Keyed>('/api/sources', language, asked),
  )

export const useRotate = () =>
  useOnce(async (name: string, language) => {
    const response = await fetch(`/api/sources/${encodeURIComponent(name)}/rotate`, {
      method: 'POST',
      headers: { accept: 'application/json', 'accept-language': language },
    })
    if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
    return (await response.json()) as Keyed
  })

export const useRemove = () =>
  useOnce(async (name: string, language) => {
    const response = await fetch(`/api/sources/${encodeURIComponent(name)}`, {
      method: 'DELETE',
      headers: { accept: 'application/json', 'accept-language': language },
    })
    if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
  })

export const useReveal = () =>
  useOnce((id: string, language) => inquire<{ message: unknown }>(`/api/quarantine/${id}/reveal`, language, {}))

export const useReplay = () =>
  useOnce(({ id, message }: { id: string; message?: unknown }, language) =>
    inquire<{ id: string; event: string }>(
      `/api/quarantine/${id}/replay`,
      language,
      message === undefined ? {} : { message },
    ),
  )
