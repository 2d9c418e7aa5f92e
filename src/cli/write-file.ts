import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { Refused } from '../kernel/index.ts'

const REASONS: Record<string, { readonly fr: string; readonly en: string }> = {
  ENOENT: { fr: 'le dossier n’existe pas', en: 'the folder does not exist' },
  ENOTDIR: { fr: 'le dossier n’existe pas', en: 'the folder does not exist' },
  EISDIR: { fr: 'c’est un dossier', en: 'it is a folder' },
  EACCES: { fr: 'l’écriture y est interdite', en: 'writing there is not allowed' },
  EPERM: { fr: 'l’écriture y est interdite', en: 'writing there is not allowed' },
  EROFS: { fr: 'l’écriture y est interdite', en: 'writing there is not allowed' },
  ENOSPC: { fr: 'le disque est plein', en: 'the disk is full' },
}

/** Writes a command's result whole or not at all; what stands in the way is refused with its remedy. */
export const writeWhole = async (file: string, content: string | Uint8Array): Promise<void> => {
  const draft = `${file}.${randomUUID()}.part`
  try {
    await writeFile(draft, content)
    await rename(draft, file)
  } catch (problem) {
    await rm(draft, { force: true }).catch(() => undefined)
    const reason = REASONS[(problem as NodeJS.ErrnoException).code ?? '']
    if (!reason) throw problem
    throw new Refused({
      code: 'cannot-write',
      what: { fr: `Impossible d’écrire le fichier : ${reason.fr}.`, en: `The file cannot be written: ${reason.en}.` },
      remedy: {
        fr: 'Nommez un fichier dans un dossier qui existe et où vous pouvez écrire, ou faites de la place.',
        en: 'Name a file in a folder that exists and where you may write, or make room.',
      },
      at: { file },
    })
  }
}
