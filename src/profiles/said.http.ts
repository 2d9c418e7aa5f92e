import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { iso, orThrow } from '../kernel/index.ts'
import type { Sayings } from './said.ts'

/** What people wrote and said. What is looked for travels in the body, never in an address. */
export const saidEndpoints = (sayings: Sayings): readonly Endpoint[] => [
  endpoint({
    method: 'POST',
    path: '/api/people/said',
    name: 'searchSaid',
    summary: 'What people wrote and said that has all of some words, with the words around them, the latest first.',
    params: Type.Object({}),
    query: Type.Object({}),
    input: Type.Object({ text: Type.String({ maxLength: 300 }) }),
    unkept: true,
    body: Type.Object({ items: Type.Array(Type.Unknown()) }),
    answer: async ({ actor, input }) => {
      const found = orThrow(await sayings.search(actor, input.text))
      return {
        body: {
          items: found.map(({ at, person, ...said }) => ({
            ...said,
            at: iso(at),
            person: person && { ...person, lastAt: person.lastAt === null ? null : iso(person.lastAt) },
          })),
        },
      }
    },
  }),
]
