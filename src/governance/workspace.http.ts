import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { orThrow } from '../kernel/index.ts'
import type { WorkspaceSettings } from './workspace.ts'

const Nothing = Type.Object({})
const Settings = Type.Object({
  zone: Type.String({ description: 'The zone by which days begin, by its name of the IANA database.' }),
})

/** What is set for the whole workspace; `changed` tells the open screens that every answer may be another one. */
export const workspaceEndpoints = (settings: WorkspaceSettings, changed: () => void): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/workspace',
    name: 'readWorkspace',
    summary: 'What is set for the whole workspace.',
    params: Nothing,
    query: Nothing,
    body: Settings,
    answer: async ({ actor }) => ({ body: { zone: await settings.zone(actor) } }),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/workspace',
    name: 'setWorkspace',
    summary: 'Sets the zone by which days, weeks and months begin, and in which times without a zone are read.',
    params: Nothing,
    query: Nothing,
    input: Type.Object({ zone: Type.String({ minLength: 1, maxLength: 60 }) }),
    body: Settings,
    answer: async ({ actor, input }) => {
      const zone = orThrow(await settings.setZone(actor, input.zone))
      changed()
      return { body: { zone } }
    },
  }),
]
