import { chmod, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { openLedger } from '../../consent/ledger.node.ts'
import type { Clock } from '../../kernel/index.ts'
import type { Disk } from '../../storage/bus/log-writer.node.ts'
import { createArrivals } from './arrivals.ts'
import { ingestServer } from './ingest.http.ts'
import { Ingest } from './ingest.ts'
import { closed, listening } from './listening.ts'
import { type CollectAt, startCollector } from './start-collector.ts'

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
  /** Where live events come in, over TCP; absent where none are collected. */
  readonly collect?: CollectAt
  /** Who would wait longer for an answer, in milliseconds, is asked to come again. */
  readonly longestWait?: number
}

export interface RunningIngest {
  readonly listen: { readonly socket: string } | { readonly port: number }
  /** The address to which sources send. */
  readonly collect?: string
  /** Answers what is under way, puts the index on disk, and stops. */
  close(): Promise<void>
}

const TRIM_EVERY = 5_000

/** Starts the process that keeps: alone on its data folder, which its caller has made sure of. */
export const startIngest = async ({
  listen,
  token,
  collect,
  longestWait,
  now = Date.now,
  ...rest
}: StartIngest): Promise<RunningIngest> => {
  const consents = await openLedger(rest.folder)
  const ingest = await Ingest.open({ ...rest, now, heard: consents.keep })
  const arrivals = createArrivals()
  let collector: Awaited<ReturnType<typeof startCollector>> | undefined
  const server = ingestServer(ingest, token, arrivals, () => collector && { ...collector.aside, take: collector.take })
  if ('socket' in listen) await rm(listen.socket, { force: true })
  if ('socket' in listen) await listening(server, { path: listen.socket })
  else await listening(server, { host: '127.0.0.1', port: listen.port })
  if ('socket' in listen) await chmod(listen.socket, 0o600)
  if (collect)
    collector = await startCollector({ folder: rest.folder, collect, ingest, consents, arrivals, now, longestWait })
  const trimming = setInterval(() => void ingest.trim().catch(() => undefined), TRIM_EVERY)
  trimming.unref()
  return {
    listen: 'socket' in listen ? listen : { port: (server.address() as AddressInfo).port },
    ...(collector && { collect: collector.url }),
    async close() {
      clearInterval(trimming)
      arrivals.end()
      await Promise.all([collector?.close(), closed(server)])
      await ingest.close()
      await consents.close()
      if ('socket' in listen) await rm(listen.socket, { force: true })
    },
  }
}
