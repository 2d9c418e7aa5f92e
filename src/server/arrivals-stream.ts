import { request } from 'node:http'
import { createInterface } from 'node:readline'
import type { FastifyInstance } from 'fastify'
import type { Seen } from '../collection/intake.node.ts'
import { maskedIdentifier } from '../collection/mask.ts'
import { stopWords } from '../collection/stop-words.ts'
import { iso, type Language, languageOf, say } from '../kernel/index.ts'
import type { IngestAddress } from './role.ts'

/** What arrives at ingest, as it arrives, until the signal. */
export async function* arrivals({ socket, token }: IngestAddress, over?: AbortSignal): AsyncGenerator<Seen> {
  const response = await new Promise<NodeJS.ReadableStream>((open, reject) => {
    const headers = { authorization: `Bearer ${token}` }
    request({ socketPath: socket, path: '/arrivals', headers, ...(over && { signal: over }) }, open)
      .on('error', reject)
      .end()
  })
  for await (const line of createInterface({ input: response })) yield JSON.parse(line) as Seen
}

/** A busy source sends more than anybody reads: beyond this a second the others are only counted. */
const MOST_A_SECOND = 40
const PULSE_MS = 15_000

const wordsOf = (stopped: string, which: 'what' | 'remedy', language: Language): string => {
  const words = stopWords(stopped)
  return words ? say(words[which], language) : which === 'what' ? stopped : ''
}

const told = ({ at, identifier, stopped, ...rest }: Seen, reveal: boolean, language: Language) => ({
  ...rest,
  at: iso(at),
  ...(identifier !== undefined && { identifier: reveal ? identifier : maskedIdentifier(identifier) }),
  ...(stopped !== undefined && {
    stopped,
    why: wordsOf(stopped, 'what', language),
    remedy: wordsOf(stopped, 'remedy', language),
  }),
})

/** `GET /api/sources/arrivals`: server-sent events, one for each message that arrives, values that people gave masked unless asked for. */
export const serveArrivals = (app: FastifyInstance, ingest: IngestAddress): void => {
  app.get<{ Querystring: { source?: string; reveal?: string; lang?: string } }>(
    '/api/sources/arrivals',
    (asked, reply) => {
      reply.hijack()
      const { raw } = reply
      const { source, reveal, lang } = asked.query
      const language = languageOf(lang, undefined)
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value)
      raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
      raw.write('retry: 1000\n\n')
      const over = new AbortController()
      let [second, shown, passed] = [0, 0, 0]
      const tell = (seen: Seen): void => {
        const now = Math.floor(seen.at / 1000)
        if (now !== second) {
          if (passed > 0) raw.write(`event: passed\ndata: ${passed}\n\n`)
          ;[second, shown, passed] = [now, 0, 0]
        }
        // What stopped is what one looks for: it is always shown.
        if (++shown > MOST_A_SECOND && seen.stopped === undefined) passed++
        else raw.write(`event: arrived\ndata: ${JSON.stringify(told(seen, reveal === '1', language))}\n\n`)
      }
      const follow = async (): Promise<void> => {
        for await (const seen of arrivals(ingest, over.signal)) if (!source || seen.source === source) tell(seen)
      }
      // Where ingest is away, the page asks again by itself.
      void follow()
        .catch(() => undefined)
        .then(() => raw.end())
      const pulse = setInterval(() => raw.write(': here\n\n'), PULSE_MS)
      asked.raw.once('close', () => {
        clearInterval(pulse)
        over.abort()
        raw.end()
      })
    },
  )
}
