import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { Refused } from '../../kernel/index.ts'
import type { Binaries, Owner } from './binaries.ts'

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

export interface PostgresPlace {
  /** The folder that holds the cluster, its password and its journal; made where it is missing. */
  readonly home: string
  readonly binaries: Binaries
  /** Whom to run as, where this process is root. */
  readonly owner?: Owner | undefined
}

/** Small: the stored nouns are few and the analytics live elsewhere. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '32MB',
  work_mem: '8MB',
  maintenance_work_mem: '32MB',
  max_connections: '40',
  max_wal_size: '256MB',
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

/** The longest path of a Unix socket is 104 bytes on macOS, 108 on Linux, its end included. */
const LONGEST_FOLDER = 100 - '/.s.PGSQL.5432'.length

const give = async (path: string, owner: Owner | undefined) => {
  if (owner) await chown(path, owner.uid, owner.gid)
}

const privateFolder = async (path: string, owner: Owner | undefined): Promise<string> => {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await give(path, owner)
  await chmod(path, 0o700)
  return path
}

/** In the home where the path fits a socket's address, else under the system's temporary folder. */
const socketFolderOf = (home: string): string => {
  const near = join(home, 'socket')
  if (Buffer.byteLength(near) <= LONGEST_FOLDER) return near
  return join(tmpdir(), `parcours-pg-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`)
}

const asOwner = (owner: Owner | undefined) => (owner ? { uid: owner.uid, gid: owner.gid } : {})

const passwordOf = async (home: string): Promise<string> => {
  const file = join(home, 'password')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known) return known
  const password = randomBytes(24).toString('base64url')
  await writeFile(file, password, { mode: 0o600 })
  return password
}

/** Makes the cluster aside and moves it into place, so that an interrupted first start leaves no half cluster. */
const createCluster = async ({ home, binaries, owner }: PostgresPlace, password: string): Promise<void> => {
  const draft = join(home, 'cluster.new')
  const passwordFile = join(home, 'password.new')
  await rm(draft, { recursive: true, force: true })
  await privateFolder(draft, owner)
  await writeFile(passwordFile, password, { mode: 0o600 })
  await give(passwordFile, owner)
  try {
    const options = ['-D', draft, '-U', 'parcours', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C']
    const words = ['--no-instructions', `--pwfile=${passwordFile}`]
    await promisify(execFile)(join(binaries.bin, 'initdb'), [...options, ...words], {
      ...asOwner(owner),
      cwd: draft,
      env: { PATH: process.env.PATH ?? '', TZ: 'UTC', LC_ALL: 'C' },
    })
    await rename(draft, join(home, 'cluster'))
  } catch (problem) {
    const words = String((problem as { stderr?: unknown }).stderr ?? (problem as Error).message)
    throw failed(
      home,
      words
        .trim()
        .split('\n')
        .find((line) => /error|FATAL/i.test(line)) ?? words.trim(),
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const commandOf = async (pid: number): Promise<string> =>
  process.platform === 'linux'
    ? readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    : promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(
        ({ stdout }) => stdout,
        () => '',
      )

/** Stops what a killed process left running on this cluster: its folder's lock is ours, so nobody uses it. */
const stopStale = async (cluster: string): Promise<void> => {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  if (!pid || !alive(pid) || !(await commandOf(pid)).includes(cluster)) return
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    process.kill(pid, signal)
    for (let waited = 0; waited < patience; waited += 50) {
      await pause(50)
      if (!alive(pid)) return
    }
  }
}

const failed = (journal: string, words: string) =>
  new Refused({
    code: 'postgres-did-not-start',
    what: {
      fr: `PostgreSQL n’a pas démarré : ${words}`,
      en: `PostgreSQL did not start: ${words}`,
    },
    remedy: {
      fr: `Lisez ${journal}, libérez le disque ou la mémoire, puis recommencez.`,
      en: `Read ${journal}, free disk or memory, then start again.`,
    },
  })

const lastWords = async (journal: string): Promise<string> => {
  const lines = (await readFile(journal, 'utf8').catch(() => '')).trim().split('\n')
  return lines.findLast((line) => /FATAL|PANIC|ERROR|could not/.test(line))?.trim() ?? lines.at(-1) ?? ''
}

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

/** Starts PostgreSQL on the cluster of `home`, creating it the first time; resolves once it answers. */
export const startPostgres = async (place: PostgresPlace): Promise<RunningPostgres> => {
  const { home, binaries, owner } = place
  const cluster = join(home, 'cluster')
  const journal = join(home, 'postgres.log')
  const socketFolder = socketFolderOf(home)
  await mkdir(home, { recursive: true, mode: 0o700 })
  if (owner) await give(home, owner)
  const password = await passwordOf(home)
  if (!(await stat(join(cluster, 'PG_VERSION')).catch(() => undefined))) await createCluster(place, password)
  await stopStale(cluster)
  await rm(socketFolder, { recursive: true, force: true })
  await privateFolder(socketFolder, owner)

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
  let over = false
  const exited = new Promise<string>((resolve) => {
    server.once('error', (problem) => resolve(problem.message))
    server.once('exit', (code, signal) => resolve(String(signal ?? code)))
  }).then((how) => {
    over = true
    return how
  })
  await output.close()
  if (server.pid === undefined) throw failed(journal, 'not executable')
  const pid = server.pid
  const guard = watch(pid, owner)
  // Told as soon as the server has ended, asked or not: its number may soon be another's.
  void exited.then(() => guard.stdin?.end('done\n'))

  const stop = async (): Promise<void> => {
    for (const [signal, patience] of [
      ['SIGINT', 15_000],
      ['SIGQUIT', 5_000],
      ['SIGKILL', 5_000],
    ] as const) {
      if (over) break
      server.kill(signal)
      await Promise.race([exited, pause(patience, undefined, { ref: false })])
    }
    await rm(socketFolder, { recursive: true, force: true })
  }

  for (let waited = 0; ; waited += 25) {
    if (over || waited > 60_000) {
      await stop()
      throw failed(journal, await lastWords(journal))
    }
    if (await answers(urlOf(socketFolder, password, 'postgres'))) break
    await pause(25)
  }
  const url = urlOf(socketFolder, password, 'parcours')
  return { url, pid, release: binaries.release, home, journal, socketFolder, exited, stop }
}
