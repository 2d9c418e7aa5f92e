import type { Migration } from '../migrate.ts'

/** To which purpose people must consent for what a source sends of them to be kept, and what purposes a workspace declared. */
export const consents: Migration = {
  name: '0021-consents',
  statements: [
    'ALTER TABLE sources ADD COLUMN needs text',
    `CREATE TABLE consent_purposes (
      position bigint GENERATED ALWAYS AS IDENTITY,
      workspace text NOT NULL,
      id text NOT NULL,
      title jsonb NOT NULL,
      PRIMARY KEY (workspace, id)
    )`,
  ],
}
