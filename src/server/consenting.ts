import { randomUUID } from 'node:crypto'
import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { createConsentReader } from '../consent/consent-reader.clickhouse.ts'
import { consentEndpoints } from '../consent/consents.http.ts'
import { createConsents } from '../consent/index.ts'
import { createPostgresPurposeStore } from '../consent/purpose-store.postgres.ts'
import { localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Database } from '../storage/postgres/database.ts'
import { askIngest } from './ask-ingest.ts'
import { peopleOver } from './people.ts'
import type { IngestAddress } from './role.ts'

interface Parts {
  readonly database: Database
  readonly engine: Analytics
  readonly ingest: IngestAddress
  readonly live: Live
}

/** What people consent to: a word said here goes the way of those that come in. */
export const consenting = ({ database, engine, ingest, live }: Parts): readonly Endpoint[] => {
  const { profiles } = peopleOver(engine, database, Date.now)
  return consentEndpoints({
    consents: createConsents({
      purposes: createPostgresPurposeStore(database),
      reader: createConsentReader(engine),
      keep: (event) => askIngest(ingest, '/events', event),
      newId: () => asId<'Event'>(randomUUID()),
      may: localOwnerMay,
      now: Date.now,
    }),
    filedUnder: async (actor, profile) => {
      const { filedUnder, identifiers } = orThrow(await profiles.find(actor, profile))
      return [...new Set([...filedUnder, ...identifiers])]
    },
    changed: () => live.tell(['people']),
  })
}
