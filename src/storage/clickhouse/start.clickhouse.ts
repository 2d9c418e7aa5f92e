import { mkdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Refused } from '../../kernel/index.ts'
import { createLogReader } from '../bus/log-reader.node.ts'
import type { Analytics } from './analytics.ts'
import { connectAnalytics } from './connect.clickhouse.ts'
import { openEngine } from './engine.clickhouse.ts'
import { engineServer } from './engine-server.http.ts'

import { type Housekeeping, startHousekeeping } from './housekeeping.ts'
import { LOADER, type Loader, startLoader } from './loader.ts'
import { loaderStore } from './loader-state.node.ts'
import { migrate } from './migrate.clickhouse.ts'
import { refillIdentities } from './refill-identities.ts'
import { tablesHere } from './tables-here.clickhouse.ts'
import { connectionArgs } from './tuning.ts'

export interface AnalyticsOptions {
  /** The data folder: chDB's own is `analytics` inside it, the log is `log`. */
  readonly folder: string
  /** 0, or absent, for a free one. */
  readonly port?: number
  /** Signs statements; random for each folder. */
  readonly secret: string
  /** A ClickHouse server in place of chDB; this process then only loads the log into it. */
  readonly clickhouseUrl?: string | undefined
}

export interface RunningAnalytics {
  /** This process: ClickHouse's interface where chDB is the engine, and `GET /loader`. */
  readonly url: string
  readonly version: string
  close(): Promise<void>
}

/**
 * Too small a limit for any part: none is merged. `SYSTEM STOP MERGES` would do, but it also holds deletions. The limit
 * outlives this process and is set anew at each start.
 */
const HOLD_MERGES =
  'ALTER TABLE events MODIFY SETTING max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1'
const LET_MERGE =
  'ALTER TABLE events RESET SETTING max_bytes_to_merge_at_max_space_in_pool, max_bytes_to_merge_at_min_space_in_pool'

/** The longest that `GET /loader?past=OFFSET` waits. */
const LONGEST_WAIT = 30_000

/** Starts the analytics process's work in this process, which must not be ended by `process.exit` afterwards. */
export const startAnalytics = async (options: AnalyticsOptions): Promise<RunningAnalytics> => {
  const { folder, port = 0, secret, clickhouseUrl } = options
  const path = join(folder, 'analytics')
  await mkdir(path, { recursive: true, mode: 0o700 })
  const engine = clickhouseUrl ? undefined : openEngine(path, connectionArgs)
  let loader: Loader | undefined
  let housekeeping: Housekeeping | undefined
  const server = engineServer({
    engine,
    secret,
    pages: {
      '/loader': (asked) => loader?.past(Number(asked.get('past') ?? 0), asked.has('past') ? LONGEST_WAIT : 0) ?? null,
    },
  })
  let analytics: Analytics | undefined
  const close = async () => {
    const stopped = new Promise<void>((resolve) => void server.close(() => resolve()))
    await loader?.stop()
    await housekeeping?.stop()
    server.closeAllConnections()
    await stopped
    await analytics?.close()
    await engine?.close()
  }
  try {
    const url = await listen(server, port)
    analytics = connectAnalytics(clickhouseUrl ? { url: clickhouseUrl } : { url, secret })
    await migrate(analytics)
    await refillIdentities(analytics)
    const loading = join(folder, 'loader')
    const here = engine && tablesHere(engine, loading)
    loader = startLoader({
      reader: createLogReader({ folder: join(folder, 'log'), name: LOADER }),
      tables: here ?? analytics,
      store: loaderStore(loading),
    })
    // A server of its own minds its own house.
    if (here) {
      const merges = (allowed: boolean) => here.run(allowed ? LET_MERGE : HOLD_MERGES)
      housekeeping = await startHousekeeping({ loader, merges, now: () => performance.now() })
    }
    return { url, version: engine?.version ?? 'server', close }
  } catch (problem) {
    await close()
    throw problem
  }
}

const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (problem: NodeJS.ErrnoException) =>
      reject(problem.code === 'EADDRINUSE' ? new Refused(portTaken(port)) : problem),
    )
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

const portTaken = (port: number) => ({
  code: 'port-taken',
  what: { fr: `Le port ${port} est déjà pris.`, en: `Port ${port} is already taken.` },
  remedy: {
    fr: 'Choisissez-en un autre, ou arrêtez le programme qui l’occupe.',
    en: 'Choose another, or stop the program that holds it.',
  },
})
