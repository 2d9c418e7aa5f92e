import type { Migration } from '../migrate.ts'

/**
 * Everybody's keys under one model are one filing, a partition of its own: it is written whole and indexed once, which is
 * many times quicker than a row at a time, and the filing before it answers until then and is dropped at once.
 */
export const filings: Migration = {
  name: '0031-filings',
  statements: [
    'DROP TABLE likeness_keys',
    'ALTER TABLE likeness_records DROP COLUMN keys',
    'CREATE SEQUENCE likeness_filings AS int',
    `CREATE TABLE likeness_keys (
      filing int NOT NULL,
      key bigint NOT NULL,
      record bigint NOT NULL
    ) PARTITION BY LIST (filing)`,
    'CREATE INDEX likeness_keys_found ON likeness_keys (key, record)',
    `CREATE TABLE likeness_filed (
      filing int NOT NULL,
      record bigint NOT NULL,
      keys bigint[] NOT NULL
    ) PARTITION BY LIST (filing)`,
    'CREATE INDEX likeness_filed_by_record ON likeness_filed (record)',
    // Learnt again, so that everybody is filed: what people said of pairs stays.
    'DELETE FROM likeness_models',
    'ALTER TABLE likeness_models ADD COLUMN filing int NOT NULL',
    'UPDATE likeness_records SET looked = 0 WHERE looked > 0',
  ],
}
