import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The system refuses longer names for a socket (108 bytes on Linux, 104 on macOS). */
const LONGEST = 100

/** A folder that this account alone enters; one of another account, or a link to one, is refused. */
const ownFolder = async (folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = await lstat(folder)
  const mine = process.getuid === undefined || found.uid === process.getuid()
  if (!found.isDirectory() || !mine) throw new Error(`${folder} belongs to another account`)
  if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700)
  return folder
}

/** Where the socket of a data folder stands, always the same: in the folder, or in a short one of this account's where the name is too long. */
export const socketPlace = async (dataFolder: string, name: string): Promise<string> => {
  const inside = join(resolve(dataFolder), 'run', name)
  if (Buffer.byteLength(inside) <= LONGEST) {
    await ownFolder(join(resolve(dataFolder), 'run'))
    return inside
  }
  const digest = createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 16)
  return join(await ownFolder(join(tmpdir(), `parcours-${process.getuid?.() ?? 0}-${digest}`)), name)
}
