import { Type } from '@sinclair/typebox'
import { type Instant, iso } from '../kernel/index.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import type { Changed } from './live.ts'

/** What the answers of the screens rest on, apart from the maps: all of it may change with what arrives. */
export const ON_ARRIVAL: readonly Changed[] = [['arrived'], ['lived'], ['log'], ['moments'], ['people'], ['sources']]

/** When the latest interaction came in, for the mark that the screens are live. */
export const arrivedEndpoints = (lastAt: () => Promise<Instant | undefined>): Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/arrived',
    name: 'tellArrived',
    summary: 'When the latest interaction came in; absent where none ever did.',
    params: Type.Object({}),
    query: Type.Object({}),
    body: Type.Object({ lastAt: Type.Union([Type.String(), Type.Null()]) }),
    answer: async () => {
      const at = await lastAt()
      return { body: { lastAt: at === undefined ? null : iso(at) } }
    },
  }),
]
