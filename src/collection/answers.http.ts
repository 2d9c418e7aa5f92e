import type { ServerResponse } from 'node:http'

/** What the door answers. */
export interface Answer {
  readonly status: number
  /** JSON, or the bytes of a file. */
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Any page may send: its key is what it is known by, and no answer tells it anything. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after',
}
const HEADERS = ['authorization', 'content-type', 'x-retry-count']
const NAME = /^[a-z\d-]{1,60}$/
const MOST_NAMES = 20

/** What a page asks before it sends. Each client adds headers of its own, which mean nothing here and are let through. */
export const preflight = (asked = ''): Answer => {
  const names = asked.toLowerCase().split(',', MOST_NAMES)
  const theirs = names.map((name) => name.trim()).filter((name) => NAME.test(name))
  return {
    status: 200,
    body: {},
    headers: {
      'access-control-allow-methods': 'POST, GET, OPTIONS',
      'access-control-allow-headers': [...new Set([...HEADERS, ...theirs])].join(', '),
      'access-control-max-age': '7200',
    },
  }
}
export const no = (status: number, code: string): Answer => ({ status, body: { success: false, code } })
/** What it holds is to be sent again, after so many seconds. */
export const comeAgain = (status: 429 | 503, code: string, seconds = 1): Answer => ({
  ...no(status, code),
  headers: { 'retry-after': String(seconds) },
})

export const send = (response: ServerResponse, { status, body, headers }: Answer): void => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  response
    .writeHead(status, {
      ...CORS,
      'content-type': 'application/json',
      'content-length': bytes.length,
      'cache-control': 'no-store',
      ...headers,
      // The rest of a request that is too large is not waited for. One that is to come again is read to its end, unheard:
      // a connection closed on who still sends loses the answer, and with it after how long to come.
      ...(status === 413 && { connection: 'close' }),
    })
    .end(bytes)
}
