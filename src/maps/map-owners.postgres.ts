import { asId } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { MapOwners } from './map-owners.ts'

interface Row {
  readonly map: string
  readonly owner: string | null
  readonly named_at: Date
  readonly named_by: string
  readonly signed: string | null
}

const ALL = `-- The last word on who answers for each map.
SELECT DISTINCT ON (map COLLATE "C") map, owner, named_at, named_by, signed
  FROM map_owners
 WHERE workspace = $1
 ORDER BY map COLLATE "C", position DESC`

const ADD = `-- One more word on who answers for a map.
INSERT INTO map_owners (workspace, map, owner, named_at, named_by, signed) VALUES ($1, $2, $3, $4, $5, $6)`

/** Who answers for each map, over PostgreSQL. */
export const createPostgresMapOwners = (database: Database): MapOwners => ({
  all: async (workspace) =>
    (await database.query<Row>(ALL, [workspace])).map(({ map, owner, named_at, named_by, signed }) => ({
      map,
      ...(owner !== null && { owner }),
      at: named_at.getTime(),
      by: asId(named_by),
      ...(signed !== null && { signed }),
    })),
  add: async (workspace, { map, owner, at, by, signed }) => {
    await database.query(ADD, [workspace, map, owner ?? null, new Date(at), by, signed ?? null])
  },
})
