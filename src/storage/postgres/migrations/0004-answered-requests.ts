import type { Migration } from '../migrate.ts'

/** Writes that carried an Idempotency-Key, with what was answered, for a day. */
export const answeredRequests: Migration = {
  name: '0004-answered-requests',
  statements: [
    `CREATE TABLE answered_requests (
      workspace text NOT NULL,
      actor text NOT NULL,
      key text NOT NULL,
      print text NOT NULL,
      begun_at timestamptz NOT NULL,
      answer jsonb,
      PRIMARY KEY (workspace, actor, key)
    )`,
    'CREATE INDEX answered_requests_by_age ON answered_requests (begun_at)',
  ],
}
