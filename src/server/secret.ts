import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A random word that belongs to a data folder, made once and kept in a file that its owner alone reads (0600). */
export const folderSecret = async (dataFolder: string, name: string): Promise<string> => {
  const folder = join(dataFolder, 'secrets')
  const file = join(folder, name)
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known) return known
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  await link(draft, file).catch(() => {})
  await rm(draft, { force: true })
  return readFile(file, 'utf8')
}
