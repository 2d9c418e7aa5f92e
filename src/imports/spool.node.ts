import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type Id, Refused } from '../kernel/index.ts'
import { uploadRefusals } from './upload-refusals.ts'

/** Where uploaded files lie until they are imported: `uploads` in the data folder, each in a folder of its own (0700). */
export interface Spool {
  /** Bytes that may still be written. */
  room(): Promise<number>
  /** Bytes that have come. */
  length(id: Id<'Import'>): Promise<number>
  /** Adds bytes at the end, which must be where the sender takes it to be; resolves with the length once they are on disk. */
  append(id: Id<'Import'>, at: number, bytes: Readable): Promise<number>
  /** The folder of an upload, and the file's name in it. */
  place(id: Id<'Import'>, name: string): Promise<{ readonly folder: string; readonly file: string }>
  /** Lets go of the file itself; the rows that were rejected stay. */
  forget(id: Id<'Import'>): Promise<void>
  remove(id: Id<'Import'>): Promise<void>
  /** The rows that became nothing, as NDJSON. */
  rejected(id: Id<'Import'>): Promise<Readable | undefined>
  /** Removes what lies there since before an instant, whoever's it is. */
  expire(before: number): Promise<void>
}

/** Room left for the log and the engines: an upload never takes the last of the disk. */
const RESERVE = 512 << 20

/** A file's name as it may stand in a folder; its kind may be told by its end. */
export const fitName = (name: string): string => {
  const plain = (name.split(/[/\\]/).at(-1) ?? '').replace(/[^\p{L}\p{N} ._()-]/gu, '_').replace(/^[.\s]+/, '')
  return plain.slice(-120) || 'rows'
}

const isFull = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && (problem.code === 'ENOSPC' || problem.code === 'EDQUOT')

export const openSpool = (dataFolder: string): Spool => {
  const root = join(dataFolder, 'uploads')
  const folderOf = (id: string) => join(root, id)
  const bytesOf = (id: string) => join(folderOf(id), 'upload')
  const nameOf = async (id: string) => (await readdir(folderOf(id))).find((name) => !name.endsWith('.rejected.ndjson'))
  const fileOf = async (id: string) => join(folderOf(id), (await nameOf(id).catch(() => undefined)) ?? 'upload')
  const sizeOf = async (path: string) => (await stat(path).catch(() => undefined))?.size ?? 0
  return {
    async room() {
      await mkdir(root, { recursive: true, mode: 0o700 })
      const { bavail, bsize } = await statfs(root)
      return bavail * bsize - RESERVE
    },
    length: async (id) => sizeOf(await fileOf(id)),
    async append(id, at, bytes) {
      await mkdir(folderOf(id), { recursive: true, mode: 0o700 })
      const file = await open(bytesOf(id), 'a', 0o600)
      try {
        const { size } = await file.stat()
        if (size !== at) throw new Refused(uploadRefusals.elsewhere(size))
        let length = at
        for await (const chunk of bytes as AsyncIterable<Buffer>) {
          await file.write(chunk)
          length += chunk.length
        }
        await file.datasync()
        return length
      } catch (problem) {
        // What came of a part that was cut is sent again from where the last whole part ended.
        if (!(problem instanceof Refused)) await file.truncate(at).catch(() => undefined)
        if (isFull(problem)) throw new Refused(uploadRefusals.diskFull)
        throw problem
      } finally {
        await file.close()
      }
    },
    async place(id, name) {
      const file = fitName(name)
      if ((await sizeOf(join(folderOf(id), file))) === 0)
        await rename(bytesOf(id), join(folderOf(id), file)).catch(() => undefined)
      return { folder: folderOf(id), file }
    },
    async forget(id) {
      await rm(await fileOf(id), { force: true })
    },
    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
    async rejected(id) {
      const names = await readdir(folderOf(id)).catch(() => [])
      const name = names.find((each) => each.endsWith('.rejected.ndjson'))
      return name === undefined ? undefined : createReadStream(join(folderOf(id), name))
    },
    async expire(before) {
      for (const id of await readdir(root).catch(() => [])) {
        const { mtimeMs = before } = (await stat(folderOf(id)).catch(() => undefined)) ?? {}
        if (mtimeMs < before) await rm(folderOf(id), { recursive: true, force: true })
      }
    },
  }
}
