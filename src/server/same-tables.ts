import { Refused } from '../kernel/index.ts'
import { migrations } from '../storage/clickhouse/tables.ts'
import type { ServerFile } from './server-file.ts'

/** How many steps the analytical tables of this program have: a server notes it, for commands that read them. */
export const TABLES = migrations.length

/** Refuses a command whose program reads other tables than the running server keeps: its questions would not be understood. */
export const checkTables = ({ tables }: Partial<Pick<ServerFile, 'tables'>>): void => {
  if (tables === TABLES) return
  throw new Refused({
    code: 'server-of-another-version',
    what: {
      fr: 'Le serveur en marche sur ce dossier est d’une autre version de Parcours que cette commande.',
      en: 'The server that runs on this folder is of another version of Parcours than this command.',
    },
    remedy: {
      fr: 'Arrêtez-le et relancez parcours start avec la plus récente des deux versions.',
      en: 'Stop it, and run parcours start again with the newer of the two versions.',
    },
  })
}
