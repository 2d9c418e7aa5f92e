import type { FastifyInstance } from 'fastify'

/**
 * What changed, as the application names its questions: `['maps']`, `['comments', 'cuisine']`.
 * A screen that shows the answer to a question that begins so asks it again. Never carries personal data.
 */
export type Changed = readonly [string, ...string[]]

/** Tells the open screens what changed. */
export interface Live {
  tell(changed: Changed): void
  /** Until the returned function is called. */
  listen(hear: (changed: Changed) => void): () => void
}

export const createLive = (): Live => {
  const listeners = new Set<(changed: Changed) => void>()
  return {
    tell: (changed) => {
      for (const hear of listeners) hear(changed)
    },
    listen: (hear) => {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
  }
}

/** Everything may have changed: who listens missed something. */
export const EVERYTHING: Changed = ['everything']

/** Between two signs of life: proxies and browsers drop what stays silent. */
const PULSE_MS = 15_000

/** `GET /api/live`: server-sent events, one `changed` for each change, its data the JSON of `Changed`. */
export const serveLive = (app: FastifyInstance, live: Live): void => {
  app.get('/api/live', (request, reply) => {
    reply.hijack()
    const { raw } = reply
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
    raw.write('retry: 1000\n\n')
    const deaf = live.listen((changed) => raw.write(`event: changed\ndata: ${JSON.stringify(changed)}\n\n`))
    const pulse = setInterval(() => raw.write(': here\n\n'), PULSE_MS)
    request.raw.once('close', () => {
      clearInterval(pulse)
      deaf()
      raw.end()
    })
  })
}
