import { personSql } from '../events/person.clickhouse.ts'
import { createBinder, decimalSql, propertySql } from '../events/where.clickhouse.ts'
import { CASE, filterSql } from '../journeys/case-statement.clickhouse.ts'
import type { CaseQuestion } from '../journeys/index.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import type { Purchase } from './purchase-records.ts'

/** Every purchase that the filters keep, person by person, in order. */
export const readPurchases = async (
  analytics: Analytics,
  question: CaseQuestion,
  event: string,
  property: string,
): Promise<Purchase[]> => {
  const binder = createBinder()
  const revenue = decimalSql(propertySql(property, binder).text)
  const statement = `-- What did each person buy, when, for how much?
SELECT ${CASE} AS key, ${personSql()} AS person, toUnixTimestamp64Micro(ts) / 1000 AS at, toFloat64(ifNull(${revenue}, 0)) AS revenue
FROM events
WHERE ${filterSql(question, binder)}
    AND event = ${binder.bind(event, 'String')}
ORDER BY person, ts, rank, seq`
  return analytics.rows<Purchase>(statement, binder.parameters)
}
