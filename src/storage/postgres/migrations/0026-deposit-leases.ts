import type { Migration } from '../migrate.ts'

/**
 * A file is being taken until a given instant, by whoever says so again and again: one that was left by a process that
 * was killed is taken up by the next. A deposit is paused by somebody, and tells when it was last looked into.
 */
export const depositLeases: Migration = {
  name: '0026-deposit-leases',
  statements: [
    `ALTER TABLE deposits
      ADD COLUMN paused_at timestamptz,
      ADD COLUMN paused_by text,
      ADD COLUMN looked_at timestamptz,
      ADD COLUMN trouble text`,
    'ALTER TABLE deposited DROP CONSTRAINT deposited_state_check',
    `ALTER TABLE deposited
      ADD COLUMN holder text,
      ADD COLUMN until timestamptz,
      ADD CONSTRAINT deposited_state_check CHECK (state IN ('seen', 'taking', 'taken', 'refused')),
      ALTER COLUMN why TYPE jsonb USING CASE WHEN why IS NULL THEN NULL
        ELSE jsonb_build_object('code', why, 'what', why, 'remedy', '') END`,
    // Claimed by a process that was killed before it began the import: nobody took these.
    `UPDATE deposited SET state = 'seen' WHERE state = 'taken' AND import IS NULL`,
  ],
}
