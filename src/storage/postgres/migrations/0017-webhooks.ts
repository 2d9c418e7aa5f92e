import type { Migration } from '../migrate.ts'

/** Doors for what other systems send by themselves: how each is read, and the sealed secret that signs it. */
export const webhooks: Migration = {
  name: '0017-webhooks',
  statements: [
    `CREATE TABLE webhooks (
      workspace text NOT NULL,
      name text NOT NULL,
      address text NOT NULL UNIQUE,
      mapping text NOT NULL,
      secret text NOT NULL,
      added_at timestamptz NOT NULL,
      source_added_at timestamptz NOT NULL,
      PRIMARY KEY (workspace, name)
    )`,
  ],
}
