import type { Actor } from '../governance/index.ts'
import type { Asked, Endpoint } from './endpoint.ts'

/** What a query calls its times: without a zone of their own they are the workspace's. */
const TIMES = ['from', 'to', 'asOf', 'journeysFrom', 'journeysTo', 'zone']

/**
 * Endpoints that take times, days or named periods, each question with the workspace's zone written beside it: it is read,
 * answered and told apart from others by it.
 */
export const inZone = (
  zoneOf: (actor: Actor) => Promise<string>,
  endpoints: readonly Endpoint[],
): readonly Endpoint[] => {
  const placed = async (asked: Asked<never, never>): Promise<Asked<never, never>> => ({
    ...asked,
    query: { ...(asked.query as object), workspaceZone: await zoneOf(asked.actor) } as never,
  })
  return endpoints.map((one) => {
    if (!TIMES.some((name) => Object.hasOwn(one.query.properties, name))) return one
    const { etag, stream } = one
    return {
      ...one,
      answer: async (asked) => one.answer(await placed(asked as never)),
      ...(etag && { etag: async (asked) => etag(await placed(asked as never)) }),
      ...(stream && { stream: async (asked, tell) => stream(await placed(asked as never), tell) }),
    } satisfies Endpoint
  })
}
