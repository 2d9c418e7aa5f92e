import { QueryClient } from '@tanstack/react-query'
import type { Language } from '../kernel/index.ts'

/** What the server refused, in the reader's words. */
export class Problem extends Error {
  readonly code: string
  readonly remedy: string
  readonly status: number
  constructor(status: number, body: { title?: string; detail?: string; code?: string }) {
    super(body.title ?? `HTTP ${status}`)
    this.status = status
    this.code = body.code ?? 'unknown'
    this.remedy = body.detail ?? ''
  }
}

/** Asks the api of this very server. The signal ends a question that nobody waits for any more. */
export const ask = async <Body>(path: string, language: Language, signal?: AbortSignal): Promise<Body> => {
  const response = await fetch(path, {
    headers: { accept: 'application/json', 'accept-language': language },
    ...(signal && { signal }),
  })
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
  return response.json()
}

/** Tells the server something: the body travels as JSON, the answer is the server's. `match` is the revision changed from. */
export const send = async <Body>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  language: Language,
  body?: unknown,
  match?: string,
): Promise<Body> => {
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': language,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(match !== undefined && { 'if-match': `"${match}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
  return response.json()
}

/** Answers are kept while their data is: a screen shows what it knows at once and asks again behind. */
export const answers = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry: 1, refetchOnWindowFocus: true } },
})
