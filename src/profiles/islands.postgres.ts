import { asId, type Id } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import type { Decision, Edge } from './evidence.ts'
import type { Identifier } from './identifier.ts'
import { bySpelling } from './identities.ts'
import type { Islands } from './people-store.ts'

export interface EdgeRow {
  readonly a: Identifier
  readonly b: Identifier
  readonly first_at: number
  readonly source: string
  readonly event: string
  readonly channel: string
  readonly store: string
  readonly last_at: number
}
export const EDGE = 'a, b, first_at, source, event, channel, store, last_at'

export const edgeOf = ({ a, b, first_at, source, event, channel, store, last_at }: EdgeRow): Edge => ({
  a,
  b,
  first: { at: first_at, source, event, channel, store },
  last: last_at,
})

interface Row extends Omit<EdgeRow, 'last_at'> {
  readonly is: 'edge' | 'decision' | 'person' | 'spelling'
  readonly last_at: number | null
}

/**
 * One statement walks from identifier to identifier, over evidence and decisions, and brings all that is known there:
 * a profile is looked up in one round trip, however many hands it has. `OFFSET 0` has each part looked up by its index for
 * each identifier: the planner cannot know how few they are, and would read whole tables. The identifiers come as JSON:
 * of an array, the planner counts the elements and plans anew for each number of them, which takes longer than the answer.
 */
const STATEMENT = `WITH RECURSIVE shore (identifier) AS (
    (SELECT given COLLATE "C" FROM jsonb_array_elements_text($2::jsonb) AS given
      UNION SELECT identifier FROM identity_people WHERE workspace = $1 AND profile = $3)
    UNION
    SELECT tied.other FROM shore, LATERAL (
      SELECT b AS other FROM identity_edges WHERE workspace = $1 AND a = shore.identifier
      UNION ALL SELECT a FROM identity_edges WHERE workspace = $1 AND b = shore.identifier
      UNION ALL SELECT b FROM identity_decisions WHERE workspace = $1 AND a = shore.identifier
      UNION ALL SELECT a FROM identity_decisions WHERE workspace = $1 AND b = shore.identifier
      OFFSET 0
    ) AS tied
  )
  SELECT 'edge' AS is, found.* FROM shore, LATERAL (
      SELECT a, b, first_at, source, event, channel, store, last_at FROM identity_edges
        WHERE workspace = $1 AND a = shore.identifier OFFSET 0) AS found
  UNION ALL SELECT 'decision', said.* FROM shore, LATERAL (
      SELECT a, b, at, kind, by, why, '', position::float8 FROM identity_decisions
        WHERE workspace = $1 AND a = shore.identifier OFFSET 0) AS said
  UNION ALL SELECT 'person', known.* FROM shore, LATERAL (
      SELECT identifier, profile, 0, '', '', '', '', NULL::float8 FROM identity_people
        WHERE workspace = $1 AND identifier = shore.identifier OFFSET 0) AS known
  UNION ALL SELECT 'spelling', spelled.* FROM shore, LATERAL (
      SELECT identifier, spelling, 0, '', '', '', '', NULL::float8 FROM identity_spellings
        WHERE workspace = $1 AND identifier = shore.identifier OFFSET 0) AS spelled`

export const islandsIn = async (
  database: Database,
  workspace: Id<'Workspace'>,
  identifiers: readonly Identifier[],
  profile: Id<'Profile'> | undefined,
): Promise<Islands> => {
  const rows = await database.query<Row>(STATEMENT, [workspace, JSON.stringify(identifiers), profile ?? ''], 'islands')
  const edges: Edge[] = []
  const decisions: { readonly said: Decision; readonly position: number }[] = []
  const people = new Map<Identifier, Id<'Profile'>>()
  const spellings: (readonly [string, Identifier])[] = []
  for (const row of rows) {
    const { is, a, b, first_at: at, source, event, channel, last_at } = row
    if (is === 'edge') edges.push(edgeOf({ ...row, last_at: last_at ?? at }))
    else if (is === 'person') people.set(a, asId<'Profile'>(b))
    else if (is === 'spelling') spellings.push([b, a])
    else {
      const kind = source as Decision['kind']
      decisions.push({ said: { kind, a, b, at, by: asId<'Actor'>(event), why: channel }, position: last_at ?? 0 })
    }
  }
  const inOrder = decisions.sort((one, other) => one.position - other.position)
  return { edges, decisions: inOrder.map(({ said }) => said), people, spellings: bySpelling(spellings.sort()) }
}
