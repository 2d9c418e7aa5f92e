import { QueryClient } from '@tanstack/react-query'
import type { Language } from '../kernel/index.ts'
import { declaredName } from './kit/name.ts'

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

/** Who asks, by the name that they gave: a header, since names are no part of an address. */
const nameHeader = (): Record<string, string> => {
  const name = declaredName()
  return name === '' ? {} : { 'x-parcours-name': encodeURIComponent(name) }
}

/** Asks the api of this very server. The signal ends a question that nobody waits for any more. */
export const ask = async <Body>(path: string, language: Language, signal?: AbortSignal): Promise<Body> => {
  const response = await fetch(path, {
    headers: { accept: 'application/json', 'accept-language': language, ...nameHeader() },
    ...(signal && { signal }),
  })
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
  return response.json()
}

/** Asks what must not stand in an address: the question travels as a body, and changes nothing. */
export const inquire = async <Body>(
  path: string,
  language: Language,
  question: unknown,
  signal?: AbortSignal,
): Promise<Body> => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json', 'accept-language': language, 'content-type': 'application/json' },
    body: JSON.stringify(question),
    ...(signal && { signal }),
  })
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
  return response.json()
}

/** A key that no other request has: `randomUUID` is only there on https and on this machine. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const WAITS_MS = [300, 1_200, 4_000]

/** Sends a write until an answer arrives: it bears a key, so that the server does it once however often it comes. */
const sendUntilAnswered = async (path: string, request: RequestInit): Promise<Response> => {
  for (const wait of WAITS_MS) {
    const response = await fetch(path, request).catch(() => undefined)
    const inFlight =
      response?.status === 409 &&
      (
        await response
          .clone()
          .json()
          .catch(() => ({}))
      ).code === 'idempotency-key-in-flight'
    if (response && !inFlight && response.status !== 503) return response
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
  return fetch(path, request)
}

/** Tells the server something: the body travels as JSON, the answer is the server's. `match` is the revision changed from. */
export const send = async <Body>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  language: Language,
  body?: unknown,
  match?: string,
): Promise<Body> => {
  const response = await sendUntilAnswered(path, {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': language,
      'idempotency-key': newKey(),
      ...nameHeader(),
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
  defaultOptions: {
    // The server may be on this very machine: a browser that is offline asks all the same.
    queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry: 1, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})
