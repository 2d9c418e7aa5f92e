import { hash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { followTold, writeTold } from '../storage/files/told-file.node.ts'
import type { Source } from './source.ts'

/** How the file of the sources is found in a data folder (mode 0600; hashes of keys only). */
export const sourcesFile = (dataFolder: string): string => join(dataFolder, 'sources.json')

export const newWriteKey = (): string => randomBytes(24).toString('base64url')
export const hashWriteKey = (key: string): string => hash('sha256', key, 'hex')

/** Tells the collecting process, which asks no database, what the sources are. */
export const writeSources = (dataFolder: string, sources: readonly Source[]): Promise<void> =>
  writeTold(sourcesFile(dataFolder), sources)

/** The sources as a collector sees them. */
export interface KnownSources {
  /** The source of a write key, as the file says now. Throws where the file cannot be read. */
  byKey(writeKey: string): Promise<Source | undefined>
  byName(workspace: string, name: string): Promise<Source | undefined>
  names(workspace: string): Promise<readonly string[]>
}

/** Follows the file of the sources. */
export const followSources = (dataFolder: string): KnownSources => {
  const current = followTold<ReadonlyMap<string, Source>>(
    sourcesFile(dataFolder),
    new Map(),
    (value) => new Map((value as Source[]).map((source) => [source.keyHash, source])),
  )
  return {
    // A client whose key is refused drops for good what it holds: one that was given a moment ago is looked for once more.
    byKey: async (writeKey) => {
      if (writeKey === '') return undefined
      const hashed = hashWriteKey(writeKey)
      return (await current()).get(hashed) ?? (await current('anew')).get(hashed)
    },
    byName: async (workspace, name) =>
      [...(await current()).values()].find((source) => source.workspace === workspace && source.name === name),
    names: async (workspace) =>
      [...(await current()).values()].flatMap((source) => (source.workspace === workspace ? [source.name] : [])).sort(),
  }
}
