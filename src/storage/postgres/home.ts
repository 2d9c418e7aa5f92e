import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { installedBinaries, type Owner } from './binaries.ts'
import { type RunningPostgres, startPostgres } from './embedded.ts'
import { placeUnder } from './identity.ts'

const SYSTEM_HOME = '/var/lib/parcours'

/**
 * Whom PostgreSQL runs as where this process is root: the system's own `postgres` user where there is one, else
 * `nobody`. No user is created.
 */
export const unprivilegedOwner = async (): Promise<Owner | undefined> => {
  if (process.getuid?.() !== 0) return undefined
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find(([user]) => user === name)
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  return { uid: 65534, gid: 65534 }
}

/**
 * Where the cluster of a data folder lives: inside it, or for root under `/var/lib/parcours`, since the user that
 * PostgreSQL must then run as cannot go through `/root`.
 */
export const postgresHome = async (dataFolder: string): Promise<string> => {
  if (process.getuid?.() !== 0) return join(resolve(dataFolder), 'postgres')
  // Others go through it, each to the place that is its own (0700).
  await mkdir(SYSTEM_HOME, { recursive: true, mode: 0o711 })
  return placeUnder(SYSTEM_HOME, dataFolder)
}

/** Starts the embedded PostgreSQL of a data folder. The caller owns the folder's lock. */
export const startEmbedded = async (dataFolder: string): Promise<RunningPostgres> => {
  const owner = await unprivilegedOwner()
  const home = await postgresHome(dataFolder)
  await mkdir(home, { recursive: true, mode: 0o700 })
  return startPostgres({ home, owner, binaries: await installedBinaries(home, owner) })
}

/** Removes the clusters that root kept for folders of `parent` that are gone: those of tests, which are made to be thrown away. */
export const dropHomesOfGone = async (parent: string): Promise<void> => {
  for (const place of await readdir(SYSTEM_HOME).catch(() => [])) {
    const home = join(SYSTEM_HOME, place)
    const folder = (await readFile(join(home, 'folder'), 'utf8').catch(() => '')).trim()
    if (!folder.startsWith(parent + sep) || existsSync(folder)) continue
    if (!existsSync(join(home, 'cluster', 'postmaster.pid'))) await rm(home, { recursive: true, force: true })
  }
}
