import type { AddressInfo } from 'node:net'
import { collectorServer } from '../../collection/collector.http.ts'
import { openQuarantine } from '../../collection/quarantine.node.ts'
import { followSources } from '../../collection/sources-file.node.ts'
import { eventRows } from '../../events/index.ts'
import { type Clock, HOUR } from '../../kernel/index.ts'
import type { Arrivals } from './arrivals.ts'
import type { Ingest } from './ingest.ts'
import { closed, listening } from './listening.ts'

/** Where live events come in. */
export interface CollectAt {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
}

export interface StartCollector {
  /** The data folder: its sources, its quarantine. */
  readonly folder: string
  readonly collect: CollectAt
  readonly ingest: Ingest
  readonly arrivals: Arrivals
  readonly now: Clock
}

/** Opens the door of live events on the log that this process keeps. */
export const startCollector = async ({ folder, collect, ingest, arrivals, now }: StartCollector) => {
  const quarantine = openQuarantine(folder)
  const server = collectorServer({
    sources: followSources(folder),
    keep: (events) => ingest.collect(eventRows(events)),
    quarantine,
    now,
    seen: arrivals.tell,
    journal: (line) => void process.stderr.write(`${line}\n`),
  })
  await listening(server, collect)
  const expire = () => void quarantine.expire(now()).catch(() => undefined)
  expire()
  const expiring = setInterval(expire, HOUR).unref()
  const { address, family, port } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      clearInterval(expiring)
      await closed(server)
    },
  }
}
