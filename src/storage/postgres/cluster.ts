import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Refused } from '../../kernel/index.ts'
import type { Binaries, Owner } from './binaries.ts'

/** Fast shutdown, then at once, then by force, with how long each is given. */
export const FIRMER = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const

export interface PostgresPlace {
  /** The folder that holds the cluster, its password and its journal; made where it is missing. */
  readonly home: string
  readonly binaries: Binaries
  /** Whom to run as, where this process is root. */
  readonly owner?: Owner | undefined
}

/** The longest path of a Unix socket is 104 bytes on macOS, 108 on Linux, its end included. */
const LONGEST_FOLDER = 100 - '/.s.PGSQL.5432'.length

const give = async (path: string, owner: Owner | undefined) => {
  if (owner) await chown(path, owner.uid, owner.gid)
}

export const privateFolder = async (path: string, owner: Owner | undefined): Promise<string> => {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await give(path, owner)
  await chmod(path, 0o700)
  return path
}

/** In the home where the path fits a socket's address, else under the system's temporary folder. */
export const socketFolderOf = (home: string): string => {
  const near = join(home, 'socket')
  if (Buffer.byteLength(near) <= LONGEST_FOLDER) return near
  return join(tmpdir(), `parcours-pg-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`)
}

export const asOwner = (owner: Owner | undefined) => (owner ? { uid: owner.uid, gid: owner.gid } : {})

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
    throw didNotStart(
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
  for (const [signal, patience] of FIRMER) {
    process.kill(pid, signal)
    for (let waited = 0; waited < patience; waited += 50) {
      await pause(50)
      if (!alive(pid)) return
    }
  }
}

export const didNotStart = (journal: string, words: string) =>
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

export const lastWords = async (journal: string): Promise<string> => {
  const lines = (await readFile(journal, 'utf8').catch(() => '')).trim().split('\n')
  return lines.findLast((line) => /FATAL|PANIC|ERROR|could not/.test(line))?.trim() ?? lines.at(-1) ?? ''
}

/** The folder made ready: a cluster that nobody uses, and its password. */
export const prepareCluster = async (
  place: PostgresPlace,
): Promise<{ readonly cluster: string; readonly password: string }> => {
  const { home, owner } = place
  const cluster = join(home, 'cluster')
  await mkdir(home, { recursive: true, mode: 0o700 })
  await give(home, owner)
  const password = await passwordOf(home)
  if (!(await stat(join(cluster, 'PG_VERSION')).catch(() => undefined))) await createCluster(place, password)
  await stopStale(cluster)
  return { cluster, password }
}
