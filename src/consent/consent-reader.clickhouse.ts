import { createBinder, propertySql } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type Consent, type ConsentReader, inOrder, notedOf } from './consent-reader.ts'
import { GIVEN, WITHDRAWN } from './word.ts'

interface Row extends Omit<Consent, 'given' | 'noted'> {
  readonly stands: number
  readonly received: number
  readonly by: string
  readonly signed: string
}

/** Reads consents from the analytical engine. At one instant, what withdraws stands. */
export const createConsentReader = (analytics: Analytics): ConsentReader => ({
  of: async (workspace, identifiers) => {
    const binder = createBinder()
    const purpose = propertySql('purpose', binder).text
    const rows = await analytics.rows<Row>(
      `-- What stands of each purpose under each identifier?
SELECT identifier, about AS purpose, latest.1 AS at, toUInt8(latest.2 = 0) AS stands, latest.3 AS source,
  latest.4 AS received, latest.5 AS by, latest.6 AS signed
FROM (
  SELECT identifier, ${purpose} AS about,
    max((toFloat64(toUnixTimestamp64Micro(ts)) / 1000, toUInt8(event = ${binder.bind(WITHDRAWN, 'String')}), toString(source),
      toFloat64(toUnixTimestamp64Micro(received_at)) / 1000, properties['by'], properties['signed'])) AS latest
  FROM events
  WHERE workspace = ${binder.bind(workspace, 'String')} AND identifier IN ${binder.bind(identifiers, 'Array(String)')}
    AND event IN ${binder.bind([GIVEN, WITHDRAWN], 'Array(String)')}
  GROUP BY identifier, about
)
WHERE about != ''`,
      binder.parameters,
    )
    return rows
      .map(({ stands, received, by, signed, ...row }) => ({
        ...row,
        given: stands === 1,
        noted: notedOf(row.source, { by, signed, at: received }),
      }))
      .sort(inOrder)
  },
})
