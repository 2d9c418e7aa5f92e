import { asId, type Id } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Claim } from './claims.ts'
import type { Decision } from './evidence.ts'
import { compareIdentifiers, type Identifier, KINDS } from './identifier.ts'
import type { Identity } from './identities.ts'
import { EDGE, type EdgeRow, edgeOf, islandsIn } from './islands.postgres.ts'
import { NOTHING_READ, type Reading } from './naming-reader.ts'
import { keepPeople } from './people-keeping.postgres.ts'
import type { KnownPeople, PeopleStore, Question } from './people-store.ts'
import type { TraitRule } from './survivorship.ts'

/** Who changed, in every spelling, beside the strongest identifier of the profile and under whom analytics has them. */
const UNTOLD = `WITH changed AS (
    SELECT identifier FROM identity_people WHERE workspace = $1 AND version > $2
    UNION SELECT identifier FROM identity_spellings WHERE workspace = $1 AND version > $2
  ), mine AS (
    SELECT changed.identifier, people.profile FROM changed
      LEFT JOIN identity_people AS people ON people.workspace = $1 AND people.identifier = changed.identifier
  ), strongest AS (
    SELECT DISTINCT ON (profile) profile, identifier FROM identity_people
      WHERE workspace = $1 AND profile IN (SELECT profile FROM mine)
      ORDER BY profile, array_position($3::text[], split_part(identifier, ':', 1)), identifier
  ), texts AS (
    SELECT identifier AS text, identifier, profile FROM mine
    UNION ALL SELECT spelling COLLATE "C", mine.identifier, mine.profile FROM mine
      JOIN identity_spellings AS spelled ON spelled.workspace = $1 AND spelled.identifier = mine.identifier
  )
  SELECT text AS identifier, coalesce(strongest.identifier, texts.identifier) AS profile,
      coalesce(told.profile, text) AS formerly
    FROM texts LEFT JOIN strongest ON strongest.profile = texts.profile
      LEFT JOIN identity_published AS told ON told.workspace = $1 AND told.identifier = text
    WHERE coalesce(told.profile, text) COLLATE "C" <> coalesce(strongest.identifier, texts.identifier)`

const knownIn = (database: Database, workspace: Id<'Workspace'>): KnownPeople => ({
  async reading() {
    const [row] = await database.query<Pick<Reading, 'upTo' | 'before'> & Record<'total' | 'offset', number | null>>(
      'SELECT up_to AS "upTo", before, total, log_offset AS offset FROM identity_state WHERE workspace = $1',
      [workspace],
    )
    if (!row) return NOTHING_READ
    const { upTo, before, total, offset } = row
    return { upTo, before, ...(total !== null && { total }), ...(offset !== null && { offset }) }
  },
  async version() {
    const [row] = await database.query<{ version: number }>('SELECT version FROM identity_state WHERE workspace = $1', [
      workspace,
    ])
    return row?.version ?? 0
  },
  claims: () =>
    database.query<Claim>('SELECT source, property, kind FROM identity_claims WHERE workspace = $1 ORDER BY position', [
      workspace,
    ]),
  islands: (identifiers, profile) => islandsIn(database, workspace, identifiers, profile),
  async decisions() {
    return database.query<Decision>(
      'SELECT kind, a, b, at, by, why FROM identity_decisions WHERE workspace = $1 ORDER BY position',
      [workspace],
    )
  },
  async profilesOf(identifiers) {
    const rows = await database.query<{ identifier: Identifier; profile: string }>(
      'SELECT identifier, profile FROM identity_people WHERE workspace = $1 AND identifier = ANY($2::text[])',
      [workspace, identifiers],
    )
    return new Map(rows.map(({ identifier, profile }) => [identifier, asId<'Profile'>(profile)]))
  },
  async membersOfAll(profiles) {
    const rows = await database.query<{ identifier: Identifier; profile: string }>(
      'SELECT identifier, profile FROM identity_people WHERE workspace = $1 AND profile = ANY($2::text[])',
      [workspace, profiles],
    )
    const members = new Map<Id<'Profile'>, Identifier[]>()
    for (const { identifier, profile } of rows) {
      const id = asId<'Profile'>(profile)
      members.set(id, [...(members.get(id) ?? []), identifier])
    }
    for (const each of members.values()) each.sort(compareIdentifiers)
    return members
  },
  traitRules: () =>
    database.query<TraitRule>(
      'SELECT trait, rule, sources FROM identity_trait_rules WHERE workspace = $1 ORDER BY trait',
      [workspace],
    ),
  async published() {
    const [row] = await database.query<{ published: number }>(
      'SELECT published FROM identity_state WHERE workspace = $1',
      [workspace],
    )
    return row?.published ?? 0
  },
  untold: (version) => database.query<Identity>(UNTOLD, [workspace, version, KINDS]),
  async publishedAs(texts) {
    const rows = await database.query<{ identifier: string; profile: string }>(
      'SELECT identifier, profile FROM identity_published WHERE workspace = $1 AND identifier = ANY($2::text[])',
      [workspace, texts],
    )
    return new Map(rows.map(({ identifier, profile }) => [identifier, profile]))
  },
  async nextTelling(above = 0) {
    const [next] = await database.query<{ n: number }>(`SELECT nextval('identity_tellings')::float8 AS n`)
    if (next && next.n > above) return next.n
    await database.query(`SELECT setval('identity_tellings', $1::bigint)`, [above + 1])
    return above + 1
  },
  async lastTelling() {
    const [row] = await database.query<{ n: number }>('SELECT last_value::float8 AS n FROM identity_tellings')
    return row?.n ?? 0
  },
  async questions() {
    const rows = await database.query<EdgeRow & Pick<Question, 'one' | 'other'>>(
      `SELECT one, other, ${EDGE} FROM identity_questions WHERE workspace = $1
        ORDER BY first_at, a COLLATE "C", b COLLATE "C"`,
      [workspace],
    )
    return rows.map((row) => ({ one: row.one, other: row.other, edge: edgeOf(row) }))
  },
})

/** Who is who in PostgreSQL. The row of the workspace is what its one writer holds. */
export const createPostgresPeopleStore = (database: Database): PeopleStore => ({
  read: (workspace) => knownIn(database, workspace),
  change: async (workspace, work) => {
    await database.query('INSERT INTO identity_state (workspace) VALUES ($1) ON CONFLICT DO NOTHING', [workspace])
    return database.transaction(async (inside) => {
      await inside.query('SELECT 1 FROM identity_state WHERE workspace = $1 FOR UPDATE', [workspace])
      return work(knownIn(inside, workspace), (change) => keepPeople(inside, workspace, change))
    })
  },
})
