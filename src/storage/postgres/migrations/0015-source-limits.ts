import type { Migration } from '../migrate.ts'

/** How much a source may send, and the sealed secret with which its owner's server signs who somebody is. */
export const sourceLimits: Migration = {
  name: '0015-source-limits',
  statements: ['ALTER TABLE sources ADD COLUMN limits jsonb, ADD COLUMN identity text'],
}
