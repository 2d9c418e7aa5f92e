import { type Binder, createBinder } from '../events/where.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type Generation, ofGeneration, ofWorkspace, PRINT } from './case-layer-statement.clickhouse.ts'
import { CASE } from './case-statement.clickhouse.ts'

/**
 * Cases whose events are not those that their row was made of: new ones, changed ones, and those that are no more. By the
 * hashes of their keys, which take an eighth of what the keys would.
 */
const differingStatement = (generation: Generation, upTo: string, most: number, binder: Binder): string =>
  `-- Which cases are not what their events are?
SELECT toString(hash) AS hash FROM (
  SELECT cityHash64(${CASE}) AS hash, sum(${PRINT}) AS print FROM events
  WHERE ${ofWorkspace(generation, binder)} AND seq <= ${binder.bind(upTo, 'UInt64')}
  GROUP BY hash
  UNION ALL
  SELECT hash, print FROM cases FINAL WHERE ${ofGeneration(generation, binder)}
) GROUP BY hash HAVING count() = 1 OR min(print) != max(print) LIMIT ${binder.bind(most + 1, 'UInt32')}`

const keysOfStatement = (generation: Generation, hashes: readonly string[], binder: Binder): string => {
  const among = `IN (SELECT toUInt64(arrayJoin(${binder.bind(hashes, 'Array(String)')})))`
  return `-- What are these cases called?
SELECT DISTINCT key FROM (
  SELECT ${CASE} AS key FROM events WHERE ${ofWorkspace(generation, binder)} AND cityHash64(${CASE}) ${among}
  UNION ALL
  SELECT key FROM cases WHERE ${ofGeneration(generation, binder)} AND hash ${among}
)`
}

/** The keys of the cases that differ from their events; `undefined` where they are more than so many. Events are looked at twice, however many there are. */
export const differingKeys = async (
  analytics: Analytics,
  generation: Generation,
  upTo: string,
  most: number,
): Promise<readonly string[] | undefined> => {
  const ask = <Row>(statement: (binder: Binder) => string): Promise<Row[]> => {
    const binder = createBinder()
    return analytics.rows<Row>(statement(binder), binder.parameters)
  }
  const differing = await ask<{ hash: string }>((binder) => differingStatement(generation, upTo, most, binder))
  if (differing.length > most) return undefined
  const hashes = differing.map(({ hash }) => hash)
  const named = await ask<{ key: string }>((binder) => keysOfStatement(generation, hashes, binder))
  return named.map(({ key }) => key)
}
