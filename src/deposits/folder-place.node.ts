import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FolderPlace, Lying, Place } from './deposit.ts'

const versionOf = ({ mtimeNs, size, ino }: { mtimeNs: bigint; size: bigint; ino: bigint }): string =>
  `${mtimeNs}.${size}.${ino}`

/** A folder of this machine: its own files, not those of folders within, and no link to elsewhere. */
export const openFolderPlace = ({ path }: FolderPlace): Place => ({
  async list() {
    const names = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isFile())
    const found = names.map(async ({ name }): Promise<Lying | undefined> => {
      const stat = await lstat(join(path, name), { bigint: true }).catch(() => undefined)
      return stat?.isFile() ? { file: name, size: Number(stat.size), version: versionOf(stat) } : undefined
    })
    return (await Promise.all(found)).filter((one) => one !== undefined)
  },
  async *read({ file, version }) {
    const opened = await open(join(path, file), constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      if (versionOf(await opened.stat({ bigint: true })) !== version) throw new Error('changed')
      yield* opened.createReadStream({ highWaterMark: 1 << 20, autoClose: false }) as AsyncIterable<Buffer>
      if (versionOf(await opened.stat({ bigint: true })) !== version) throw new Error('changed')
    } finally {
      await opened.close()
    }
  },
})
