import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { orThrow, tell } from '../kernel/index.ts'
import type { Maps } from './maps.ts'

const Named = Type.Object({ id: Type.String(), title: Type.String() })

/** The names inside every map, for whoever looks one up: what is typed to find one never travels. */
export const outlineEndpoints = (maps: Maps): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/outline',
    name: 'outlineMaps',
    summary: 'The titles of every stored map, of its stages and of its touchpoints, in the language of the caller.',
    params: Type.Object({}),
    query: Type.Object({}),
    body: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          title: Type.String(),
          stages: Type.Array(Named),
          touchpoints: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), stage: Type.String() })),
        }),
      ),
      next: Type.Union([Type.String(), Type.Null()]),
    }),
    answer: async ({ actor, language }) => {
      const heads = orThrow(await maps.list(actor))
      const items = heads.map(async ({ id }) => {
        const { map } = orThrow(await maps.pull(actor, id))
        return {
          id,
          title: tell(map.title, language),
          stages: map.stages.map((stage) => ({ id: stage.id, title: tell(stage.title, language) })),
          touchpoints: map.touchpoints.map(({ id, stage, title }) => ({ id, stage, title: tell(title, language) })),
        }
      })
      return { body: { items: await Promise.all(items), next: null } }
    },
  }),
]
