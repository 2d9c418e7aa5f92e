import { createHash } from 'node:crypto'
import { Refused } from '../../kernel/index.ts'
import type { Analytics } from './analytics.ts'
import { type Migration, migrations } from './tables.ts'

const hashOf = ({ statement }: Migration): string => createHash('sha256').update(statement).digest('hex')

/** Brings the engine's tables up to date, in order; one that ran here with another text, or is unknown, is refused. */
export const migrate = async (analytics: Analytics, steps: readonly Migration[] = migrations): Promise<void> => {
  await analytics.run(`
CREATE TABLE IF NOT EXISTS parcours_migrations (position UInt32, name String, hash String, applied_at DateTime64(3, 'UTC'))
ENGINE = MergeTree ORDER BY position SETTINGS fsync_after_insert = 1`)
  // The question: which steps ran here, and with which text?
  const applied = await analytics.rows<{ position: number; name: string; hash: string }>(
    'SELECT DISTINCT position, name, hash FROM parcours_migrations ORDER BY position',
  )
  applied.forEach(({ position, name, hash }, i) => {
    const step = steps[i]
    if (!step || position !== i) throw new Refused(unknown(name))
    if (step.name !== name || hashOf(step) !== hash) throw new Refused(edited(name))
  })
  for (const [i, step] of steps.entries()) {
    if (i < applied.length) continue
    await analytics.run(step.statement)
    await analytics.run(
      `INSERT INTO parcours_migrations SELECT {position:UInt32}, {name:String}, {hash:String}, now64(3)`,
      { position: i, name: step.name, hash: hashOf(step) },
    )
  }
}

const edited = (name: string) => ({
  code: 'analytics-migration-edited',
  what: {
    fr: `La migration « ${name} » des tables d’analyse n’est plus celle qui a été appliquée ici.`,
    en: `The migration "${name}" of the analytics tables is not the one that was applied here.`,
  },
  remedy: {
    fr: 'Revenez à la version de Parcours qui a écrit ces données, ou restaurez-en une copie.',
    en: 'Go back to the version of Parcours that wrote this data, or restore a copy of it.',
  },
})

const unknown = (name: string) => ({
  code: 'analytics-migration-unknown',
  what: {
    fr: `Ces données ont été écrites par une autre version de Parcours : la migration « ${name} » est inconnue ou mal placée.`,
    en: `This data was written by another version of Parcours: the migration "${name}" is unknown or out of order.`,
  },
  remedy: {
    fr: 'Installez la version qui les a écrites, ou une plus récente.',
    en: 'Install the version that wrote it, or a newer one.',
  },
})
