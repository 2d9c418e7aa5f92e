import { chmod, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../kernel/index.ts'
import type { Disk } from '../../storage/bus/log-writer.node.ts'
import { ingestServer } from './ingest.http.ts'
import { Ingest } from './ingest.ts'

export interface StartIngest {
  /** The data folder: the log is in `log`, what was ever kept in `ids`. */
  readonly folder: string
  /** A Unix socket, or a port of loopback (0 for any). */
  readonly listen: { readonly socket: string } | { readonly port: number }
  readonly token: string
  readonly now?: Clock
  readonly readers?: readonly string[]
  readonly mostAhead?: number
  readonly mostInMemory?: number
  readonly segmentBytes?: number
  readonly disk?: Disk
}

export interface RunningIngest {
  readonly listen: { readonly socket: string } | { readonly port: number }
  /** Answers what is under way, puts the index on disk, and stops. */
  close(): Promise<void>
}

const TRIM_EVERY = 5_000

/** Starts the process that keeps: alone on its data folder, which its caller has made sure of. */
export const startIngest = async ({ listen, token, now = Date.now, ...rest }: StartIngest): Promise<RunningIngest> => {
  const ingest = await Ingest.open({ ...rest, now })
  const server = ingestServer(ingest, token)
  if ('socket' in listen) await rm(listen.socket, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    if ('socket' in listen) server.listen(listen.socket, resolve)
    else server.listen(listen.port, '127.0.0.1', resolve)
  })
  if ('socket' in listen) await chmod(listen.socket, 0o600)
  const trimming = setInterval(() => void ingest.trim().catch(() => undefined), TRIM_EVERY)
  trimming.unref()
  return {
    listen: 'socket' in listen ? listen : { port: (server.address() as AddressInfo).port },
    async close() {
      clearInterval(trimming)
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const hurry = setTimeout(() => server.closeAllConnections(), 2_000)
      await closed
      clearTimeout(hurry)
      await ingest.close()
      if ('socket' in listen) await rm(listen.socket, { force: true })
    },
  }
}
