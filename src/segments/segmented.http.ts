import type { Asked, Endpoint } from '../api/endpoint.ts'
import { orThrow } from '../kernel/index.ts'
import { meaning } from './named-in.ts'
import type { Segments } from './segments.ts'

/** Endpoints that take `who` take the names of segments, too: what they mean is written there before anything is asked. */
export const segmented = (segments: Segments, endpoints: readonly Endpoint[]): readonly Endpoint[] => {
  const meant = async (asked: Asked<never, never>): Promise<Asked<never, never>> => {
    const { actor, signed } = asked
    const who = { actor, ...(signed !== undefined && { signed }) }
    const query = await meaning(asked.query as object as Readonly<Record<string, unknown>>, async (names) =>
      orThrow(await segments.conditions(who, names)),
    )
    return { ...asked, query: query as never }
  }
  return endpoints.map((one) => {
    if (!Object.hasOwn(one.query.properties, 'segment')) return one
    const { etag, stream } = one
    return {
      ...one,
      answer: async (asked) => one.answer(await meant(asked as never)),
      ...(etag && { etag: async (asked) => etag(await meant(asked as never)) }),
      ...(stream && { stream: async (asked, tell) => stream(await meant(asked as never), tell) }),
    } satisfies Endpoint
  })
}
