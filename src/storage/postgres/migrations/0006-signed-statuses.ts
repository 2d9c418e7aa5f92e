import type { Migration } from '../migrate.ts'

/** Who changes where a revision stands also gives a name; nobody checks it until accounts exist. */
export const signedStatuses: Migration = {
  name: '0006-signed-statuses',
  statements: ['ALTER TABLE map_statuses ADD COLUMN signed text'],
}
