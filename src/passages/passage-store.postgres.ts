import type { Id } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import { keepPassages, type Stored } from './passage-keeping.postgres.ts'
import {
  type CaseOf,
  type KeptPassage,
  type KnownPassages,
  NO_PROGRESS,
  type OnTheWay,
  type PassageStore,
  type Progress,
  type ToldEvent,
} from './passage-store.ts'

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
      return work(knownIn(inside, workspace), (change) => keepPassages(inside, workspace, change))
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
