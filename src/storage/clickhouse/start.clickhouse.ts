import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Refused } from '../../kernel/index.ts'
import { connectAnalytics } from './connect.clickhouse.ts'
import { openEngine } from './engine.clickhouse.ts'
import { engineServer } from './engine-server.http.ts'
import { migrate } from './migrate.clickhouse.ts'
import { connectionArgs } from './tuning.ts'

export interface AnalyticsOptions {
  /** The data folder; chDB's own is `analytics` inside it. */
  readonly folder: string
  /** 0, or absent, for a free one. */
  readonly port?: number
  /** Signs statements; random for each folder. */
  readonly secret: string
}

export interface RunningAnalytics {
  readonly url: string
  readonly version: string
  close(): Promise<void>
}

/** Starts the analytics process's work in this process, which must not be ended by `process.exit` afterwards. */
export const startAnalytics = async ({ folder, port = 0, secret }: AnalyticsOptions): Promise<RunningAnalytics> => {
  const path = join(folder, 'analytics')
  await mkdir(path, { recursive: true, mode: 0o700 })
  const engine = openEngine(path, connectionArgs)
  const server = engineServer({ engine, secret })
  const stop = async () => {
    const stopped = new Promise<void>((resolve) => void server.close(() => resolve()))
    server.closeAllConnections()
    if (server.listening) await stopped
    await engine.close()
  }
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', (problem: NodeJS.ErrnoException) =>
        reject(problem.code === 'EADDRINUSE' ? new Refused(portTaken(port)) : problem),
      )
      server.listen(port, '127.0.0.1', resolve)
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const analytics = connectAnalytics({ url, secret })
    await migrate(analytics)
    return {
      url,
      version: engine.version,
      close: async () => {
        await analytics.close()
        await stop()
      },
    }
  } catch (problem) {
    await stop()
    throw problem
  }
}

const portTaken = (port: number) => ({
  code: 'port-taken',
  what: { fr: `Le port ${port} est déjà pris.`, en: `Port ${port} is already taken.` },
  remedy: {
    fr: 'Choisissez-en un autre, ou arrêtez le programme qui l’occupe.',
    en: 'Choose another, or stop the program that holds it.',
  },
})
