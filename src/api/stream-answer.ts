import type { FastifyReply } from 'fastify'
import { type Language, Refused } from '../kernel/index.ts'
import { problemOf } from './problem.ts'

/** Tells one event, as JSON, to whoever reads the stream. */
export type TellEvent = (event: string, told: object) => void

/** A stream that says nothing for long is cut by what lies between. */
const PULSE_MS = 15_000

/** Sends an answer as server-sent events; a refusal is an event, too, for the status has left already. */
export const streamAnswer = async (
  reply: FastifyReply,
  language: Language,
  answer: (tell: TellEvent) => Promise<void>,
): Promise<void> => {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  const tell: TellEvent = (event, told) => void raw.write(`event: ${event}\ndata: ${JSON.stringify(told)}\n\n`)
  const pulse = setInterval(() => raw.write(': here\n\n'), PULSE_MS)
  try {
    await answer(tell)
  } catch (problem) {
    if (raw.destroyed) return
    if (!(problem instanceof Refused)) throw problem
    tell('refused', problemOf(problem.refusal, language))
  } finally {
    clearInterval(pulse)
    raw.end()
  }
}
