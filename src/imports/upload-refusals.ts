import { isReservedSource } from '../events/index.ts'
import type { Refusal } from '../kernel/index.ts'

const megabytes = (bytes: number): { fr: string; en: string } => {
  const [divisor, fr, en] = bytes >= 1 << 30 ? [1 << 30, 'Go', 'GB'] : [1 << 20, 'Mo', 'MB']
  const amount = Math.max(0, Math.round((bytes / Number(divisor)) * 10) / 10)
  return { fr: `${String(amount).replace('.', ',')} ${fr}`, en: `${amount} ${en}` }
}

/** What is refused of a file on its way, and of an import that a person asks for. */
export const uploadRefusals = {
  unknown: {
    code: 'import-unknown',
    what: { fr: 'Cet import n’existe pas, ou plus.', en: 'There is no such import, or no longer.' },
    remedy: { fr: 'Déposez de nouveau le fichier.', en: 'Drop the file again.' },
  },
  elsewhere: (at: number) => ({
    code: 'upload-elsewhere',
    what: { fr: `Le serveur a reçu ${at} octets de ce fichier.`, en: `The server has ${at} bytes of this file.` },
    remedy: { fr: 'Reprenez de là.', en: 'Go on from there.' },
  }),
  diskFull: {
    code: 'disk-full',
    what: {
      fr: 'Le disque du serveur est plein : ce fichier n’y tient pas.',
      en: 'The server’s disk is full: this file does not fit.',
    },
    remedy: {
      fr: 'Faites de la place dans le dossier de données, puis déposez-le de nouveau.',
      en: 'Make room in the data folder, then drop it again.',
    },
  },
  noRoom: (size: number, room: number) => ({
    code: 'disk-full',
    what: {
      fr: `Ce fichier (${megabytes(size).fr}) ne tient pas sur le disque du serveur, où il reste ${megabytes(room).fr}.`,
      en: `This file (${megabytes(size).en}) does not fit on the server’s disk, where ${megabytes(room).en} are left.`,
    },
    remedy: {
      fr: 'Faites de la place, ou importez-le par parcours import, qui ne le copie pas.',
      en: 'Make room, or bring it with parcours import, which does not copy it.',
    },
  }),
  empty: {
    code: 'empty-file',
    what: { fr: 'Ce fichier est vide.', en: 'This file is empty.' },
    remedy: { fr: 'Exportez-le de nouveau.', en: 'Export it again.' },
  },
  notWhole: {
    code: 'upload-not-whole',
    what: { fr: 'Ce fichier n’est pas encore arrivé en entier.', en: 'This file has not wholly arrived yet.' },
    remedy: { fr: 'Attendez la fin de l’envoi.', en: 'Wait until it has been sent.' },
  },
  sourceName: {
    code: 'unfit-source-name',
    what: { fr: 'Ce nom de source ne convient pas.', en: 'This name of a source will not do.' },
    remedy: {
      fr: 'Donnez-lui de 1 à 200 caractères, sans deux-points ni blancs aux bords.',
      en: 'Give it 1 to 200 characters, without colons, nor blanks at its ends.',
    },
  },
  sourceReserved: {
    code: 'source-reserved',
    what: {
      fr: '« parcours » est le nom de ce que Parcours note lui-même.',
      en: '"parcours" is the name of what Parcours itself writes down.',
    },
    remedy: {
      fr: 'Donnez à la source le nom de ce d’où vient le fichier : crm, caisse-lille…',
      en: 'Name the source after where the file comes from: crm, till-lille…',
    },
  },
  begun: {
    code: 'import-begun',
    what: { fr: 'Cet import est déjà lancé, ou terminé.', en: 'This import has begun already, or is over.' },
    remedy: { fr: 'Déposez de nouveau le fichier pour un autre essai.', en: 'Drop the file again for another try.' },
  },
  lost: {
    code: 'import-lost',
    what: { fr: 'Le processus de l’import s’est arrêté.', en: 'The process of the import ended.' },
    remedy: {
      fr: 'Ce qui était gardé le reste. Déposez de nouveau le fichier : rien ne sera compté deux fois.',
      en: 'What was kept stays kept. Drop the file again: nothing is counted twice.',
    },
  },
} as const satisfies Record<string, Refusal | ((...numbers: number[]) => Refusal)>

/** A source's name stands in identifiers (`case:<source>:<case>`) and on screens. */
const SOURCE_NAME = /^[^\p{C}:]{1,200}$/u

export type SourceTrouble = (typeof uploadRefusals)['sourceName' | 'sourceReserved']

/** What stands against a source's name, if anything. */
export const troubleWithSource = (name: string): SourceTrouble | undefined => {
  if (!SOURCE_NAME.test(name) || name.trim() !== name) return uploadRefusals.sourceName
  return isReservedSource(name) ? uploadRefusals.sourceReserved : undefined
}
