import type { Id } from '../kernel/index.ts'
import { copyNew } from '../storage/postgres/copied.ts'
import type { Database } from '../storage/postgres/database.ts'
import { type Decision, type Edge, pairOf } from './evidence.ts'
import type { Identifier } from './identifier.ts'
import type { Identity } from './identities.ts'
import { EDGE } from './islands.postgres.ts'
import type { Change, Question } from './people-store.ts'

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

const EDGE_COLUMNS = ['workspace', ...EDGE.split(', ')]

const bringEdges = (database: Database, workspace: string, edges: readonly Edge[]): Promise<void> =>
  copyNew(
    database,
    'identity_edges',
    EDGE_COLUMNS,
    edges.map(({ a, b, first: { at, source, event, channel, store }, last }) => [
      ...[workspace, a, b, at, source, event, channel, store, last],
    ]),
    (inside) => keepEdges(inside, workspace, edges),
  )

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

const keepPublished = async (database: Database, workspace: string, others: readonly Identity[]): Promise<void> => {
  await database.query(
    `INSERT INTO identity_published (workspace, identifier, profile) SELECT $1, * FROM unnest($2::text[], $3::text[])
      ON CONFLICT (workspace, identifier) DO UPDATE SET profile = excluded.profile`,
    [workspace, others.map(({ identifier }) => identifier), others.map(({ profile }) => profile)],
  )
}

/** Whoever counts under themselves is not written down; most were told nothing of before, and nothing of theirs is sought. */
const keepIdentities = async (
  database: Database,
  workspace: string,
  identities: readonly Identity[],
): Promise<void> => {
  const [alone, others, fresh] = [[], [], []] as [Identity[], Identity[], Identity[]]
  for (const each of identities)
    (each.profile === each.identifier ? alone : each.formerly === each.identifier ? fresh : others).push(each)
  await copyNew(
    database,
    'identity_published',
    ['workspace', 'identifier', 'profile'],
    fresh.map(({ identifier, profile }) => [workspace, identifier, profile]),
    (inside) => keepPublished(inside, workspace, fresh),
  )
  if (others.length > 0) await keepPublished(database, workspace, others)
  if (alone.length === 0) return
  await database.query('DELETE FROM identity_published WHERE workspace = $1 AND identifier = ANY($2::text[])', [
    workspace,
    alone.map(({ identifier }) => identifier),
  ])
}

const keepFresh = async (
  database: Database,
  workspace: string,
  { edges, profiles }: NonNullable<Change['fresh']>,
): Promise<void> => {
  await bringEdges(database, workspace, edges)
  if (profiles.size === 0) return
  const [state] = await database.query<{ version: number }>(`${RISE} RETURNING version`, [workspace])
  const version = state?.version ?? 0
  await copyNew(
    database,
    'identity_people',
    ['workspace', 'identifier', 'profile', 'version'],
    [...profiles].map(([identifier, profile]) => [workspace, identifier, profile, version]),
    (inside) => keepProfiles(inside, workspace, profiles),
  )
}

const keepProfiles = async (
  database: Database,
  workspace: string,
  profiles: ReadonlyMap<Identifier, Id<'Profile'>>,
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
}

/** In place of every question about some people: what is to be asked of them now. */
const keepQuestions = async (
  database: Database,
  workspace: string,
  identifiers: readonly Identifier[],
  questions: readonly Question[],
): Promise<void> => {
  if (identifiers.length > 0)
    await database.query(
      'DELETE FROM identity_questions WHERE workspace = $1 AND (a = ANY($2::text[]) OR b = ANY($2::text[]))',
      [workspace, identifiers],
    )
  if (questions.length === 0) return
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

/** Keeps all of a change, within the transaction of who holds the workspace. */
export const keepPeople = async (database: Database, workspace: string, change: Change): Promise<void> => {
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
  if (change.fresh) await keepFresh(database, workspace, change.fresh)
  if (profiles && profiles.size > 0) await keepProfiles(database, workspace, profiles)
  await keepQuestions(database, workspace, [...(profiles?.keys() ?? [])], questions)
}
