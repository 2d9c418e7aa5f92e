import type { AddressInfo } from 'node:net'
import { createApp } from '../api/app.ts'
import type { Vitals } from '../api/metrics.ts'
import { page } from '../api/page.ts'
import { createSessions } from '../api/session.ts'
import { Refused } from '../kernel/index.ts'
import { connectAnalytics } from '../storage/clickhouse/connect.clickhouse.ts'
import { openPool } from '../storage/postgres/pool.postgres.ts'
import { portTaken } from './preflight.ts'
import type { ApiAddress, EngineAddresses, RoleOptions, StartRole } from './role.ts'
import { folderSecret } from './secret.ts'

const absent = () => Promise.reject(new Error('not running'))

/** The engines that the api asks, and whether each answers within a second. */
const connect = ({ postgres, analytics, ingest }: EngineAddresses) => {
  const database = postgres ? openPool(postgres) : undefined
  const engine = analytics ? connectAnalytics(analytics) : undefined
  const within = async (question: Promise<unknown>): Promise<boolean> => {
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 1_000).unref())
    return Promise.race([
      question.then(
        () => true,
        () => false,
      ),
      late,
    ])
  }
  return {
    database,
    engine,
    up: async (): Promise<Vitals['up']> => ({
      postgres: await within(database?.query('SELECT 1') ?? absent()),
      analytics: await within(engine?.rows('SELECT 1') ?? absent()),
      ingest: ingest !== undefined,
    }),
    close: async () => {
      await engine?.close()
      await database?.close()
    },
  }
}

const listen = async (app: Awaited<ReturnType<typeof createApp>>, { host, port }: RoleOptions): Promise<string> => {
  try {
    await app.listen({ host, port })
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new Refused(portTaken(port))
    throw problem
  }
  const { address, port: taken, family } = app.server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`
}

/** The api role: the web pages and the programs' interface, over the engines that run. */
export const startApi: StartRole<ApiAddress> = async (options) => {
  const engines = connect(options.engines)
  const token = await folderSecret(options.dataFolder, 'api')
  const sessions = createSessions(token)
  const vitals = async (): Promise<Vitals> => ({ tallies: {}, up: await engines.up() })
  const app = await createApp({
    version: '0.1.0',
    now: Date.now,
    sessions,
    endpoints: [],
    pages: {
      '/': async ({ language }) => ({
        html: page.index(
          { maps: [], events: undefined, engines: await engines.up(), dataFolder: options.dataFolder },
          language,
        ),
      }),
    },
    vitals,
    journal: (line) => void process.stderr.write(`${new Date().toISOString()} ${line}\n`),
  })
  const url = await listen(app, options)
  return {
    address: { url, token, link: sessions.newLink(Date.now()) },
    stop: async () => {
      await app.close()
      await engines.close()
    },
  }
}
