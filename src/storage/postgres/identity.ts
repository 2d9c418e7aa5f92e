import { createHash, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '../../kernel/index.ts'

const read = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )

/** The folder's own name, written once: it follows the folder when it moves. */
const identityOf = async (folder: string): Promise<string> => {
  const file = join(folder, 'identity')
  const known = await read(file)
  if (known) return known
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${randomUUID()}\n`, { mode: 0o600 })
  // Linked rather than renamed: of two first starts, the first one's name stays.
  await link(draft, file).catch(() => {})
  await rm(draft, { force: true })
  return (await read(file)) ?? identityOf(folder)
}

/**
 * The place under `root` that belongs to a data folder and to no other. It is found again when the folder moves; a
 * copy of a folder is refused, because two folders would write to one place.
 */
export const placeUnder = async (root: string, folder: string): Promise<string> => {
  const identity = await identityOf(folder)
  const place = join(root, createHash('sha256').update(identity).digest('hex').slice(0, 16))
  const here = await realpath(folder)
  const before = await read(join(place, 'folder'))
  if (before && before !== here && (await read(join(before, 'identity'))) === identity)
    throw new Refused({
      code: 'data-folder-copied',
      what: {
        fr: `${here} est une copie de ${before} : leurs cartes seraient les mêmes fichiers, dans ${place}.`,
        en: `${here} is a copy of ${before}: their maps would be the same files, in ${place}.`,
      },
      remedy: {
        fr: `Supprimez ${join(here, 'identity')} pour que la copie commence sans carte, ou retirez l’original.`,
        en: `Delete ${join(here, 'identity')} to let the copy start without maps, or remove the original.`,
      },
    })
  await mkdir(place, { recursive: true, mode: 0o700 })
  if (before !== here) await writeFile(join(place, 'folder'), `${here}\n`, { mode: 0o600 })
  return place
}
