import { randomUUID } from 'node:crypto'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { createPostgresCommentStore } from '../comments/comment-store.postgres.ts'
import { commentEndpoints } from '../comments/comments.http.ts'
import { createComments } from '../comments/index.ts'
import { localOwnerMay } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import { createRevisions, type Maps } from '../maps/index.ts'
import { createPostgresMapStore } from '../maps/map-store.postgres.ts'
import { revisionEndpoints } from '../maps/revisions.http.ts'
import type { Database } from '../storage/postgres/database.ts'

export interface TeamworkPorts {
  readonly database: Database
  readonly maps: Maps
  readonly live: Live
}

/** What people do together on the maps. */
export const teamworkEndpoints = ({ database, maps, live }: TeamworkPorts): readonly Endpoint[] => {
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
  return [...commentEndpoints(comments, live), ...revisionEndpoints({ revisions, live })]
}
