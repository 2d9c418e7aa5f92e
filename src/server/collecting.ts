import { request } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { readActivity } from '../collection/activity.clickhouse.ts'
import { createSources } from '../collection/index.ts'
import { openSeal } from '../collection/sealed.node.ts'
import { createPostgresSourceStore } from '../collection/source-store.postgres.ts'
import { type AsideDoor, sourceEndpoints } from '../collection/sources.http.ts'
import { hashWriteKey, newWriteKey, writeSources } from '../collection/sources-file.node.ts'
import { localOwnerMay } from '../governance/index.ts'
import { type Refusal, Refused } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Database } from '../storage/postgres/database.ts'
import { serveArrivals } from './arrivals-stream.ts'
import type { IngestAddress } from './role.ts'

/** Asks the process that collects, on its socket. */
const askIngest = <Answer>({ socket, token }: IngestAddress, path: string, body: unknown): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const sent = request({ socketPath: socket, path, method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(chunks).toString()) as Answer & { refusal?: Refusal }
        if (response.statusCode === 200) resolve(answer)
        else if (answer.refusal) reject(new Refused(answer.refusal))
        else reject(Object.assign(new Error(`Ingest answered ${response.statusCode}`), { code: 'ECONNREFUSED' }))
      })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })

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
export const collecting = ({ dataFolder, database, engine, ingest, live }: Parts) => ({
  endpoints: sourceEndpoints({
    sources: createSources({
      store: createPostgresSourceStore(database),
      may: localOwnerMay,
      now: Date.now,
      newKey: newWriteKey,
      hash: hashWriteKey,
      seal: async (secret) => (await openSeal(dataFolder)).seal(secret),
      tell: (sources) => writeSources(dataFolder, sources),
    }),
    may: localOwnerMay,
    collect: ingest.collect ?? null,
    activity: ({ workspace }) => readActivity(engine, workspace, Date.now()),
    aside: ingest.collect === undefined ? undefined : asideOver(ingest),
    changed: () => live.tell(['sources']),
  }) satisfies readonly Endpoint[],
  attach: async (app: FastifyInstance) => serveArrivals(app, ingest),
})
