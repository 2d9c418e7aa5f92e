import type { Migration } from '../migrate.ts'

/**
 * Numbers what analytics is told of who is who. A number is never given twice, whatever becomes of who took it; these begin
 * above all that analytics counted by itself before.
 */
export const identityTellings: Migration = {
  name: '0034-identity-tellings',
  statements: ['CREATE SEQUENCE identity_tellings START 1000000000000'],
}
