import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { iso, type Language, type Outcome, orThrow, say, tell } from '../kernel/index.ts'
import type { ToldChange } from './diff-story.ts'
import type { StatusChange } from './map-store.ts'
import type { Which } from './maps.ts'
import type { RevisionStory, Revisions, RevisionWish } from './revisions.ts'

const Name = Type.String({ minLength: 1, maxLength: 200 })
const Status = Type.Union(
  (['draft', 'in_review', 'approved', 'archived'] as const).map((status) => Type.Literal(status)),
)
const Instant = Type.String({ format: 'date-time' })
const Changed = Type.Object({
  revision: Type.Integer(),
  status: Status,
  reviewed: Type.Boolean({ description: 'False where nobody else looked at it.' }),
  at: Instant,
  by: Type.String(),
  signed: Type.Optional(Type.String({ description: 'The name that the person gave; nobody checked it.' })),
  why: Type.Optional(Type.String()),
})
const Revision = Type.Object({
  revision: Type.Integer(),
  hash: Type.String(),
  status: Status,
  at: Instant,
  by: Type.String(),
  signed: Type.Optional(Type.String()),
  why: Type.Optional(Type.String()),
  changes: Type.Array(Changed, { description: 'How it came to stand where it stands, oldest first.' }),
})
/** A revision as programs see it. */
export type ShownRevision = Static<typeof Revision>

const Difference = Type.Object({
  mark: Type.Union((['added', 'removed', 'moved', 'changed'] as const).map((mark) => Type.Literal(mark))),
  kind: Type.Union((['map', 'stage', 'touchpoint'] as const).map((kind) => Type.Literal(kind))),
  id: Type.String(),
  title: Type.String(),
  path: Type.Array(Type.String()),
  words: Type.String({ description: 'In the language of the caller.' }),
})
export type ShownDifference = Static<typeof Difference>

const REVISION = '^(?:[1-9][0-9]{0,8}|approved|last)$'
const OfRevision = Type.Object({ id: Name, revision: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }) })
const Why = Type.Object({ why: Type.Optional(Type.String({ maxLength: 1_000 })) })
const WhyNeeded = Type.Object({ why: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }) })

const whichOf = (revision: string): Which =>
  revision === 'last' ? undefined : revision === 'approved' ? revision : Number(revision)

const shownChange = ({ at, by, ...change }: StatusChange) => ({ ...change, at: iso(at), by: by as string })

const shown = ({ revision, hash, status, at, by, why, changes }: RevisionStory): ShownRevision => {
  const signed = changes[0]?.signed
  return {
    revision,
    hash,
    status,
    at: iso(at),
    by,
    ...(signed !== undefined && { signed }),
    ...(why !== undefined && { why }),
    changes: changes.map(shownChange),
  }
}

interface AskedWish {
  readonly actor: RevisionWish['actor']
  readonly signed?: string
  readonly match?: string
  readonly input: { readonly why?: string }
}

const wishOf = ({ actor, signed, match, input }: AskedWish): RevisionWish => {
  const why = input.why?.trim()
  return {
    actor,
    ...(signed !== undefined && { signed }),
    ...(match !== undefined && { seen: match }),
    ...(why && { why }),
  }
}

export interface RevisionPorts {
  readonly revisions: Revisions
  readonly live: Live
}

/** A map's revisions: told, compared and changed. `If-Match` takes the ETag of the history that the person saw. */
export const revisionEndpoints = ({ revisions, live }: RevisionPorts): readonly Endpoint[] => {
  const stands = (id: string, outcome: Outcome<StatusChange>) => {
    const change = orThrow(outcome)
    live.tell(['revisions', id])
    live.tell(['maps'])
    return { body: shownChange(change) }
  }
  return [
    endpoint({
      method: 'GET',
      path: '/api/maps/{id}/revisions',
      name: 'listRevisions',
      summary: 'Every revision of a map, latest first, with who, when, why and where it stands.',
      params: Type.Object({ id: Name }),
      query: Type.Object({}),
      body: Type.Object({ items: Type.Array(Revision), mark: Type.String(), next: Type.Null() }),
      answer: async ({ params: { id }, actor }) => {
        const history = orThrow(await revisions.history(actor, id))
        return { body: { items: history.revisions.map(shown), mark: history.mark, next: null }, etag: history.mark }
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/maps/{id}/changes',
      name: 'compareRevisions',
      summary: 'What changed from one revision to another, in words and by id.',
      params: Type.Object({ id: Name }),
      query: Type.Object({
        from: Type.String({ pattern: REVISION }),
        to: Type.String({ pattern: REVISION }),
      }),
      body: Type.Object({ from: Type.Integer(), to: Type.Integer(), items: Type.Array(Difference), next: Type.Null() }),
      answer: async ({ params: { id }, query, actor, language }) => {
        const compared = orThrow(await revisions.compare(actor, id, whichOf(query.from), whichOf(query.to)))
        const { from, to, changes } = compared
        const items = changes.map((change) => differenceOf(change, language))
        return { body: { from: from.stored.revision, to: to.stored.revision, items, next: null } }
      },
    }),
    endpoint({
      method: 'POST',
      path: '/api/maps/{id}/revisions/{revision}/restore',
      name: 'restoreRevision',
      summary: 'A new revision equal to an earlier one; nothing is overwritten.',
      params: OfRevision,
      query: Type.Object({}),
      input: WhyNeeded,
      body: Type.Object({ id: Type.String(), revision: Type.Integer(), hash: Type.String(), status: Status }),
      answer: async ({ params: { id, revision }, ...asked }) => {
        const restored = orThrow(await revisions.restore(wishOf(asked), id, Number(revision)))
        live.tell(['revisions', id])
        live.tell(['maps'])
        live.tell(['map', id])
        const { hash, status } = restored
        return { status: 201, body: { id, revision: restored.revision, hash, status } }
      },
    }),
    endpoint({
      method: 'POST',
      path: '/api/maps/{id}/revisions/{revision}/review',
      name: 'askReview',
      summary: 'Puts a draft up for review, with a note.',
      params: OfRevision,
      query: Type.Object({}),
      input: Why,
      body: Changed,
      answer: async ({ params: { id, revision }, ...asked }) =>
        stands(id, await revisions.askReview(wishOf(asked), id, Number(revision))),
    }),
    endpoint({
      method: 'POST',
      path: '/api/maps/{id}/revisions/{revision}/publish',
      name: 'publishRevision',
      summary: 'Approves a revision, unreviewed until approvals exist; the one approved before is archived.',
      params: OfRevision,
      query: Type.Object({}),
      input: Why,
      body: Changed,
      answer: async ({ params: { id, revision }, ...asked }) =>
        stands(id, await revisions.publish(wishOf(asked), id, Number(revision))),
    }),
    endpoint({
      method: 'POST',
      path: '/api/maps/{id}/revisions/{revision}/archive',
      name: 'archiveRevision',
      summary: 'Puts a revision aside; it stays readable.',
      params: OfRevision,
      query: Type.Object({}),
      input: WhyNeeded,
      body: Changed,
      answer: async ({ params: { id, revision }, ...asked }) =>
        stands(id, await revisions.archive(wishOf(asked), id, Number(revision))),
    }),
  ]
}

const differenceOf = ({ mark, about, path, words }: ToldChange, language: Language): ShownDifference => ({
  mark,
  kind: about.kind,
  id: about.id,
  title: tell(about.title, language),
  path: [...path],
  words: say(words, language),
})
