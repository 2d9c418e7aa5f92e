import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { IdentifierKind, SourceLimits, StopReason, Trust } from '../../../collection/index.ts'
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
  readonly limits: SourceLimits | null
  /** Whether a secret signs for its visitors. */
  readonly signed: boolean
  /** The purpose to which people must consent for what it sends of them to be kept. */
  readonly needs: string | null
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

interface NewSource {
  readonly name: string
  readonly trust: Trust
  readonly kinds?: readonly IdentifierKind[]
  readonly limits?: SourceLimits
}

export const useAdd = () => useOnce((asked: NewSource, language) => inquire<Keyed>('/api/sources', language, asked))

const told = async <Answer>(method: string, path: string, language: 'fr' | 'en', body?: unknown): Promise<Answer> => {
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': language,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
  return (await response.json()) as Answer
}
const addressOf = (name: string) => `/api/sources/${encodeURIComponent(name)}`

export const useRotate = () =>
  useOnce((name: string, language) => told<Keyed>('POST', `${addressOf(name)}/rotate`, language))

export const useSign = () =>
  useOnce((name: string, language) =>
    told<{ name: string; secret: string }>('POST', `${addressOf(name)}/sign`, language),
  )

export const useLimit = () =>
  useOnce(({ name, limits }: { name: string; limits: SourceLimits | null }, language) =>
    told<object>('PUT', `${addressOf(name)}/limits`, language, { limits }),
  )

export const useNeed = () =>
  useOnce(({ name, purpose }: { name: string; purpose: string | null }, language) =>
    told<object>('PUT', `${addressOf(name)}/needs`, language, { purpose }),
  )

export const useRemove = () => useOnce((name: string, language) => told<object>('DELETE', addressOf(name), language))

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
