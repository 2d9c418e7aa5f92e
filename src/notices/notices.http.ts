import { Type } from '@sinclair/typebox'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { asId, iso, type Language, orThrow } from '../kernel/index.ts'
import { NOTICE_KINDS, readerOf } from './notice.ts'
import type { ReadNotice } from './notice-store.ts'
import { noticeSentence } from './notice-words.ts'
import type { Notices } from './notices.ts'

const Instant = Type.String({ format: 'date-time' })
const Shown = Type.Object({
  id: Type.String(),
  kind: Type.Union(NOTICE_KINDS.map((kind) => Type.Literal(kind))),
  at: Instant,
  sentence: Type.String({ description: 'In the language of the caller.' }),
  excerpt: Type.Optional(Type.String()),
  place: Type.String({ description: 'Where it leads in the application.' }),
  read: Type.Boolean(),
})
const Unread = Type.Object({ unread: Type.Integer({ minimum: 0 }) })
const Visit = Type.Object({ lastVisit: Type.Union([Instant, Type.Null()]) })
const NONE = Type.Object({})

const shown = (notice: ReadNotice, language: Language) => ({
  id: notice.id as string,
  kind: notice.kind,
  at: iso(notice.at),
  sentence: noticeSentence(notice, language),
  ...(notice.facts.excerpt !== undefined && { excerpt: notice.facts.excerpt }),
  place: notice.place,
  read: notice.read,
})

/** What the person who asks should know. */
export const noticeEndpoints = (notices: Notices): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/api/notices',
    name: 'listNotices',
    summary: 'What the caller should know, latest first, and how much of it they have not read.',
    params: NONE,
    query: NONE,
    body: Type.Object({ items: Type.Array(Shown), unread: Type.Integer({ minimum: 0 }), next: Type.Null() }),
    answer: async ({ language, ...asked }) => {
      const { notices: found, unread } = orThrow(await notices.list(readerOf(asked)))
      return { body: { items: found.map((notice) => shown(notice, language)), unread, next: null } }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api/notices/read',
    name: 'markNoticesRead',
    summary: 'Marks notices as read: those named, or all.',
    params: NONE,
    query: NONE,
    input: Type.Object({ ids: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200 })) }),
    body: Unread,
    answer: async ({ input, ...asked }) => ({
      body: {
        unread: orThrow(
          await notices.markRead(
            readerOf(asked),
            input.ids?.map((id) => asId<'Notice'>(id)),
          ),
        ),
      },
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/api/visit',
    name: 'readLastVisit',
    summary: 'Up to when the caller has seen what changed.',
    params: NONE,
    query: NONE,
    body: Visit,
    answer: async (asked) => {
      const at = orThrow(await notices.lastVisit(readerOf(asked)))
      return { body: { lastVisit: at === undefined ? null : iso(at) } }
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/api/visit',
    name: 'keepVisit',
    summary: 'Says that the caller has seen what changed up to an instant.',
    params: NONE,
    query: NONE,
    input: Type.Object({ upTo: Instant }),
    body: Visit,
    answer: async ({ input, ...asked }) => ({
      body: { lastVisit: iso(orThrow(await notices.visit(readerOf(asked), Date.parse(input.upTo)))) },
    }),
  }),
]
