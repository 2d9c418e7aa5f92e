import type { Language } from '../../kernel/index.ts'
import { Problem } from '../ask.ts'

/** Asks the listener of outsiders, showing the token that says what may be seen. */
export const askOutside = async <Body>(
  path: `/public/${string}`,
  token: string,
  language: Language,
  more: { readonly signal?: AbortSignal; readonly method?: 'POST' | 'PUT'; readonly body?: unknown } = {},
): Promise<Body> => {
  const { signal, method = 'GET', body } = more
  const response = await fetch(path, {
    method,
    credentials: 'omit',
    headers: {
      accept: 'application/json',
      'accept-language': language,
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(signal && { signal }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})))
  return response.json()
}
