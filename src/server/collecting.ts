import type { FastifyInstance } from 'fastify'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { readActivity } from '../collection/activity.clickhouse.ts'
import { type AsideDoor, sourceEndpoints } from '../collection/sources.http.ts'
import { deskEndpoints } from '../desk/desk.http.ts'
import type { Json } from '../events/index.ts'
import { type Actor, localOwnerMay } from '../governance/index.ts'
import type { Maps } from '../maps/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Database } from '../storage/postgres/database.ts'
import { webhookEndpoints } from '../webhooks/webhooks.http.ts'
import { serveArrivals } from './arrivals-stream.ts'
import { askIngest } from './ask-ingest.ts'
import type { IngestAddress } from './role.ts'
import { sourcesOver } from './sources-over.ts'

const asideOver = (ingest: IngestAddress): AsideDoor => ({
  list: (filter, most) => askIngest(ingest, '/aside/list', { filter, most }),
  replay: (id, mended) => askIngest(ingest, '/aside/replay', { id, mended }),
})

const takeWithin = async (ingest: IngestAddress, { workspace }: Actor, source: string, messages: readonly Json[]) =>
  (await askIngest<{ readonly taken: boolean }>(ingest, '/take', { workspace, source, messages })).taken

interface Parts {
  readonly dataFolder: string
  readonly database: Database
  readonly engine: Analytics
  readonly ingest: IngestAddress
  readonly live: Live
  readonly maps: Maps | undefined
}

/** The screens of live collection: sources, what arrives, what was set aside. */
export const collecting = ({ dataFolder, database, engine, ingest, live, maps }: Parts) => {
  const { sources, webhooks } = sourcesOver(database, dataFolder, Date.now)
  const shared = { may: localOwnerMay, collect: ingest.collect ?? null, changed: () => live.tell(['sources']) }
  return {
    endpoints: [
      ...sourceEndpoints({
        ...shared,
        sources,
        activity: ({ workspace }) => readActivity(engine, workspace, Date.now()),
        aside: ingest.collect === undefined ? undefined : asideOver(ingest),
      }),
      ...(maps && ingest.collect !== undefined
        ? deskEndpoints({
            maps,
            sources,
            take: (actor, source, messages) => takeWithin(ingest, actor, source, messages),
          })
        : []),
      ...webhookEndpoints({ ...shared, webhooks, now: Date.now }),
    ] satisfies readonly Endpoint[],
    attach: async (app: FastifyInstance) => serveArrivals(app, ingest),
  }
}
