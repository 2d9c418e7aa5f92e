import { type Static, Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { asId, iso, type Outcome, orThrow } from '../kernel/index.ts'
import { ANCHOR_PATTERN, type Anchor } from './anchor.ts'
import type { Comments, Speaker } from './comments.ts'
import type { Comment, Signature, Thread } from './thread.ts'

const Name = Type.String({ minLength: 1, maxLength: 200 })
const Instant = Type.String({ format: 'date-time' })
const Signed = { at: Instant, by: Type.String(), signed: Type.Optional(Type.String()) }
const CommentBody = Type.Object({
  id: Type.String(),
  ...Signed,
  text: Type.String(),
  mentions: Type.Array(Type.String()),
  editedAt: Type.Optional(Instant),
  erased: Type.Optional(Type.Object(Signed)),
})
const ThreadBody = Type.Object({
  id: Type.String(),
  map: Type.String(),
  anchor: Type.String({ pattern: ANCHOR_PATTERN }),
  resolved: Type.Boolean(),
  comments: Type.Array(CommentBody),
  turns: Type.Array(Type.Object({ state: Type.String(), ...Signed })),
})
/** A thread as programs see it. */
export type ShownThread = Static<typeof ThreadBody>

const Names = Type.Object({ names: Type.Array(Type.String()) })
const Text = Type.Object({ text: Type.String({ minLength: 1, maxLength: 5_000 }) })
const OfMap = Type.Object({ id: Name })
const OfThread = Type.Object({ id: Name, thread: Name })
const OfComment = Type.Object({ id: Name, thread: Name, comment: Name })

const signed = ({ at, by, signed: name }: Signature) => ({
  at: iso(at),
  by: by as string,
  ...(name !== undefined && { signed: name }),
})

const shownComment = (comment: Comment) => ({
  id: comment.id,
  ...signed(comment),
  text: comment.text,
  mentions: [...comment.mentions],
  ...(comment.editedAt !== undefined && { editedAt: iso(comment.editedAt) }),
  ...(comment.erased && { erased: signed(comment.erased) }),
})

const shown = ({ id, map, anchor, comments, turns }: Thread): ShownThread => ({
  id,
  map,
  anchor,
  resolved: turns.at(-1)?.state === 'resolved',
  comments: comments.map(shownComment),
  turns: turns.map((turn) => ({ state: turn.state, ...signed(turn) })),
})

const speaker = ({ actor, signed: name }: Speaker): Speaker => ({ actor, ...(name !== undefined && { signed: name }) })

/** What people say to each other about a map; every change is told to the open screens. */
export const commentEndpoints = (comments: Comments, live: Live): readonly Endpoint[] => {
  const changed = (map: string, outcome: Outcome<Thread>): ShownThread => {
    const thread = orThrow(outcome)
    live.tell(['comments', map])
    return shown(thread)
  }
  return [
    endpoint({
      method: 'GET',
      path: '/api/maps/{id}/comments',
      name: 'listComments',
      summary: 'What people say about a map, thread by thread.',
      params: OfMap,
      query: Type.Object({}),
      body: Type.Object({ items: Type.Array(ThreadBody), next: Type.Null() }),
      answer: async ({ params: { id }, ...asked }) => ({
        body: { items: orThrow(await comments.threads(speaker(asked), id)).map(shown), next: null },
      }),
    }),
    endpoint({
      method: 'POST',
      path: '/api/maps/{id}/comments',
      name: 'startThread',
      summary: 'Starts a thread about the map, a stage, a touchpoint or a cell of a lane.',
      params: OfMap,
      query: Type.Object({}),
      input: Type.Composite([Text, Type.Object({ anchor: Type.String({ pattern: ANCHOR_PATTERN }) })]),
      body: ThreadBody,
      answer: async ({ params: { id }, input, ...asked }) => ({
        status: 201,
        body: changed(id, await comments.start(speaker(asked), id, input.anchor as Anchor, input.text)),
      }),
    }),
    endpoint({
      method: 'POST',
      path: '/api/maps/{id}/comments/{thread}/replies',
      name: 'replyInThread',
      summary: 'Replies in a thread.',
      params: OfThread,
      query: Type.Object({}),
      input: Text,
      body: ThreadBody,
      answer: async ({ params: { id, thread }, input, ...asked }) => ({
        status: 201,
        body: changed(id, await comments.reply(speaker(asked), id, asId(thread), input.text)),
      }),
    }),
    endpoint({
      method: 'PUT',
      path: '/api/maps/{id}/comments/{thread}/state',
      name: 'settleThread',
      summary: 'Resolves a thread, or opens it again.',
      params: OfThread,
      query: Type.Object({}),
      input: Type.Object({ state: Type.Union([Type.Literal('resolved'), Type.Literal('open')]) }),
      body: ThreadBody,
      answer: async ({ params: { id, thread }, input, ...asked }) => ({
        body: changed(id, await comments.settle(speaker(asked), id, asId(thread), input.state)),
      }),
    }),
    endpoint({
      method: 'PUT',
      path: '/api/maps/{id}/comments/{thread}/said/{comment}',
      name: 'rewriteComment',
      summary: 'Says one’s own comment otherwise.',
      params: OfComment,
      query: Type.Object({}),
      input: Text,
      body: ThreadBody,
      answer: async ({ params: { id, thread, comment }, input, ...asked }) => ({
        body: changed(id, await comments.rewrite(speaker(asked), id, asId(thread), asId(comment), input.text)),
      }),
    }),
    endpoint({
      method: 'DELETE',
      path: '/api/maps/{id}/comments/{thread}/said/{comment}',
      name: 'eraseComment',
      summary: 'Erases one’s own comment; that it was there remains.',
      params: OfComment,
      query: Type.Object({}),
      body: ThreadBody,
      answer: async ({ params: { id, thread, comment }, ...asked }) => ({
        body: changed(id, await comments.erase(speaker(asked), id, asId(thread), asId(comment))),
      }),
    }),
    endpoint({
      method: 'GET',
      path: '/api/names',
      name: 'listNames',
      summary: 'The names that people gave: those that a comment can mention.',
      params: Type.Object({}),
      query: Type.Object({}),
      body: Names,
      answer: async (asked) => ({ body: { names: [...orThrow(await comments.names(speaker(asked)))] } }),
    }),
    endpoint({
      method: 'POST',
      path: '/api/names',
      name: 'giveName',
      summary: 'Gives a name, so that others can mention it.',
      params: Type.Object({}),
      query: Type.Object({}),
      input: Type.Object({ name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }) }),
      body: Names,
      answer: async ({ input, ...asked }) => {
        const names = [...orThrow(await comments.introduce(speaker(asked), input.name))]
        live.tell(['names'])
        return { body: { names } }
      },
    }),
  ]
}
