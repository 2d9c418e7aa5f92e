import { randomUUID } from 'node:crypto'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { createPostgresSourceStore } from '../collection/source-store.postgres.ts'
import { createPostgresCommentStore } from '../comments/comment-store.postgres.ts'
import { commentEndpoints } from '../comments/comments.http.ts'
import { createComments } from '../comments/index.ts'
import type { Explorations } from '../explorations/index.ts'
import { pulseEndpoints } from '../explorations/pulse.http.ts'
import { localOwnerMay } from '../governance/index.ts'
import { homeEndpoints } from '../home/home.http.ts'
import { createHome, type HomePorts } from '../home/index.ts'
import { createPostgresImportStore } from '../imports/import-store.postgres.ts'
import { orThrow } from '../kernel/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import { createRevisions, type Maps } from '../maps/index.ts'
import { createPostgresMapOwners } from '../maps/map-owners.postgres.ts'
import { createPostgresMapStore } from '../maps/map-store.postgres.ts'
import { portfolioEndpoints } from '../maps/portfolio.http.ts'
import { revisionEndpoints } from '../maps/revisions.http.ts'
import { decisionEndpoints } from '../moments/decisions.http.ts'
import { createPostgresMomentStore } from '../moments/moment-store.postgres.ts'
import { createNotices } from '../notices/index.ts'
import { createPostgresNoticeStore } from '../notices/notice-store.postgres.ts'
import { noticeEndpoints } from '../notices/notices.http.ts'
import { askedRenamed, type Segments } from '../segments/index.ts'
import { segmentEndpoints } from '../segments/segments.http.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Database } from '../storage/postgres/database.ts'
import { createViews } from '../views/index.ts'
import { createPostgresViewStore } from '../views/view-store.postgres.ts'
import { viewEndpoints } from '../views/views.http.ts'
import { createTeller } from './tell-people.ts'
import { watchJourneys } from './watch-journeys.ts'

export interface TeamworkPorts {
  readonly database: Database
  readonly engine: Analytics | undefined
  readonly maps: Maps
  readonly live: Live
  readonly explorations: Explorations | undefined
  readonly segments: Segments
  readonly unkept: HomePorts['unkept']
  readonly journal: (line: string) => void
}

export interface Teamwork {
  readonly endpoints: readonly Endpoint[]
  /** Before the engines are let go. */
  stop(): Promise<void>
}

const clock = { may: localOwnerMay, now: Date.now }

/** What people do together on the maps, and what they are told of. */
export const teamwork = (ports: TeamworkPorts): Teamwork => {
  const { database, engine, maps, live, explorations, segments, unkept, journal } = ports
  const notices = createNotices({
    ...clock,
    store: createPostgresNoticeStore(database),
    newId: randomUUID,
    raised: () => live.tell(['notices']),
  })
  const teller = createTeller({ maps, notices })
  const commentStore = createPostgresCommentStore(database)
  const comments = createComments({
    ...clock,
    store: commentStore,
    newId: randomUUID,
    knows: async (actor, map) => orThrow(await maps.history(actor, map)).length > 0,
    tell: teller.said,
  })
  const revisions = createRevisions({ ...clock, maps, store: createPostgresMapStore(database), hash: mapHash })
  const moments = createPostgresMomentStore(database)
  const imports = createPostgresImportStore(database)
  const sources = createPostgresSourceStore(database)
  const views = createViews({ ...clock, store: createPostgresViewStore(database), newId: randomUUID })
  const home = createHome({ ...clock, maps, comments: commentStore, moments, imports, unkept })
  const watch =
    engine &&
    explorations &&
    watchJourneys({ maps, explorations, moments, imports, sources, engine, live, teller, journal })
  return {
    endpoints: [
      ...commentEndpoints(comments, live),
      ...revisionEndpoints({ revisions, live }),
      ...noticeEndpoints(notices),
      ...viewEndpoints(views, live),
      ...segmentEndpoints(segments, live, async (who, from, to) => {
        if (orThrow(await views.reword(who, (asked) => askedRenamed(asked, from, to))) > 0) live.tell(['views'])
      }),
      ...portfolioEndpoints({ maps, owners: createPostgresMapOwners(database), live }),
      ...homeEndpoints({ home, notices, now: Date.now }),
      ...(explorations
        ? [
            ...pulseEndpoints({ maps, explorations }),
            ...decisionEndpoints({ maps, explorations, store: moments, live }),
          ]
        : []),
    ],
    stop: async () => watch?.stop(),
  }
}
