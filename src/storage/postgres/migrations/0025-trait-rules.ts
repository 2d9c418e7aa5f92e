import type { Migration } from '../migrate.ts'

/** Which of the values that were told of a trait holds, by the owner's word. */
export const traitRules: Migration = {
  name: '0025-trait-rules',
  statements: [
    `CREATE TABLE identity_trait_rules (
      workspace text NOT NULL,
      trait text COLLATE "C" NOT NULL,
      rule text NOT NULL,
      sources jsonb NOT NULL,
      PRIMARY KEY (workspace, trait)
    )`,
  ],
}
