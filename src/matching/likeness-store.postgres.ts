import type { Id } from '../kernel/index.ts'
import { compareIdentifiers, type Identifier } from '../profiles/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import { BETWEEN, filingIn } from './filing.postgres.ts'
import type { KeptLikeness, Likeness, LikenessState, LikenessStore, Spread } from './likeness-store.ts'
import type { PersonModel } from './person-model.ts'
import type { PersonRecord } from './person-record.ts'

const RECORD = 'filed, identifier, cells'
const PAIR = 'id, one, other, probability, why, model, state, at'

const ordered = (one: Identifier, other: Identifier) =>
  compareIdentifiers(one, other) <= 0 ? ([one, other] as const) : ([other, one] as const)

const noteAll = async (database: Database, workspace: string, likenesses: readonly Likeness[]): Promise<void> => {
  const pairs = likenesses.map(({ one, other }) => ordered(one, other))
  await database.query(
    `INSERT INTO likeness_pairs (workspace, one, other, probability, why, model, state, at)
      SELECT $1, one, other, probability, why::jsonb, model, state, at
        FROM unnest($2::text[], $3::text[], $4::float8[], $5::text[], $6::int[], $7::text[], $8::float8[])
          AS given (one, other, probability, why, model, state, at)
      ON CONFLICT (workspace, one, other) DO UPDATE SET probability = excluded.probability, why = excluded.why,
        model = excluded.model, state = excluded.state, at = excluded.at
        WHERE likeness_pairs.state = 'open'`,
    [
      workspace,
      pairs.map(([one]) => one),
      pairs.map(([, other]) => other),
      likenesses.map(({ probability }) => probability),
      likenesses.map(({ why }) => JSON.stringify(why)),
      likenesses.map(({ model }) => model),
      likenesses.map(({ state }) => state),
      likenesses.map(({ at }) => at),
    ],
  )
}

/** People's likenesses in PostgreSQL. */
export const createPostgresLikenessStore = (database: Database): LikenessStore => ({
  ...recordsIn(database),
  ...filingIn(database),
  ...pairsIn(database),
})

/** A model is large and never changes: it is read once, and whether it is still the latest each time. */
const recordsIn = (database: Database, models = new Map<string, PersonModel>()) => ({
  async reading(workspace: Id<'Workspace'>): Promise<number> {
    const [row] = await database.query<{ point: number }>('SELECT point FROM likeness_state WHERE workspace = $1', [
      workspace,
    ])
    return row?.point ?? 0
  },
  async keep(workspace: Id<'Workspace'>, records: readonly PersonRecord[], reading: number): Promise<void> {
    await database.transaction(async (inside) => {
      if (records.length > 0)
        await inside.query(
          `INSERT INTO likeness_records (workspace, filed, identifier, cells)
            SELECT $1, filed, identifier, string_to_array(cells, '${BETWEEN}')
              FROM unnest($2::text[], $3::text[], $4::text[]) AS given (filed, identifier, cells)
            ON CONFLICT (workspace, filed) DO UPDATE SET identifier = excluded.identifier, cells = excluded.cells,
              looked = 0
              WHERE likeness_records.cells <> excluded.cells`,
          [
            workspace,
            records.map(({ filed }) => filed),
            records.map(({ identifier }) => identifier),
            records.map(({ cells }) => cells.join(BETWEEN)),
          ],
        )
      await inside.query(
        `INSERT INTO likeness_state (workspace, point) VALUES ($1, $2)
          ON CONFLICT (workspace) DO UPDATE SET point = excluded.point`,
        [workspace, reading],
      )
    })
  },
  async count(workspace: Id<'Workspace'>): Promise<number> {
    const [row] = await database.query<{ n: number }>(
      'SELECT count(*) AS n FROM likeness_records WHERE workspace = $1',
      [workspace],
    )
    return row?.n ?? 0
  },
  sample: (workspace: Id<'Workspace'>, most: number): Promise<PersonRecord[]> =>
    database.query<PersonRecord>(
      `SELECT ${RECORD} FROM likeness_records WHERE workspace = $1 ORDER BY md5(filed), filed LIMIT $2`,
      [workspace, most],
    ),
  async model(workspace: Id<'Workspace'>): Promise<PersonModel | undefined> {
    const [latest] = await database.query<{ version: number }>(
      'SELECT version FROM likeness_models WHERE workspace = $1 ORDER BY version DESC LIMIT 1',
      [workspace],
    )
    if (latest === undefined) return undefined
    const known = models.get(workspace)
    if (known?.version === latest.version) return known
    const [row] = await database.query<{ model: PersonModel }>(
      'SELECT model FROM likeness_models WHERE workspace = $1 AND version = $2',
      [workspace, latest.version],
    )
    if (row) models.set(workspace, row.model)
    return row?.model
  },
  pending: (workspace: Id<'Workspace'>, version: number, most: number): Promise<PersonRecord[]> =>
    database.query<PersonRecord>(
      `SELECT ${RECORD} FROM likeness_records WHERE workspace = $1 AND looked < $2 ORDER BY looked, id LIMIT $3`,
      [workspace, version, most],
    ),
  async looked(workspace: Id<'Workspace'>, records: readonly PersonRecord[], version: number): Promise<void> {
    await database.query('UPDATE likeness_records SET looked = $3 WHERE workspace = $1 AND filed = ANY($2::text[])', [
      workspace,
      records.map(({ filed }) => filed),
      version,
    ])
  },
  of: (workspace: Id<'Workspace'>, identifiers: readonly Identifier[]): Promise<PersonRecord[]> =>
    database.query<PersonRecord>(
      `SELECT ${RECORD} FROM likeness_records WHERE workspace = $1 AND identifier = ANY($2::text[]) ORDER BY id`,
      [workspace, identifiers],
    ),
})

const pairsIn = (database: Database) => ({
  async note(workspace: Id<'Workspace'>, likenesses: readonly Likeness[]): Promise<void> {
    const once = new Map(likenesses.map((each) => [ordered(each.one, each.other).join('\0'), each]))
    if (once.size > 0) await noteAll(database, workspace, [...once.values()])
  },
  open: (workspace: Id<'Workspace'>, most: number): Promise<KeptLikeness[]> =>
    database.query<KeptLikeness>(
      `SELECT ${PAIR} FROM likeness_pairs WHERE workspace = $1 AND state = 'open'
        ORDER BY probability DESC, id LIMIT $2`,
      [workspace, most],
    ),
  async tally(workspace: Id<'Workspace'>): Promise<Record<LikenessState, number>> {
    const rows = await database.query<{ state: LikenessState; n: number }>(
      'SELECT state, count(*) AS n FROM likeness_pairs WHERE workspace = $1 GROUP BY state',
      [workspace],
    )
    const counts = { open: 0, linked: 0, same: 0, different: 0 }
    for (const { state, n } of rows) counts[state] = n
    return counts
  },
  async find(workspace: Id<'Workspace'>, id: number): Promise<KeptLikeness | undefined> {
    const [row] = await database.query<KeptLikeness>(
      `SELECT ${PAIR} FROM likeness_pairs WHERE workspace = $1 AND id = $2`,
      [workspace, id],
    )
    return row
  },
  between: (
    workspace: Id<'Workspace'>,
    pairs: readonly (readonly [Identifier, Identifier])[],
  ): Promise<KeptLikeness[]> => {
    const known = pairs.map(([one, other]) => ordered(one, other))
    return database.query<KeptLikeness>(
      `SELECT ${PAIR} FROM likeness_pairs WHERE workspace = $1
        AND (one, other) IN (SELECT * FROM unnest($2::text[], $3::text[])) ORDER BY id`,
      [workspace, known.map(([one]) => one), known.map(([, other]) => other)],
    )
  },
  async become(workspace: Id<'Workspace'>, ids: readonly number[], state: LikenessState, at: number): Promise<void> {
    await database.query(
      'UPDATE likeness_pairs SET state = $3, at = $4 WHERE workspace = $1 AND id = ANY($2::bigint[])',
      [workspace, ids, state, at],
    )
  },
  spread: (workspace: Id<'Workspace'>, thresholds: readonly number[]): Promise<Spread[]> =>
    database.query<Spread>(
      `-- How many pairs are this likely, and how many of them are one person?
        SELECT threshold, count(pair.id)::int AS pairs, (count(*) FILTER (WHERE state = 'open'))::int AS open,
          coalesce(sum(CASE state WHEN 'same' THEN 1 WHEN 'different' THEN 0 ELSE probability END), 0)::float8 AS expected
        FROM unnest($2::float8[]) WITH ORDINALITY AS asked (threshold, place)
          LEFT JOIN likeness_pairs AS pair ON workspace = $1 AND probability >= threshold
        GROUP BY threshold, place ORDER BY place`,
      [workspace, thresholds],
    ),
  async threshold(workspace: Id<'Workspace'>): Promise<number | undefined> {
    const [row] = await database.query<{ sure: number }>('SELECT sure FROM likeness_thresholds WHERE workspace = $1', [
      workspace,
    ])
    return row?.sure
  },
  async keepThreshold(workspace: Id<'Workspace'>, sure: number): Promise<void> {
    await database.query(
      `INSERT INTO likeness_thresholds (workspace, sure) VALUES ($1, $2)
        ON CONFLICT (workspace) DO UPDATE SET sure = excluded.sure`,
      [workspace, sure],
    )
  },
})
