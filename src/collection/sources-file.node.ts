import { hash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Source } from './source.ts'

/** How the file of the sources is found in a data folder (mode 0600; hashes of keys only). */
export const sourcesFile = (dataFolder: string): string => join(dataFolder, 'sources.json')

export const newWriteKey = (): string => randomBytes(24).toString('base64url')
export const hashWriteKey = (key: string): string => hash('sha256', key, 'hex')

/** Tells the collecting process, which asks no database, what the sources are. */
export const writeSources = async (dataFolder: string, sources: readonly Source[]): Promise<void> => {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const draft = `${sourcesFile(dataFolder)}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = await open(draft, 'w', 0o600)
  await file.writeFile(JSON.stringify(sources))
  await file.sync()
  await file.close()
  await rename(draft, sourcesFile(dataFolder))
}

/** The sources as a collector sees them. */
export interface KnownSources {
  /** The source of a write key, as the file says now. Throws where the file cannot be read. */
  byKey(writeKey: string): Promise<Source | undefined>
  byName(workspace: string, name: string): Promise<Source | undefined>
}

/** How long what was read is taken for current: a key that was removed opens nothing after that. */
const CURRENT = 250

/** Follows the file of the sources. */
export const followSources = (dataFolder: string): KnownSources => {
  const path = sourcesFile(dataFolder)
  let known = new Map<string, Source>()
  let version = ''
  let looked = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined

  const look = async () => {
    const found = await stat(path, { bigint: true }).catch((problem: NodeJS.ErrnoException) => {
      if (problem.code === 'ENOENT') return undefined
      throw problem
    })
    const now = found ? `${found.ino} ${found.mtimeNs} ${found.size}` : 'none'
    if (now !== version) {
      const sources = found ? (JSON.parse(await readFile(path, 'utf8')) as Source[]) : []
      known = new Map(sources.map((source) => [source.keyHash, source]))
      version = now
    }
    looked = performance.now()
  }
  const current = async () => {
    if (performance.now() - looked < CURRENT) return
    looking ??= look().finally(() => {
      looking = undefined
    })
    await looking
  }
  return {
    async byKey(writeKey) {
      await current()
      return known.get(hashWriteKey(writeKey))
    },
    async byName(workspace, name) {
      await current()
      return [...known.values()].find((source) => source.workspace === workspace && source.name === name)
    },
  }
}
