import { Type } from '@sinclair/typebox'
import { stringify } from 'yaml'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Json } from '../events/index.ts'
import type { Actor } from '../governance/index.ts'
import { orThrow, Refused, tell } from '../kernel/index.ts'
import type { JourneyMap } from './map.ts'
import type { Maps } from './maps.ts'
import { mapExists, newMap, templateUnknown } from './new-map.ts'
import { readMap } from './read.ts'
import type { Template } from './templates.node.ts'

export interface NewMapPorts {
  readonly maps: Maps
  readonly templates: () => readonly Template[]
  /** Tells the open screens that the list of maps changed. */
  readonly changed: () => void
}

const Id = Type.String({ minLength: 1, maxLength: 100 })
const Text = Type.Unsafe<string | Record<string, string>>({
  anyOf: [
    { type: 'string', minLength: 1, maxLength: 500 },
    { type: 'object', minProperties: 1, additionalProperties: { type: 'string', maxLength: 500 } },
  ],
  description: 'One text, or one by language.',
})
const AnyMap = Type.Object({ format: Type.Literal('parcours/1') }, { additionalProperties: true })

/** The templates, and the making of a map. */
export const newMapEndpoints = (ports: NewMapPorts): readonly Endpoint[] => [templatesEndpoint(ports), create(ports)]

const templatesEndpoint = ({ templates }: NewMapPorts) =>
  endpoint({
    method: 'GET',
    path: '/api/templates',
    name: 'listTemplates',
    summary: 'The maps to begin from, each as parcours/1.',
    params: Type.Object({}),
    query: Type.Object({}),
    body: Type.Object({
      items: Type.Array(Type.Object({ id: Id, title: Type.String(), lead: Type.String(), map: AnyMap })),
    }),
    answer: async ({ language }) => ({
      body: {
        items: templates().map(({ map, lead }) => ({
          id: map.id,
          title: tell(map.title, language),
          lead: tell(lead, language),
          map: { ...map },
        })),
      },
    }),
  })

const create = ({ maps, templates, changed }: NewMapPorts) =>
  endpoint({
    method: 'POST',
    path: '/api/maps',
    name: 'createMap',
    summary: 'Makes a map: empty, from a template, from a map given or from the text of a file.',
    params: Type.Object({}),
    query: Type.Object({}),
    input: Type.Object(
      {
        title: Text,
        id: Type.Optional(Id),
        template: Type.Optional(Id),
        map: Type.Optional(AnyMap),
        text: Type.Optional(Type.String({ maxLength: 900_000, description: 'A file in YAML or JSON.' })),
        level: Type.Optional(
          Type.Union([Type.Literal('lifecycle'), Type.Literal('journey'), Type.Literal('sub_journey')]),
        ),
        parent: Type.Optional(Type.Object({ journey: Id, touchpoint: Type.Optional(Id) })),
      },
      { additionalProperties: false },
    ),
    body: Type.Object({ id: Id, revision: Type.Integer() }),
    answer: async ({ input, actor, language }) => {
      const { template, text, map: given, title, ...rest } = input
      const from = begun(templates(), { template, text, map: given as JourneyMap | undefined })
      const map = newMap({ title, ...rest, ...(from && { from }) } as Parameters<typeof newMap>[0], language)
      await refuseTaken(maps, actor, map.id)
      const source = new TextEncoder().encode(stringify(map as unknown as Json, { lineWidth: 0 }))
      const pushed = orThrow(await maps.push(actor, { source, file: `${map.id}.yaml` }))
      changed()
      return { status: 201, body: { id: pushed.id, revision: pushed.revision } }
    },
  })

interface Beginning {
  readonly template: string | undefined
  readonly text: string | undefined
  readonly map: JourneyMap | undefined
}

const begun = (all: readonly Template[], { template, text, map }: Beginning): JourneyMap | undefined => {
  if (text !== undefined) return orThrow(readMap(text, 'map')).map
  if (template === undefined) return map
  const found = all.find((each) => each.map.id === template)
  if (!found) throw new Refused(templateUnknown(template))
  return found.map
}

const refuseTaken = async (maps: Maps, actor: Actor, id: string): Promise<void> => {
  if ((await maps.pull(actor, id)).ok) throw new Refused(mapExists(id))
}
