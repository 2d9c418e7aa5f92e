import type { Migration } from '../migrate.ts'

/** From which probability on records are one person's without asking anybody: a workspace's own choice. */
export const likenessThreshold: Migration = {
  name: '0033-likeness-threshold',
  statements: [
    `CREATE TABLE likeness_thresholds (
      workspace text PRIMARY KEY,
      sure float8 NOT NULL CHECK (sure > 0 AND sure < 1)
    )`,
  ],
}
