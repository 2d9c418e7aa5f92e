import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** What befalls a request on its way; the last two happen after it was taken in, so that only its answer is lost. */
export type Fault = 'none' | '429' | '503' | 'slow' | 'lost' | 'answer 503' | 'answer lost'

export interface FaultyWay {
  readonly url: string
  readonly met: ReadonlyMap<Fault, number>
  /** The numbers (`n`) of the messages whose client was told 200: what was promised. */
  readonly promised: ReadonlySet<number>
  close(): Promise<void>
}

/** A way to a server (`at` says where it is now) on which requests meet the faults that `next` gives; a page's preflight meets none. */
export const faultyWay = async (at: () => string, next: () => Fault): Promise<FaultyWay> => {
  const met = new Map<Fault, number>()
  const promised = new Set<number>()
  const refuse = (response: ServerResponse, status: number) =>
    response
      .writeHead(status, {
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'retry-after',
        ...(status === 429 && { 'retry-after': '1' }),
      })
      .end('{}')
  const pass = (request: IncomingMessage, response: ServerResponse, fault: Fault) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    const promise = () => {
      const bytes = Buffer.concat(parts)
      const text = String(request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes)
      for (const [, n] of text.matchAll(/"n":(\d+)/g)) promised.add(Number(n))
    }
    const { method, url: path, headers } = request
    const onward = forward(`${at()}${path}`, { method, headers: { ...headers, connection: 'close' } }, (answer) => {
      if (fault === 'answer 503') {
        answer.resume()
        return refuse(response, 503)
      }
      if (fault === 'answer lost') return void request.socket.destroy()
      if (answer.statusCode === 200) promise()
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      return answer.pipe(response)
    })
    onward.on('error', () => request.socket.destroy())
    request.pipe(onward)
  }
  const server = createServer((request, response) => {
    const fault = request.method === 'POST' ? next() : 'none'
    met.set(fault, (met.get(fault) ?? 0) + 1)
    if (fault === 'lost') return void request.socket.destroy()
    if (fault === '429' || fault === '503') {
      request.resume()
      return void request.once('end', () => refuse(response, Number(fault)))
    }
    if (fault === 'slow') return void setTimeout(() => pass(request, response, fault), 200)
    return pass(request, response, fault)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    met,
    promised,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
