import type { Asked, Endpoint } from '../api/endpoint.ts'
import { orThrow } from '../kernel/index.ts'
import type { Segments } from './segments.ts'

type Query = Readonly<Record<string, unknown>>
const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat())

/** Endpoints that take `who` take the names of segments, too: what they mean is written into `who` before anything is asked. */
export const segmented = (segments: Segments, endpoints: readonly Endpoint[]): readonly Endpoint[] => {
  const meant = async (asked: Asked<never, never>): Promise<Asked<never, never>> => {
    const { segment, ...query } = asked.query as Query
    if (segment === undefined) return asked
    const { actor, signed } = asked
    const names = listOf(segment).map(String)
    const who = orThrow(await segments.conditions({ actor, ...(signed !== undefined && { signed }) }, names))
    return { ...asked, query: { ...query, who: [...listOf(query.who), ...who] } as never }
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
