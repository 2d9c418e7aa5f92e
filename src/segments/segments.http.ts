import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { iso, orThrow } from '../kernel/index.ts'
import type { Segment } from './segment.ts'
import type { Asker, Segments } from './segments.ts'

const Name = Type.String({ minLength: 1, maxLength: 80 })
const Who = Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
  minItems: 1,
  maxItems: 20,
  description: 'Conditions that an event of who belongs fulfils, such as store=lille.',
})
const SegmentBody = Type.Object({
  name: Name,
  who: Who,
  at: Type.String({ format: 'date-time' }),
  by: Type.String(),
  signed: Type.Optional(Type.String()),
})

const shown = ({ name, who, at, by, signed }: Segment): Static<typeof SegmentBody> => ({
  name,
  who: [...who],
  at: iso(at),
  by: by as string,
  ...(signed !== undefined && { signed }),
})
const asker = ({ actor, signed }: Asker): Asker => ({ actor, ...(signed !== undefined && { signed }) })
const NONE = Type.Object({})
const OfOne = Type.Object({ name: Name })

/** What is kept elsewhere under a segment's name takes the new one. */
export type Follow = (who: Asker, from: string, to: string) => Promise<void>

/** Named segments; every change is told to the open screens, whose answers may be of others now. */
export const segmentEndpoints = (segments: Segments, live: Live, follow: Follow): readonly Endpoint[] => {
  const tell = () => {
    live.tell(['segments'])
    live.tell(['lived'])
    live.tell(['people'])
  }
  return [
    endpoint({
      method: 'GET',
      path: '/api/segments',
      name: 'listSegments',
      summary: 'The segments that have a name.',
      params: NONE,
      query: NONE,
      body: Type.Object({ segments: Type.Array(SegmentBody) }),
      answer: async (asked) => ({ body: { segments: orThrow(await segments.all(asker(asked))).map(shown) } }),
    }),
    endpoint({
      method: 'PUT',
      path: '/api/segments/{name}',
      name: 'nameSegment',
      summary: 'Gives a set of conditions a name; a name that is known means these from now on.',
      params: OfOne,
      query: NONE,
      input: Type.Object({ who: Who }),
      body: SegmentBody,
      answer: async ({ params: { name }, input: { who }, ...asked }) => {
        const segment = orThrow(await segments.name(asker(asked), { name, who }))
        tell()
        return { body: shown(segment) }
      },
    }),
    endpoint({
      method: 'PATCH',
      path: '/api/segments/{name}',
      name: 'renameSegment',
      summary: 'Gives a segment another name; the kept questions that ask for it follow.',
      params: OfOne,
      query: NONE,
      input: Type.Object({ name: Name }),
      body: SegmentBody,
      answer: async ({ params: { name: from }, input: { name: to }, ...asked }) => {
        const segment = orThrow(await segments.rename(asker(asked), from, to))
        await follow(asker(asked), from, segment.name)
        tell()
        return { body: shown(segment) }
      },
    }),
    endpoint({
      method: 'DELETE',
      path: '/api/segments/{name}',
      name: 'removeSegment',
      summary: 'The name means nobody any more.',
      params: OfOne,
      query: NONE,
      body: SegmentBody,
      answer: async ({ params: { name }, ...asked }) => {
        const segment = orThrow(await segments.remove(asker(asked), name))
        tell()
        return { body: shown(segment) }
      },
    }),
  ]
}
