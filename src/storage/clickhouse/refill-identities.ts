import type { Analytics } from './analytics.ts'

/**
 * Fills what the engine looks people up in from the record of every change. It is kept in one file per change and without
 * waiting for the disk: filled anew at each start, it is short again, and whole after a power cut.
 */
export const refillIdentities = async (analytics: Analytics): Promise<void> => {
  const [known] = await analytics.rows<{ n: string }>(
    '-- Is anybody tied to anybody?\nSELECT count() AS n FROM identities',
  )
  if (known === undefined || known.n === '0') return
  await analytics.run('DROP TABLE IF EXISTS identities_spare')
  await analytics.run('CREATE TABLE identities_spare AS identities_now')
  await analytics.run(`INSERT INTO identities_spare
SELECT workspace, identifier, argMax(profile, version) AS latest FROM identities
GROUP BY workspace, identifier HAVING latest != identifier`)
  await analytics.run('EXCHANGE TABLES identities_spare AND identities_now')
  await analytics.run('DROP TABLE identities_spare')
}
