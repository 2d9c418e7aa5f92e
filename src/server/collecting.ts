import type { FastifyInstance } from 'fastify'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { readActivity } from '../collection/activity.clickhouse.ts'
import { type AsideDoor, sourceEndpoints } from '../collection/sources.http.ts'
import { localOwnerMay } from '../governance/index.ts'
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

interface Parts {
  readonly dataFolder: string
  readonly database: Database
  readonly engine: Analytics
  readonly ingest: IngestAddress
  readonly live: Live
}

/** The screens of live collection: sources, what arrives, what was set aside. */
export const collecting = ({ dataFolder, database, engine, ingest, live }: Parts) => {
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
      ...webhookEndpoints({ ...shared, webhooks, now: Date.now }),
    ] satisfies readonly Endpoint[],
    attach: async (app: FastifyInstance) => serveArrivals(app, ingest),
  }
}
