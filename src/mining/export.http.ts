import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { VIEW, type ViewAsked, viewAsked } from '../api/view-asked.ts'
import type { Explorer } from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Maps, Which } from '../maps/index.ts'
import { begun, type LogFormat, logOf } from './log-format.ts'

const FILES = {
  xes: { extension: 'xes', type: 'application/xml; charset=utf-8' },
  ocel: { extension: 'jsonocel', type: 'application/json; charset=utf-8' },
} as const

const whichOf = (revision: string | undefined): Which =>
  revision === undefined || revision === 'approved' ? revision : Number(revision)

/** Lived journeys as a file for the tools of process mining. */
export const eventLogEndpoints = ({
  maps,
  explorer,
}: {
  readonly maps: Maps
  readonly explorer: Pick<Explorer, 'parts'>
}): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/maps/{id}/event-log',
    name: 'exportEventLog',
    summary: 'The journeys lived through a map as an event log: XES or OCEL 2.0.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Type.Object({
      ...VIEW,
      format: Type.Optional(Type.Unsafe<LogFormat>({ type: 'string', enum: ['xes', 'ocel'] })),
    }),
    body: Type.Object({}),
    answer: async ({ params: { id }, query }) => {
      const { format = 'xes', ...looked } = query as ViewAsked & { readonly format?: LogFormat }
      const { map, stored } = orThrow(await maps.pull(LOCAL_OWNER, id, whichOf(looked.revision)))
      const view = { workspace: LOCAL_OWNER.workspace, map, hash: stored.hash, ...viewAsked(looked) }
      // What is refused is refused before anything is sent.
      const pieces = await begun(logOf(format, map.id, () => explorer.parts(view)))
      const { extension, type } = FILES[format]
      return { body: {}, download: { name: `${id}.${extension}`, type, bytes: Readable.from(pieces) } }
    },
  }),
]
