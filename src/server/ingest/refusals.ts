import { type Refusal, Refused } from '../../kernel/index.ts'

export type IngestRefusal =
  | 'batch-malformed'
  | 'batch-out-of-order'
  | 'import-taken-over'
  | 'import-unknown'
  | 'readers-behind'

const words: Readonly<Record<IngestRefusal, Omit<Refusal, 'code'>>> = {
  'batch-malformed': {
    what: {
      fr: 'Un lot de lignes est illisible : rien n’en a été gardé.',
      en: 'A batch of rows cannot be read: nothing of it was kept.',
    },
    remedy: {
      fr: 'Vérifiez que la commande et le serveur sont de la même version de Parcours.',
      en: 'Check that the command and the server are of the same version of Parcours.',
    },
  },
  'batch-out-of-order': {
    what: {
      fr: 'Un lot est arrivé sans celui qui le précède.',
      en: 'A batch arrived without the one before it.',
    },
    remedy: {
      fr: 'Relancez le même import : il reprend où il s’est arrêté.',
      en: 'Run the same import again: it resumes where it stopped.',
    },
  },
  'import-taken-over': {
    what: {
      fr: 'Le même import a été relancé depuis une autre commande, qui a pris la suite.',
      en: 'The same import was started again by another command, which took over.',
    },
    remedy: { fr: 'Laissez l’autre commande finir.', en: 'Let the other command finish.' },
  },
  'import-unknown': {
    what: { fr: 'Cet import n’est pas ouvert.', en: 'This import is not open.' },
    remedy: { fr: 'Relancez-le.', en: 'Run it again.' },
  },
  'readers-behind': {
    what: {
      fr: 'L’analyse a trop de retard sur les arrivées : il faut attendre qu’elle le rattrape.',
      en: 'Analytics is too far behind what arrives: it must catch up first.',
    },
    remedy: {
      fr: 'Attendez, puis recommencez ; si rien n’avance, voyez le journal du processus analytics.',
      en: 'Wait, then try again; if nothing moves, look at the journal of the analytics process.',
    },
  },
}

export const refused = (code: IngestRefusal): Refused => new Refused({ code, ...words[code] })
