import type { Migration } from '../migrate.ts'

/** How many events there were in all when they were read for names and faces: where nothing has changed, nothing is read. */
export const readingTotals: Migration = {
  name: '0022-reading-totals',
  statements: [
    'ALTER TABLE identity_state ADD COLUMN total bigint',
    'ALTER TABLE people_reading ADD COLUMN total bigint',
  ],
}
