import { randomUUID } from 'node:crypto'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { createPostgresCommentStore } from '../comments/comment-store.postgres.ts'
import { commentEndpoints } from '../comments/comments.http.ts'
import { createComments } from '../comments/index.ts'
import type { Explorations } from '../explorations/index.ts'
import { pulseEndpoints } from '../explorations/pulse.http.ts'
import { localOwnerMay } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import { createRevisions, type Maps } from '../maps/index.ts'
import { createPostgresMapStore } from '../maps/map-store.postgres.ts'
import { revisionEndpoints } from '../maps/revisions.http.ts'
import { decisionEndpoints } from '../moments/decisions.http.ts'
import { createPostgresMomentStore } from '../moments/moment-store.postgres.ts'
import type { Database } from '../storage/postgres/database.ts'

export interface TeamworkPorts {
  readonly database: Database
  readonly maps: Maps
  readonly live: Live
  readonly explorations: Explorations | undefined
}

/** What people do together on the maps. */
export const teamworkEndpoints = ({ database, maps, live, explorations }: TeamworkPorts): readonly Endpoint[] => {
  const comments = createComments({
    store: createPostgresCommentStore(database),
    may: localOwnerMay,
    now: Date.now,
    newId: randomUUID,
    knows: async (actor, map) => orThrow(await maps.history(actor, map)).length > 0,
  })
  const revisions = createRevisions({
    maps,
    store: createPostgresMapStore(database),
    may: localOwnerMay,
    now: Date.now,
    hash: mapHash,
  })
  const moments = createPostgresMomentStore(database)
  return [
    ...commentEndpoints(comments, live),
    ...revisionEndpoints({ revisions, live }),
    ...(explorations
      ? [...pulseEndpoints({ maps, explorations }), ...decisionEndpoints({ maps, explorations, store: moments, live })]
      : []),
  ]
}
