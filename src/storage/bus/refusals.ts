import { Refused } from '../../kernel/index.ts'

/** The disk, or what this account may use of it, is full. */
export const diskFull = (folder: string): Refused =>
  new Refused({
    code: 'disk-full',
    what: {
      fr: `Le disque est plein : rien de plus ne peut être gardé dans ${folder}. Ce qui a été accepté jusqu’ici est intact.`,
      en: `The disk is full: nothing more can be kept in ${folder}. What was accepted until now is intact.`,
    },
    remedy: {
      fr: 'Libérez de la place, puis relancez la même commande : elle reprend où elle s’est arrêtée.',
      en: 'Free some space, then run the same command again: it resumes where it stopped.',
    },
  })

export const logDamaged = (path: string, offset: number): Refused =>
  new Refused({
    code: 'log-damaged',
    what: {
      fr: `Le journal est abîmé : ${path} ne rend pas ce qui y avait été écrit à la position ${offset}.`,
      en: `The log is damaged: ${path} does not give back what was written at position ${offset}.`,
    },
    remedy: {
      fr: 'Vérifiez le disque et restaurez le dossier de données depuis une sauvegarde. Rien n’a été effacé.',
      en: 'Check the disk and restore the data folder from a backup. Nothing was deleted.',
    },
  })

export const logTrimmed = (offset: number, first: number): Refused =>
  new Refused({
    code: 'log-trimmed',
    what: {
      fr: `Le journal ne remonte plus à la position ${offset} : il commence à ${first}.`,
      en: `The log no longer reaches back to position ${offset}: it begins at ${first}.`,
    },
    remedy: {
      fr: 'Restaurez le dossier de données entier depuis une même sauvegarde, ou importez de nouveau les fichiers.',
      en: 'Restore the whole data folder from one backup, or import the files again.',
    },
  })

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Whether a failed write means that there is no room left. */
export const saysFull = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && FULL.has(String(problem.code))
