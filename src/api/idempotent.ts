import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../governance/index.ts'
import { type Clock, Refused } from '../kernel/index.ts'
import type { Answer } from './answer.ts'
import type { AnsweredRequests, KeyedRequest } from './answered-requests.ts'
import { keyInFlight, keyInvalid, keyReused } from './refusals.ts'

export interface Repeatable {
  readonly answered: AnsweredRequests
  readonly now: Clock
}

/** What a request asks. The bytes of an upload pass once and are not read for this: their length stands for them. */
const printOf = ({ method, url, body, headers }: FastifyRequest): string => {
  const asked = body instanceof Readable ? headers['content-length'] : body
  return createHash('sha256')
    .update(JSON.stringify([method, url, headers['if-match'] ?? null, asked ?? null]))
    .digest('hex')
}

const keyedOf = (request: FastifyRequest, actor: Actor): KeyedRequest | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method === 'GET') return undefined
  if (typeof key !== 'string' || !/^[!-~]{1,255}$/.test(key)) throw new Refused(keyInvalid)
  return { workspace: actor.workspace, actor: actor.id, key, print: printOf(request) }
}

/**
 * Does a write once however often its caller sends it with the same `Idempotency-Key`. A refusal is not kept: it did
 * nothing, so the request is judged again. Neither is a file, which is asked for and changes nothing, nor a secret.
 */
export const answerOnce = async (
  repeatable: Repeatable | undefined,
  request: FastifyRequest,
  actor: Actor,
  work: () => Promise<Answer<unknown>>,
): Promise<Answer<unknown>> => {
  const keyed = repeatable && keyedOf(request, actor)
  if (!keyed) return work()
  const { answered, now } = repeatable
  const begun = await answered.begin(keyed, now())
  if (begun.state === 'answered') return begun.answer
  if (begun.state !== 'first') throw new Refused(begun.state === 'other' ? keyReused : keyInFlight)
  try {
    const { download, secret, ...answer } = await work()
    if (download || secret) await answered.forget(keyed)
    else await answered.keep(keyed, answer)
    return download ? { ...answer, download } : answer
  } catch (problem) {
    await answered.forget(keyed)
    throw problem
  }
}
