import type { Id } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import { type KeyedRecord, type LikenessStore, MOST_IN_BLOCK } from './likeness-store.ts'
import type { PersonModel } from './person-model.ts'
import type { PersonRecord } from './person-record.ts'

/** Cells in one text each: PostgreSQL has no array of arrays of different lengths. */
export const BETWEEN = '\u001f'

const AT_ONCE = 5_000

/** Everybody's keys, written into tables that nobody reads yet: no index is kept up and no journal written meanwhile. */
const writeFiling = async (
  database: Database,
  workspace: string,
  filing: number,
  keysOf: (cells: readonly string[]) => readonly number[],
): Promise<void> => {
  const [keys, filed] = [`likeness_keys_${filing}`, `likeness_filed_${filing}`]
  await database.query(`CREATE TABLE ${filed} (LIKE likeness_filed, CHECK (filing = ${filing}))`)
  await database.query(`CREATE TABLE ${keys} (LIKE likeness_keys, CHECK (filing = ${filing}))`)
  for (let from = 0; ; ) {
    const some = await database.query<{ id: number; cells: string }>(
      `SELECT id, array_to_string(cells, '${BETWEEN}') AS cells FROM likeness_records
        WHERE id > $2 AND workspace = $1 ORDER BY id LIMIT ${AT_ONCE}`,
      [workspace, from],
    )
    if (some.length === 0) break
    from = some.at(-1)?.id ?? from
    await database.query(
      `INSERT INTO ${filed} SELECT ${filing}, record, keys::bigint[] FROM unnest($1::bigint[], $2::text[]) AS given (record, keys)`,
      [some.map(({ id }) => id), some.map(({ cells }) => `{${keysOf(cells.split(BETWEEN)).join(',')}}`)],
    )
  }
  await database.query(`INSERT INTO ${keys} SELECT filing, key, record FROM ${filed}, unnest(keys) AS key`)
  await database.query(`SET LOCAL maintenance_work_mem = '128MB'`)
  // Each is given the index of the whole as it joins it.
  await database.query(`ALTER TABLE likeness_filed ATTACH PARTITION ${filed} FOR VALUES IN (${filing})`)
  await database.query(`ALTER TABLE likeness_keys ATTACH PARTITION ${keys} FOR VALUES IN (${filing})`)
}

const refile = async (
  database: Database,
  workspace: string,
  filing: number,
  records: readonly KeyedRecord[],
): Promise<void> => {
  const keysOf = new Map(records.map(({ filed, keys }) => [filed, keys]))
  const known = await database.query<{ id: number; filed: string; keys: string | null }>(
    `-- Which records are these, and what are they filed under?
      SELECT id, record.filed, array_to_string(before.keys, ',') AS keys FROM likeness_records AS record
        LEFT JOIN likeness_filed AS before ON before.filing = $3 AND before.record = record.id
      WHERE workspace = $1 AND record.filed = ANY($2::text[])`,
    [workspace, [...keysOf.keys()], filing],
  )
  const changed = known.flatMap(({ id, filed, keys }) => {
    const now = keysOf.get(filed) ?? []
    return now.join(',') === keys ? [] : [{ id, now, before: keys ? keys.split(',').map(Number) : [] }]
  })
  if (changed.length === 0) return
  const lost = changed.flatMap(({ id, now, before }) =>
    before.filter((key) => !now.includes(key)).map((key) => [key, id] as const),
  )
  if (lost.length > 0)
    await database.query(
      `DELETE FROM likeness_keys WHERE filing = $1
        AND (key, record) IN (SELECT * FROM unnest($2::bigint[], $3::bigint[]))`,
      [filing, lost.map(([key]) => key), lost.map(([, id]) => id)],
    )
  // In the order of the index: those that stand together are written together.
  const come = changed
    .flatMap(({ id, now, before }) => now.filter((key) => !before.includes(key)).map((key) => [key, id] as const))
    .sort(([a], [b]) => a - b)
  await database.query(
    'INSERT INTO likeness_keys SELECT $1, key, record FROM unnest($2::bigint[], $3::bigint[]) AS given (key, record)',
    [filing, come.map(([key]) => key), come.map(([, id]) => id)],
  )
  await database.query('DELETE FROM likeness_filed WHERE filing = $1 AND record = ANY($2::bigint[])', [
    filing,
    changed.map(({ id }) => id),
  ])
  await database.query(
    `INSERT INTO likeness_filed
      SELECT $1, record, keys::bigint[] FROM unnest($2::bigint[], $3::text[]) AS given (record, keys)`,
    [filing, changed.map(({ id }) => id), changed.map(({ now }) => `{${now.join(',')}}`)],
  )
}

const SHARING = `-- Who shares keys with each of these, those that share most of the rarest ones first?
  WITH met AS (
    SELECT asker, record, sum(round(1000 * ln(1e9 / size))) AS worth
      FROM unnest($2::int[], $3::bigint[]) AS asked (asker, key)
      CROSS JOIN LATERAL (
        SELECT record, count(*) OVER () AS size FROM (
          SELECT record FROM likeness_keys WHERE filing = $4 AND key = asked.key LIMIT ${MOST_IN_BLOCK}) AS block) AS sized
      GROUP BY asker, record),
  ranked AS (SELECT asker, record, row_number() OVER (PARTITION BY asker ORDER BY worth DESC, record) AS rank FROM met)
  SELECT asker, filed, identifier, array_to_string(cells, '${BETWEEN}') AS cells
    FROM ranked JOIN likeness_records ON id = record WHERE rank <= $5 AND workspace = $1 ORDER BY asker, id`

type Filing = Pick<LikenessStore, 'adopt' | 'file' | 'sharing'>

/** Records under their keys. A key is a number in an index: one record is looked up among a million by a few of them. */
export const filingIn = (database: Database, filings = new Map<string, number>()): Filing => {
  const filingOf = async (workspace: string, version: number): Promise<number> => {
    const known = filings.get(`${version} ${workspace}`)
    if (known !== undefined) return known
    const [row] = await database.query<{ filing: number }>(
      'SELECT filing FROM likeness_models WHERE workspace = $1 AND version = $2',
      [workspace, version],
    )
    if (row) filings.set(`${version} ${workspace}`, row.filing)
    return row?.filing ?? 0
  }
  return {
    async adopt(workspace: Id<'Workspace'>, model: PersonModel, keysOf): Promise<void> {
      const filing = await database.transaction(async (inside) => {
        const [next] = await inside.query<{ filing: number }>(`SELECT nextval('likeness_filings')::int AS filing`)
        const number = next?.filing ?? 0
        await writeFiling(inside, workspace, number, keysOf)
        await inside.query('INSERT INTO likeness_models (workspace, version, model, filing) VALUES ($1, $2, $3, $4)', [
          workspace,
          model.version,
          JSON.stringify(model),
          number,
        ])
        return number
      })
      const before = await database.query<{ filing: number }>(
        'SELECT filing FROM likeness_models WHERE workspace = $1 AND version < $2',
        [workspace, model.version],
      )
      for (const { filing: old } of before)
        await database.query(`DROP TABLE IF EXISTS likeness_keys_${old}, likeness_filed_${old}`)
      // Marks every page as seen by all, so that blocks are read from the index alone.
      await database.query(`VACUUM ANALYZE likeness_keys_${filing}`)
    },
    async file(workspace, records, version): Promise<void> {
      const filing = await filingOf(workspace, version)
      if (records.length > 0) await database.transaction((inside) => refile(inside, workspace, filing, records))
    },
    async sharing(workspace, version, keys, most): Promise<PersonRecord[][]> {
      const asked = keys.flatMap((wanted, at) => wanted.map((key) => [at, key] as const))
      const found: PersonRecord[][] = keys.map(() => [])
      if (asked.length === 0) return found
      const rows = await database.query<
        Omit<PersonRecord, 'cells'> & { readonly asker: number; readonly cells: string }
      >(SHARING, [
        workspace,
        asked.map(([at]) => at),
        asked.map(([, key]) => key),
        await filingOf(workspace, version),
        most,
      ])
      for (const { asker, cells, ...record } of rows) found[asker]?.push({ ...record, cells: cells.split(BETWEEN) })
      return found
    },
  }
}
