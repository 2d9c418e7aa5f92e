import type { FastifyInstance } from 'fastify'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { createPostgresDraftStore } from '../drafts/draft-store.postgres.ts'
import { draftEndpoints } from '../drafts/drafts.http.ts'
import { createRooms, serveDrafts } from '../drafts/drafts.socket.ts'
import { createDrafts, type DraftStore, type Drafts } from '../drafts/index.ts'
import { type Actor, localOwnerMay } from '../governance/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import type { Maps } from '../maps/index.ts'
import type { Hearing } from '../storage/postgres/database.ts'

export interface MapDrafts {
  readonly drafts: Drafts
  readonly endpoints: readonly Endpoint[]
  readonly attach: (app: FastifyInstance) => Promise<void>
  /** How many places of a map's draft no revision has; 0 where nobody began one. */
  readonly unkept: (actor: Actor, map: string) => Promise<number>
  /** Once the connections are closed. */
  stop(): Promise<void>
}

export interface MapDraftsParts {
  readonly database: Hearing
  readonly maps: Maps
  readonly live: Live
}

const MOST_KNOWN = 2_000

/** What was worked out from a draft, until it or the revision that it changes is another: opening one is dear. */
const whileDraftsStand = (store: DraftStore, work: MapDrafts['unkept']): MapDrafts['unkept'] => {
  const known = new Map<string, { readonly of: string; readonly found: number }>()
  return async (actor, map) => {
    // Only where it stands: none of its updates is asked for.
    const begun = await store.since(actor.workspace, map, Number.MAX_SAFE_INTEGER)
    if (!begun) return 0
    const name = JSON.stringify([actor.workspace, map])
    const of = `${begun.upTo} ${begun.base.revision} ${begun.base.hash}`
    const before = known.get(name)
    if (before?.of === of) return before.found
    const found = await work(actor, map)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(name, { of, found })
    return found
  }
}

/** The maps that people edit together. */
export const mapDrafts = async ({ database, maps, live }: MapDraftsParts): Promise<MapDrafts> => {
  const store = createPostgresDraftStore(database)
  const drafts = createDrafts({
    store,
    maps,
    may: localOwnerMay,
    now: Date.now,
    hash: mapHash,
    changed: (map) => {
      for (const question of ['draft', 'map', 'revisions'] as const) live.tell([question, map])
      live.tell(['maps'])
    },
  })
  const deaf = await drafts.follow()
  const rooms = createRooms(drafts)
  return {
    drafts,
    endpoints: draftEndpoints(drafts),
    unkept: whileDraftsStand(store, async (actor, map) => {
      const standing = await drafts.standing(actor, map)
      return standing.ok ? standing.value.changes : 0
    }),
    attach: (app) => serveDrafts(app, rooms),
    stop: async () => {
      await deaf()
      await rooms.closed()
    },
  }
}
