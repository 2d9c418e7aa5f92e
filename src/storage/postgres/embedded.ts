import { type ChildProcess, spawn } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Owner } from './binaries.ts'
import {
  asOwner,
  didNotStart,
  FIRMER,
  lastWords,
  type PostgresPlace,
  prepareCluster,
  privateFolder,
  socketFolderOf,
} from './cluster.ts'

/** A PostgreSQL that this process started: nobody else stops it, and it does not outlive this process. */
export interface RunningPostgres {
  readonly url: string
  readonly pid: number
  readonly release: string
  /** Where its cluster is. */
  readonly home: string
  readonly socketFolder: string
  readonly journal: string
  /** Resolves once it has stopped, asked or not, with its exit code or the signal that ended it. */
  readonly exited: Promise<string>
  stop(): Promise<void>
}

/**
 * Small: the stored nouns are few and the analytics live elsewhere. People are the exception, a million and more: after
 * each checkpoint every page of theirs that is touched is written whole to the journal once, so checkpoints are few.
 */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '32MB',
  max_connections: '40',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  huge_pages: 'off',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements carry people's data: the journal names errors, never their text or values.
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
} as const

/**
 * PostgreSQL does not notice that the process that started it was killed. A shell does: its input ends with that
 * process, and it then asks for a fast shutdown. Told `done`, it leaves without a word.
 */
const watch = (pid: number, owner: Owner | undefined): ChildProcess => {
  const guard = spawn('/bin/sh', ['-c', 'read word; [ "$word" = done ] || kill -INT "$1"', 'sh', String(pid)], {
    ...asOwner(owner),
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.stdin?.on('error', () => {})
  return guard
}

const LONGEST_START = 60_000

const urlOf = (socketFolder: string, password: string, database: string): string =>
  `postgresql://parcours:${password}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'parcours'`)
    if (rowCount === 0) await client.query('CREATE DATABASE parcours')
    return true
  } catch (problem) {
    const code = (problem as NodeJS.ErrnoException).code ?? ''
    // Not listening yet, or still starting up.
    if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03'].includes(code)) return false
    throw problem
  } finally {
    await client.end().catch(() => {})
  }
}

/** Asks it to end, more firmly each time; resolves once it has. */
const end = async (server: ChildProcess, exited: Promise<string>): Promise<void> => {
  for (const [signal, patience] of FIRMER) {
    if (server.exitCode !== null || server.signalCode !== null) return
    server.kill(signal)
    await Promise.race([exited, pause(patience, undefined, { ref: false })])
  }
}

const launch = async (
  { binaries, owner }: PostgresPlace,
  cluster: string,
  socketFolder: string,
  journal: string,
): Promise<{ readonly server: ChildProcess; readonly exited: Promise<string> }> => {
  const output = await open(journal, 'w', 0o600)
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socketFolder })
  // A group of its own: Ctrl-C in the terminal reaches the supervisor only, which stops it in its turn.
  const server = spawn(
    join(binaries.bin, 'postgres'),
    ['-D', cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...asOwner(owner),
      cwd: cluster,
      detached: true,
      env: { PATH: process.env.PATH ?? '', TZ: 'UTC', LC_ALL: 'C' },
      stdio: ['ignore', output.fd, output.fd],
    },
  )
  const exited = howItEnds(server)
  await output.close()
  return { server, exited }
}

const howItEnds = (server: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    server.once('error', (problem) => resolve(problem.message))
    server.once('exit', (code, signal) => resolve(String(signal ?? code)))
  })

/** Waits until it answers; throws where it ends before, or never does. */
const untilItAnswers = async (url: string, exited: Promise<string>): Promise<void> => {
  let over = false
  void exited.then(() => {
    over = true
  })
  for (const since = Date.now(); !over && Date.now() - since < LONGEST_START; ) {
    if (await answers(url)) return
    await pause(25)
  }
  throw new Error('no answer')
}

/** Starts PostgreSQL on the cluster of `home`, creating it the first time; resolves once it answers. */
export const startPostgres = async (place: PostgresPlace): Promise<RunningPostgres> => {
  const { home, binaries, owner } = place
  const { cluster, password } = await prepareCluster(place)
  const journal = join(home, 'postgres.log')
  const socketFolder = socketFolderOf(home)
  await rm(socketFolder, { recursive: true, force: true })
  await privateFolder(socketFolder, owner)
  const { server, exited } = await launch(place, cluster, socketFolder, journal)
  const stop = async (): Promise<void> => {
    await end(server, exited)
    await rm(socketFolder, { recursive: true, force: true })
  }
  if (server.pid === undefined) throw didNotStart(journal, await exited)
  const guard = watch(server.pid, owner)
  // Told as soon as the server has ended, asked or not: its number may soon be another's.
  void exited.then(() => guard.stdin?.end('done\n'))
  try {
    await untilItAnswers(urlOf(socketFolder, password, 'postgres'), exited)
  } catch (problem) {
    await stop()
    throw didNotStart(journal, (await lastWords(journal)) || String(problem))
  }
  const url = urlOf(socketFolder, password, 'parcours')
  return { url, pid: server.pid, release: binaries.release, home, journal, socketFolder, exited, stop }
}
