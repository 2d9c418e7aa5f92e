import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, inquire, Problem } from '../../ask.ts'
import { useLanguage } from '../../words/language.tsx'

export interface ToldWebhook {
  readonly name: string
  readonly url: string
  readonly mapping: string
  readonly addedAt: string
  readonly signature: { readonly scheme: 'hmac-sha256' | 'token' } | null
  readonly believed: readonly string[]
}

export interface WebhookTemplate {
  readonly name: string
  readonly title: string
  readonly mapping: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: unknown
}

export interface Tried {
  readonly events: readonly {
    readonly event: string
    readonly at: string
    readonly channel: string
    readonly party: string
    readonly identifier: string
    readonly store: string
    readonly properties: Readonly<Record<string, string>>
  }[]
  readonly stopped: readonly { readonly reason: string; readonly detail: string }[]
  readonly unmapped: number
}

export interface OpenedWebhook {
  readonly name: string
  readonly url: string
  readonly secret: string
}

export const useWebhooks = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['sources', 'webhooks'],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly ToldWebhook[] }>('/api/webhooks', language, signal)).items,
  })
}

export const useTemplates = () => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['webhook-templates', language],
    queryFn: async ({ signal }) =>
      (await ask<{ items: readonly WebhookTemplate[] }>('/api/webhooks/templates', language, signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What a mapping makes of an example, asked again as either is typed. */
export const useTried = (asked: {
  readonly mapping: string
  readonly payload: string
  readonly headers: Readonly<Record<string, string>>
}) => {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['webhook-try', language, asked],
    queryFn: ({ signal }) => inquire<Tried>('/api/webhooks/try', language, asked, signal),
    enabled: asked.mapping.trim() !== '' && asked.payload.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
}

export const useOpenWebhook = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: (asked: { name: string; mapping: string; secret?: string }) =>
      inquire<OpenedWebhook>('/api/webhooks', language, asked),
    onSuccess: () => answers.invalidateQueries({ queryKey: ['sources'] }),
  })
}

export const useCloseWebhook = () => {
  const { language } = useLanguage()
  const answers = useQueryClient()
  return useMutation({
    mutationFn: async (name: string) => {
      const response = await fetch(`/api/webhooks/${encodeURIComponent(name)}`, {
        method: 'DELETE',
        headers: { accept: 'application/json', 'accept-language': language },
      })
      if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
    },
    onSuccess: () => answers.invalidateQueries({ queryKey: ['sources'] }),
  })
}
