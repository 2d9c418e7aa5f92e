import { orThrow, Refused } from '../../kernel/index.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openPool } from './pool.postgres.ts'

/** Connection failures by their code; SQLSTATE classes 08 (connection), 28 (authorization), and a database that is not there. */
const UNREACHED = /^(?:ECONN|ENOENT|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|EACCES|08|28|3D000)/

const unreachable = (url: string, code: string) => {
  const place = url.replace(/\/\/([^:@/]*):[^@]*@/, '//$1@')
  return new Refused({
    code: 'postgres-unreachable',
    what: {
      fr: `Le serveur PostgreSQL ${place} ne répond pas (${code}).`,
      en: `The PostgreSQL server ${place} cannot be reached (${code}).`,
    },
    remedy: {
      fr: 'Vérifiez PARCOURS_POSTGRES_URL (hôte, port, base, utilisateur, mot de passe) et que le serveur fonctionne.',
      en: 'Check PARCOURS_POSTGRES_URL (host, port, database, user, password) and that the server runs.',
    },
  })
}

/** Opens a database and brings its tables to what this program expects. */
export const openDatabase = async (url: string, connections?: number): Promise<Database> => {
  const database = openPool(url, connections)
  try {
    orThrow(await migrate(database, migrations))
    return database
  } catch (problem) {
    await database.close()
    const code = String((problem as { code?: unknown }).code ?? '')
    throw UNREACHED.test(code) ? unreachable(url, code) : problem
  }
}
