import { createHash } from 'node:crypto'
import { done, type Outcome, refuse } from '../../kernel/index.ts'
import type { Database } from './database.ts'

/** A step that changes the tables, run once and for good. Correct a mistake with a new step, never by editing one. */
export interface Migration {
  /** `0001-maps`: a number that rises without a gap, and what the step brings. */
  readonly name: string
  readonly statements: readonly string[]
}

interface Applied {
  readonly position: number
  readonly name: string
  readonly hash: string
}

export type MigrationRefusal = 'migration-edited' | 'migration-missing' | 'migration-reordered'

const hashOf = ({ statements }: Migration): string =>
  createHash('sha256').update(statements.join('\n;\n')).digest('hex')

const RESTORE = {
  fr: 'Rétablissez le texte d’origine de cette étape et corrigez par une nouvelle étape.',
  en: 'Restore the original text of this step and correct it with a new one.',
}
const UPGRADE = {
  fr: 'Utilisez une version de Parcours au moins aussi récente que celle qui a préparé cette base.',
  en: 'Use a version of Parcours at least as recent as the one that prepared this database.',
}

/** Whether what a database has been through is the beginning of the list of steps, word for word. */
const checkOrder = (applied: readonly Applied[], steps: readonly Migration[]): Outcome<void, MigrationRefusal> => {
  for (const [index, row] of applied.entries()) {
    const step = steps[index]
    if (step?.name === row.name && hashOf(step) === row.hash) continue
    if (step?.name === row.name)
      return refuse({
        code: 'migration-edited',
        what: {
          fr: `L’étape ${row.name} de la base a changé après avoir été appliquée.`,
          en: `The database step ${row.name} was edited after it had been applied.`,
        },
        remedy: RESTORE,
      })
    if (steps.some(({ name }) => name === row.name))
      return refuse({
        code: 'migration-reordered',
        what: {
          fr: `L’étape ${row.name} a été appliquée en position ${index + 1}, mais le programme y attend ${step?.name ?? 'rien'}.`,
          en: `The step ${row.name} was applied at position ${index + 1}, where the program expects ${step?.name ?? 'none'}.`,
        },
        remedy: {
          fr: 'Remettez les étapes dans l’ordre où elles ont été appliquées ; une nouvelle étape se place à la fin.',
          en: 'Put the steps back in the order in which they were applied; a new step goes at the end.',
        },
      })
    return refuse({
      code: 'migration-missing',
      what: {
        fr: `La base a reçu l’étape ${row.name}, que ce programme ne connaît pas.`,
        en: `The database has been through the step ${row.name}, which this program does not know.`,
      },
      remedy: UPGRADE,
    })
  }
  return done(undefined)
}

/** Any number that no other program is likely to take: it makes two starting programs migrate one after the other. */
const LOCK = 7_291_846_305

/** Brings a database to the end of the list, in order and all or nothing. Returns the names just applied. */
export const migrate = async (
  database: Database,
  steps: readonly Migration[],
): Promise<Outcome<readonly string[], MigrationRefusal>> =>
  database.transaction(async (transaction) => {
    await transaction.query('SELECT pg_advisory_xact_lock($1::bigint)', [LOCK])
    await transaction.query(`CREATE TABLE IF NOT EXISTS parcours_migrations (
      position integer PRIMARY KEY,
      name text NOT NULL UNIQUE,
      hash text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`)
    const applied = await transaction.query<Applied>(
      'SELECT position, name, hash FROM parcours_migrations ORDER BY position',
    )
    const order = checkOrder(applied, steps)
    if (!order.ok) return order
    const names: string[] = []
    for (const step of steps.slice(applied.length)) {
      for (const statement of step.statements) await transaction.query(statement)
      await transaction.query('INSERT INTO parcours_migrations (position, name, hash) VALUES ($1, $2, $3)', [
        applied.length + names.length + 1,
        step.name,
        hashOf(step),
      ])
      names.push(step.name)
    }
    return done(names)
  })
