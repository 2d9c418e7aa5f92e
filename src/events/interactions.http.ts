import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { type May, notAllowed } from '../governance/index.ts'
import { iso, Refused } from '../kernel/index.ts'
import { cursorOf, cursorText, readCursor } from './cursor.ts'
import type { LogReader } from './log-reader.ts'

export interface InteractionPorts {
  readonly log: LogReader
  readonly may: May
}

const Name = Type.Optional(Type.String({ minLength: 1, maxLength: 300 }))
const PAGE = 200

/** What was kept, as it was kept: to look at after an import, or when a number surprises. */
export const interactionEndpoints = ({ log, may }: InteractionPorts): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/interactions',
    name: 'listInteractions',
    summary: 'The interactions kept, the latest first, a page at a time.',
    params: Type.Object({}),
    query: Type.Object({
      source: Name,
      channel: Name,
      event: Name,
      before: Type.Optional(Type.String({ maxLength: 60, description: 'The `next` of the page before.' })),
    }),
    body: Type.Object({ items: Type.Array(Type.Unknown()), next: Type.Union([Type.String(), Type.Null()]) }),
    answer: async ({ actor, query: { before, ...filter } }) => {
      if (!may(actor, 'events.read', actor.workspace)) throw new Refused(notAllowed('events.read'))
      const cursor = before === undefined ? undefined : readCursor(before)
      const rows = await log.page(actor.workspace, { ...filter, ...(cursor && { before: cursor }) }, PAGE)
      const last = rows.at(-1)
      return {
        body: {
          items: rows.map(({ id, at, receivedAt, event, channel, source, store, adviser, identifier, properties }) => ({
            ...{ id, at: iso(at), receivedAt: iso(receivedAt), event, channel, source, store, adviser, identifier },
            properties,
          })),
          next: last && rows.length === PAGE ? cursorText(cursorOf(last)) : null,
        },
      }
    },
  }),
]
