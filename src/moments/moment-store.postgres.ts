import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { MomentDecision, MomentStore, Sighting } from './moment-store.ts'
import type { NoticedMoment } from './noticed.ts'

interface SightingRow {
  readonly map: string
  readonly key: string
  readonly moment: NoticedMoment
  readonly first_at: Date
  readonly standing: boolean
}

interface DecisionRow {
  readonly map: string
  readonly key: string
  readonly verdict: MomentDecision['verdict']
  readonly why: string | null
  readonly decided_at: Date
  readonly decided_by: string
  readonly signed: string | null
  readonly moment: NoticedMoment
}

const SIGHTINGS = `-- The moments noticed on one map, or on all.
SELECT map, key, moment, first_at, standing FROM moment_sightings
 WHERE workspace = $1 AND ($2::text IS NULL OR map = $2)
 ORDER BY first_at, map, key`

const LOOK = `-- Whether this is the first look at a map.
INSERT INTO moment_looks (workspace, map, looked_at) VALUES ($1, $2, $3)
ON CONFLICT (workspace, map) DO UPDATE SET looked_at = $3
RETURNING xmax = 0 AS first`

const GONE = `-- What the data no longer show.
UPDATE moment_sightings SET standing = false
 WHERE workspace = $1 AND map = $2 AND standing AND NOT (key = ANY($3::text[]))`

const SEE = `-- What stands, and which of it is new.
INSERT INTO moment_sightings (workspace, map, key, moment, first_at, standing)
SELECT $1, $2, key, moment, $5, true FROM UNNEST($3::text[], $4::jsonb[]) AS seen (key, moment)
ON CONFLICT (workspace, map, key) DO UPDATE SET moment = EXCLUDED.moment, standing = true
RETURNING key, xmax = 0 AS fresh`

const DECISIONS = `-- What people decided of the moments of one map, or of all.
SELECT map, key, verdict, why, decided_at, decided_by, signed, moment FROM moment_decisions
 WHERE workspace = $1 AND ($2::text IS NULL OR map = $2)
 ORDER BY position`

const DECIDE = `-- One more word on a moment.
INSERT INTO moment_decisions (workspace, map, key, verdict, why, decided_at, decided_by, signed, moment)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`

const sightingOf = ({ map, key, moment, first_at, standing }: SightingRow): Sighting => ({
  map,
  key,
  moment,
  firstAt: first_at.getTime(),
  standing,
})

const decisionOf = (row: DecisionRow): MomentDecision => ({
  map: row.map,
  key: row.key,
  verdict: row.verdict,
  ...(row.why !== null && { why: row.why }),
  at: row.decided_at.getTime(),
  by: asId(row.decided_by),
  ...(row.signed !== null && { signed: row.signed }),
  moment: row.moment,
})

/** The moment store over PostgreSQL. */
export const createPostgresMomentStore = (database: Database): MomentStore => ({
  sightings: async (workspace, map) =>
    (await database.query<SightingRow>(SIGHTINGS, [workspace, map ?? null])).map(sightingOf),
  see: (workspace, map, moments, at) =>
    database.transaction(async (transaction) => {
      const [look] = await transaction.query<{ first: boolean }>(LOOK, [workspace, map, new Date(at)])
      const unique = [...new Map(moments.map(({ key, moment }) => [key, JSON.stringify(moment)]))]
      const keys = unique.map(([key]) => key)
      await transaction.query(GONE, [workspace, map, keys])
      const since = look?.first ? 0 : at
      const values = [workspace, map, keys, unique.map(([, moment]) => moment), new Date(since)]
      const seen = await transaction.query<{ key: string; fresh: boolean }>(SEE, values)
      const fresh = new Set(seen.filter((row) => row.fresh).map(({ key }) => key))
      return { first: look?.first ?? false, keys: keys.filter((key) => fresh.has(key)) }
    }),
  decisions: async (workspace, map) =>
    (await database.query<DecisionRow>(DECISIONS, [workspace, map ?? null])).map(decisionOf),
  decide: async (workspace, { map, key, verdict, why, at, by, signed, moment }) => {
    const values = [workspace, map, key, verdict, why ?? null, new Date(at), by, signed ?? null, JSON.stringify(moment)]
    await database.query(DECIDE, values)
  },
})
