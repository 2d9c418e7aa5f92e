import { asId, type Id } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Claim } from './claims.ts'
import { type Decision, type Edge, pairOf } from './evidence.ts'
import { compareIdentifiers, type Identifier, KINDS } from './identifier.ts'
import type { Identity } from './identities.ts'
import { EDGE, type EdgeRow, edgeOf, islandsIn } from './islands.postgres.ts'
import { NOTHING_READ, type Reading } from './naming-reader.ts'
import type { Change, KnownPeople, PeopleStore, Question } from './people-store.ts'
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
  async questions() {
    const rows = await database.query<EdgeRow & Pick<Question, 'one' | 'other'>>(
      `SELECT one, other, ${EDGE} FROM identity_questions WHERE workspace = $1
        ORDER BY first_at, a COLLATE "C", b COLLATE "C"`,
      [workspace],
    )
    return rows.map((row) => ({ one: row.one, other: row.other, edge: edgeOf(row) }))
  },
})

/** The columns of edges, as arrays for UNNEST. */
const columnsOf = (edges: readonly Edge[]): unknown[][] => [
  edges.map(({ a }) => a),
  edges.map(({ b }) => b),
  edges.map(({ first }) => first.at),
  edges.map(({ first }) => first.source),
  edges.map(({ first }) => first.event),
  edges.map(({ first }) => first.channel),
  edges.map(({ first }) => first.store),
  edges.map(({ last }) => last),
]
const UNNEST = (from: number) =>
  `unnest($${from}::text[], $${from + 1}::text[], $${from + 2}::float8[], $${from + 3}::text[], $${from + 4}::text[],
    $${from + 5}::text[], $${from + 6}::text[], $${from + 7}::float8[])`

/** Edges meet those that are kept: the first sighting of all, by the order of evidence, and the last. */
const keepEdges = async (database: Database, workspace: string, edges: readonly Edge[]): Promise<void> => {
  const sighting = (of: string) => `ARRAY[${of}.source, ${of}.event, ${of}.channel, ${of}.store]`
  const kept = 'identity_edges'
  const earlier = `(excluded.first_at < ${kept}.first_at OR (excluded.first_at = ${kept}.first_at
    AND to_json(${sighting('excluded')})::text COLLATE "C" < to_json(${sighting(kept)})::text COLLATE "C"))`
  const first = ['first_at', 'source', 'event', 'channel', 'store'].map(
    (column) => `${column} = CASE WHEN ${earlier} THEN excluded.${column} ELSE ${kept}.${column} END`,
  )
  await database.query(
    `INSERT INTO identity_edges (workspace, ${EDGE}) SELECT $1, * FROM ${UNNEST(2)}
      ON CONFLICT (workspace, a, b) DO UPDATE SET ${first.join(', ')},
        last_at = greatest(${kept}.last_at, excluded.last_at)`,
    [workspace, ...columnsOf(edges)],
  )
}

const keepDecisions = async (database: Database, workspace: string, decisions: readonly Decision[]): Promise<void> => {
  for (const { kind, a, b, at, by, why } of decisions)
    await database.query(
      'INSERT INTO identity_decisions (workspace, kind, a, b, at, by, why) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [workspace, kind, a, b, at, by, why],
    )
}

const RISE = 'UPDATE identity_state SET version = version + 1 WHERE workspace = $1'

const keepSpellings = async (
  database: Database,
  workspace: string,
  spellings: readonly (readonly [spelling: string, Identifier])[],
): Promise<void> => {
  const met = await database.query(
    `INSERT INTO identity_spellings (workspace, spelling, identifier, version)
      SELECT $1, spelling, identifier, (SELECT version + 1 FROM identity_state WHERE workspace = $1)
        FROM unnest($2::text[], $3::text[]) AS given (spelling, identifier)
      ON CONFLICT DO NOTHING RETURNING spelling`,
    [workspace, spellings.map(([spelling]) => spelling), spellings.map(([, known]) => known)],
  )
  if (met.length > 0) await database.query(RISE, [workspace])
}

/** Whoever counts under themselves is not written down. */
const keepIdentities = async (
  database: Database,
  workspace: string,
  identities: readonly Identity[],
): Promise<void> => {
  const [alone, others] = [[], []] as [Identity[], Identity[]]
  for (const each of identities) (each.profile === each.identifier ? alone : others).push(each)
  await database.query('DELETE FROM identity_published WHERE workspace = $1 AND identifier = ANY($2::text[])', [
    workspace,
    alone.map(({ identifier }) => identifier),
  ])
  await database.query(
    `INSERT INTO identity_published (workspace, identifier, profile) SELECT $1, * FROM unnest($2::text[], $3::text[])
      ON CONFLICT (workspace, identifier) DO UPDATE SET profile = excluded.profile`,
    [workspace, others.map(({ identifier }) => identifier), others.map(({ profile }) => profile)],
  )
}

const keepProfiles = async (
  database: Database,
  workspace: string,
  profiles: ReadonlyMap<Identifier, Id<'Profile'>>,
  questions: readonly Question[],
): Promise<void> => {
  const identifiers = [...profiles.keys()]
  const changed = await database.query(
    `INSERT INTO identity_people (workspace, identifier, profile, version)
      SELECT $1, identifier, profile, (SELECT version + 1 FROM identity_state WHERE workspace = $1)
        FROM unnest($2::text[], $3::text[]) AS given (identifier, profile)
      ON CONFLICT (workspace, identifier) DO UPDATE SET profile = excluded.profile, version = excluded.version
        WHERE identity_people.profile <> excluded.profile
      RETURNING identifier`,
    [workspace, identifiers, [...profiles.values()]],
  )
  if (changed.length > 0) await database.query(RISE, [workspace])
  await database.query(
    'DELETE FROM identity_questions WHERE workspace = $1 AND (a = ANY($2::text[]) OR b = ANY($2::text[]))',
    [workspace, identifiers],
  )
  const asked = [...new Map(questions.map((question) => [pairOf(question.edge), question])).values()]
  await database.query(
    `INSERT INTO identity_questions (workspace, one, other, ${EDGE})
      SELECT $1, one, other, ${EDGE} FROM (SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[],
        $6::float8[], $7::text[], $8::text[], $9::text[], $10::text[], $11::float8[])
        AS given (one, other, ${EDGE})) AS asked
      ON CONFLICT (workspace, a, b) DO UPDATE SET one = excluded.one, other = excluded.other`,
    [
      workspace,
      asked.map(({ one }) => one),
      asked.map(({ other }) => other),
      ...columnsOf(asked.map(({ edge }) => edge)),
    ],
  )
}

const keepIn = async (database: Database, workspace: string, change: Change): Promise<void> => {
  // The log is the record: what a power cut takes back is read, and told, again. A steward's word is not.
  if (change.reading?.offset !== undefined || change.published !== undefined)
    await database.query('SET LOCAL synchronous_commit = off')
  const { reading, claims = [], edges = [], decisions = [], spellings = [], profiles, questions = [] } = change
  if (reading)
    await database.query(
      'UPDATE identity_state SET up_to = $2, before = $3, total = $4, log_offset = $5 WHERE workspace = $1',
      [workspace, reading.upTo, reading.before, reading.total ?? null, reading.offset ?? null],
    )
  for (const { source, property, kind } of claims)
    await database.query(
      `INSERT INTO identity_claims (workspace, source, property, kind) VALUES ($1, $2, $3, $4)
        ON CONFLICT (workspace, source, property) DO UPDATE SET kind = excluded.kind`,
      [workspace, source, property, kind],
    )
  if (edges.length > 0) await keepEdges(database, workspace, edges)
  await keepDecisions(database, workspace, decisions)
  if (spellings.length > 0) await keepSpellings(database, workspace, spellings)
  if (change.identities && change.identities.length > 0) await keepIdentities(database, workspace, change.identities)
  if (change.traitRule)
    await database.query(
      `INSERT INTO identity_trait_rules (workspace, trait, rule, sources) VALUES ($1, $2, $3, $4::jsonb)
        ON CONFLICT (workspace, trait) DO UPDATE SET rule = excluded.rule, sources = excluded.sources`,
      [workspace, change.traitRule.trait, change.traitRule.rule, JSON.stringify(change.traitRule.sources)],
    )
  if (change.published !== undefined)
    await database.query('UPDATE identity_state SET published = $2 WHERE workspace = $1', [workspace, change.published])
  if (profiles && profiles.size > 0) await keepProfiles(database, workspace, profiles, questions)
}

/** Who is who in PostgreSQL. The row of the workspace is what its one writer holds. */
export const createPostgresPeopleStore = (database: Database): PeopleStore => ({
  read: (workspace) => knownIn(database, workspace),
  change: async (workspace, work) => {
    await database.query('INSERT INTO identity_state (workspace) VALUES ($1) ON CONFLICT DO NOTHING', [workspace])
    return database.transaction(async (inside) => {
      await inside.query('SELECT 1 FROM identity_state WHERE workspace = $1 FOR UPDATE', [workspace])
      return work(knownIn(inside, workspace), (change) => keepIn(inside, workspace, change))
    })
  },
})
