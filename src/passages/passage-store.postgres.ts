import type { Instance } from '../journeys/index.ts'
import type { Id } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import {
  type CaseOf,
  type JourneyEvent,
  type KeptPassage,
  type KnownPassages,
  NO_PROGRESS,
  type OnTheWay,
  type PassageChange,
  type PassageStore,
  type Progress,
  type ToldEvent,
} from './passage-store.ts'
import { statusOf } from './walk.ts'

interface Row {
  readonly map: string
  readonly key: string
  readonly person: string
  readonly latest: boolean
  readonly stage: string | null
  readonly late: boolean
  readonly broken: number | null
  readonly due: number | null
  readonly entry: number
  readonly last_at: number
  readonly last_rank: number
  readonly last_seq: number
  readonly instance: Stored | null
}
const COLUMNS = 'map, key, person, latest, stage, late, broken, due, entry, last_at, last_rank, last_seq, instance'

/** JSON has no infinity: an instance without a limit has no deadline there. */
type Stored = Omit<Instance, 'deadline'> & { readonly deadline: number | null }
const stored = (instance: Instance): Stored => ({
  ...instance,
  deadline: Number.isFinite(instance.deadline) ? instance.deadline : null,
})

const passageOf = ({ last_at, last_rank, last_seq, instance, entry, late, broken, ...row }: Row): KeptPassage => ({
  ...row,
  passage: instance && {
    instance: { ...instance, deadline: instance.deadline ?? Number.POSITIVE_INFINITY },
    entry,
    late,
    broken,
  },
  last: { at: last_at, rank: last_rank, seq: last_seq },
})

const progressIn = async (database: Database, workspace: Id<'Workspace'>): Promise<Progress> => {
  const [row] = await database.query<{ progress: Progress | null }>(
    'SELECT progress FROM passage_progress WHERE workspace = $1',
    [workspace],
  )
  return row?.progress ?? NO_PROGRESS
}

const knownIn = (database: Database, workspace: Id<'Workspace'>): KnownPassages => ({
  progress: () => progressIn(database, workspace),
  async latestOf(map, keys) {
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM live_journeys WHERE workspace = $1 AND map = $2 AND key = ANY($3::text[]) AND latest`,
      [workspace, map, keys],
    )
    return new Map(rows.map((row) => [row.key, passageOf(row)]))
  },
  async due(before, most) {
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM live_journeys WHERE workspace = $1 AND due < $2 ORDER BY due LIMIT $3`,
      [workspace, before, most],
    )
    return rows.map(passageOf)
  },
  casesOf: (people) =>
    database.query<CaseOf & { readonly person: string }>(
      'SELECT DISTINCT map, key, person FROM live_journeys WHERE workspace = $1 AND person = ANY($2::text[])',
      [workspace, people],
    ),
})

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

/** Rows in the order of their key: two writers of other rows never wait for each other. */
const keepPassages = async (database: Database, workspace: string, passages: readonly KeptPassage[]): Promise<void> => {
  const sorted = passages.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const set = [
    'person',
    'latest',
    'status',
    'stage',
    'late',
    'broken',
    'opened_at',
    'due',
    'entry',
    'last_at',
    'last_rank',
  ]
  const updates = [...set, 'last_seq', 'instance'].map((column) => `${column} = excluded.${column}`)
  await database.query(
    `INSERT INTO live_journeys (workspace, map, key, number, ${[...set, 'last_seq', 'instance'].join(', ')})
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

/** So many rows of one statement. */
const AT_ONCE = 5_000

const keepIn = async (database: Database, workspace: string, change: PassageChange): Promise<void> => {
  if (change.progress)
    await database.query('UPDATE passage_progress SET progress = $2 WHERE workspace = $1', [
      workspace,
      JSON.stringify(change.progress),
    ])
  await forget(database, workspace, change)
  const { passages = [], told = [] } = change
  for (let at = 0; at < passages.length; at += AT_ONCE)
    await keepPassages(database, workspace, passages.slice(at, at + AT_ONCE))
  if (change.forgetTold !== undefined)
    await database.query('DELETE FROM journey_events WHERE workspace = $1 AND at < $2', [workspace, change.forgetTold])
  for (let at = 0; at < told.length; at += AT_ONCE) await tell(database, workspace, told.slice(at, at + AT_ONCE))
}

interface CountRow {
  readonly map: string
  readonly stage: string | null
  readonly open: number
  readonly late: number
}

const byMap = (rows: readonly CountRow[]): OnTheWay[] => {
  const maps = new Map<string, CountRow[]>()
  for (const row of rows) maps.set(row.map, [...(maps.get(row.map) ?? []), row])
  return [...maps].map(([map, stages]) => ({
    map,
    open: stages.reduce((sum, { open }) => sum + open, 0),
    late: stages.reduce((sum, { late }) => sum + late, 0),
    stages: stages.map(({ stage, open, late }) => ({ stage, open, late })),
  }))
}

/**
 * Where everybody stands, in PostgreSQL. The row of the workspace is what its one writer holds; nobody's identity changes
 * while it works, so that what it looks up is of one version.
 */
export const createPostgresPassageStore = (database: Database): PassageStore => ({
  change: async (workspace, work) => {
    await database.query('INSERT INTO passage_progress (workspace) VALUES ($1) ON CONFLICT DO NOTHING', [workspace])
    await database.query('INSERT INTO identity_state (workspace) VALUES ($1) ON CONFLICT DO NOTHING', [workspace])
    return database.transaction(async (inside) => {
      // The log is the record: what a power cut takes back is read again.
      await inside.query('SET LOCAL synchronous_commit = off')
      await inside.query('SELECT 1 FROM passage_progress WHERE workspace = $1 FOR UPDATE', [workspace])
      await inside.query('SELECT 1 FROM identity_state WHERE workspace = $1 FOR SHARE', [workspace])
      return work(knownIn(inside, workspace), (change) => keepIn(inside, workspace, change))
    })
  },
  progress: (workspace) => progressIn(database, workspace),
  onTheWay: async (workspace) =>
    byMap(
      await database.query<CountRow>(
        `SELECT map, stage, count(*)::integer AS open, (count(*) FILTER (WHERE late))::integer AS late
          FROM live_journeys WHERE workspace = $1 AND status = 'open'
          GROUP BY map, stage ORDER BY map COLLATE "C", coalesce(stage, '') COLLATE "C"`,
        [workspace],
      ),
    ),
  of: async (workspace, people) => {
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM live_journeys WHERE workspace = $1 AND person = ANY($2::text[]) AND opened_at IS NOT NULL
        ORDER BY opened_at DESC`,
      [workspace, people],
    )
    return rows.map(passageOf)
  },
  told: (workspace, after, most) =>
    database.query<ToldEvent>(
      `SELECT position, id, kind, at, map, revision, stage, person FROM journey_events
        WHERE workspace = $1 AND position > $2 ORDER BY position LIMIT $3`,
      [workspace, after, most],
    ),
})
