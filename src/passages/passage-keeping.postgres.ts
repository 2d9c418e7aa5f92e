import type { Instance } from '../journeys/index.ts'
import { copyNew } from '../storage/postgres/copied.ts'
import type { Cell, Database } from '../storage/postgres/database.ts'
import type { JourneyEvent, KeptPassage, PassageChange } from './passage-store.ts'
import { statusOf } from './walk.ts'

/** JSON has no infinity: an instance without a limit has no deadline there. */
export type Stored = Omit<Instance, 'deadline'> & { readonly deadline: number | null }
const stored = (instance: Instance): Stored => ({
  ...instance,
  deadline: Number.isFinite(instance.deadline) ? instance.deadline : null,
})

const KEPT = [
  ...['person', 'latest', 'status', 'stage', 'late', 'broken', 'opened_at', 'due', 'entry', 'last_at', 'last_rank'],
  ...['last_seq', 'instance'],
] as const
const TURN = ['workspace', 'id', 'kind', 'at', 'map', 'revision', 'stage', 'person'] as const

const forget = async (database: Database, workspace: string, change: PassageChange): Promise<void> => {
  if (change.forgetMaps && change.forgetMaps.length > 0)
    await database.query('DELETE FROM live_journeys WHERE workspace = $1 AND map = ANY($2::text[])', [
      workspace,
      change.forgetMaps,
    ])
  if (change.forgetCases && change.forgetCases.length > 0)
    await database.query(
      `DELETE FROM live_journeys USING unnest($2::text[], $3::text[]) AS gone (map, key)
        WHERE workspace = $1 AND live_journeys.map = gone.map AND live_journeys.key = gone.key`,
      [workspace, change.forgetCases.map(({ map }) => map), change.forgetCases.map(({ key }) => key)],
    )
}

/** In the order of their key: two writers of other rows never wait for each other. */
const inOrder = (passages: readonly KeptPassage[]): KeptPassage[] =>
  passages.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))

const keepKnown = async (database: Database, workspace: string, passages: readonly KeptPassage[]): Promise<void> => {
  const sorted = inOrder(passages)
  const updates = KEPT.map((column) => `${column} = excluded.${column}`)
  await database.query(
    `INSERT INTO live_journeys (workspace, map, key, number, ${KEPT.join(', ')})
      SELECT $1, * FROM unnest($2::text[], $3::text[], $4::integer[], $5::text[], $6::boolean[], $7::text[], $8::text[],
        $9::boolean[], $10::float8[], $11::float8[], $12::float8[], $13::bigint[], $14::float8[], $15::float8[],
        $16::bigint[], $17::jsonb[])
      ON CONFLICT (workspace, map, key, number) DO UPDATE SET ${updates.join(', ')}`,
    [
      workspace,
      sorted.map(({ map }) => map),
      sorted.map(({ key }) => key),
      sorted.map(({ passage }) => passage?.instance.number ?? 0),
      sorted.map(({ person }) => person),
      sorted.map(({ latest }) => latest),
      sorted.map(({ passage }) => (passage ? statusOf(passage) : 'waiting')),
      sorted.map(({ stage }) => stage),
      sorted.map(({ passage }) => passage?.late ?? false),
      sorted.map(({ passage }) => passage?.broken ?? null),
      sorted.map(({ passage }) => passage?.instance.openedAt ?? null),
      sorted.map(({ due }) => due),
      sorted.map(({ passage }) => passage?.entry ?? 0),
      sorted.map(({ last }) => last.at),
      sorted.map(({ last }) => last.rank),
      sorted.map(({ last }) => last.seq),
      sorted.map(({ passage }) => passage && JSON.stringify(stored(passage.instance))),
    ],
  )
}

const tell = async (database: Database, workspace: string, told: readonly JourneyEvent[]): Promise<void> => {
  await database.query(
    `INSERT INTO journey_events (workspace, id, kind, at, map, revision, stage, person)
      SELECT $1, * FROM unnest($2::text[], $3::text[], $4::float8[], $5::text[], $6::integer[], $7::text[], $8::text[])
      ON CONFLICT DO NOTHING`,
    [
      workspace,
      told.map(({ id }) => id),
      told.map(({ kind }) => kind),
      told.map(({ at }) => at),
      told.map(({ map }) => map),
      told.map(({ revision }) => revision),
      told.map(({ stage }) => stage),
      told.map(({ person }) => person),
    ],
  )
}

const rowOf = (workspace: string, each: KeptPassage): Cell[] => {
  const { map, key, person, latest, stage, due, last, passage } = each
  const [number, opened] = [passage?.instance.number ?? 0, passage?.instance.openedAt ?? null]
  const status = passage ? statusOf(passage) : 'waiting'
  return [
    ...[workspace, map, key, number, person, latest, status, stage, passage?.late ?? false, passage?.broken ?? null],
    ...[opened, due, passage?.entry ?? 0, last.at, last.rank, last.seq],
    passage && JSON.stringify(stored(passage.instance)),
  ]
}

const keepFresh = async (
  database: Database,
  workspace: string,
  { passages, told }: NonNullable<PassageChange['fresh']>,
): Promise<void> => {
  const rows = inOrder(passages).map((each) => rowOf(workspace, each))
  await copyNew(database, 'live_journeys', ['workspace', 'map', 'key', 'number', ...KEPT], rows, (inside) =>
    keepKnown(inside, workspace, passages),
  )
  const turns = told.map(({ id, kind, at, map, revision, stage, person }) => [
    ...[workspace, id, kind, at, map, revision, stage, person],
  ])
  await copyNew(database, 'journey_events', TURN, turns, (inside) => tell(inside, workspace, told))
}

/** So many rows of one statement. */
const AT_ONCE = 5_000

/** Keeps all of a change, within the transaction of who holds the workspace. */
export const keepPassages = async (database: Database, workspace: string, change: PassageChange): Promise<void> => {
  if (change.progress)
    await database.query('UPDATE passage_progress SET progress = $2 WHERE workspace = $1', [
      workspace,
      JSON.stringify(change.progress),
    ])
  await forget(database, workspace, change)
  const { passages = [], told = [], fresh } = change
  if (fresh) await keepFresh(database, workspace, fresh)
  for (let at = 0; at < passages.length; at += AT_ONCE)
    await keepKnown(database, workspace, passages.slice(at, at + AT_ONCE))
  if (change.forgetTold !== undefined)
    await database.query('DELETE FROM journey_events WHERE workspace = $1 AND at < $2', [workspace, change.forgetTold])
  for (let at = 0; at < told.length; at += AT_ONCE) await tell(database, workspace, told.slice(at, at + AT_ONCE))
}
