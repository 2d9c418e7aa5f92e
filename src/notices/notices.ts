import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Id, type Instant, type Outcome, refuse } from '../kernel/index.ts'
import { NOTICES_KEPT_FOR, type Notice, type Reader } from './notice.ts'
import type { NoticeStore, ReadNotice } from './notice-store.ts'

export interface NoticePorts {
  readonly store: NoticeStore
  readonly may: May
  readonly now: Clock
  readonly newId: () => string
  /** Told when somebody has something new to know. */
  readonly raised?: () => void
}

/** What is raised: the rest is filled in. */
export type Raised = Omit<Notice, 'id' | 'at'> & { readonly at?: Instant }

/** What people should know and what they have seen. Every step asks whether the actor may. */
export interface Notices {
  /** Says something once; what was said before with the same key is left as it is. */
  raise(workspace: Actor['workspace'], notices: readonly Raised[]): Promise<readonly Notice[]>
  list(reader: Reader): Promise<Outcome<{ readonly notices: readonly ReadNotice[]; readonly unread: number }>>
  /** Some, or all where none is named. */
  markRead(reader: Reader, ids?: readonly Notice['id'][]): Promise<Outcome<number>>
  lastVisit(reader: Reader): Promise<Outcome<Instant | undefined>>
  visit(reader: Reader, upTo: Instant): Promise<Outcome<Instant>>
}

const SHOWN = 60

export const createNotices = (ports: NoticePorts): Notices => {
  const { store, may, now, newId, raised } = ports
  const allowed = async <T>(
    { actor }: Reader,
    capability: 'notices.read' | 'notices.write',
    work: () => Promise<T>,
  ): Promise<Outcome<T>> =>
    may(actor, capability, actor.workspace) ? done(await work()) : refuse(notAllowed(capability))
  return {
    raise: async (workspace, notices) => {
      if (notices.length === 0) return []
      await store.forget(workspace, now() - NOTICES_KEPT_FOR)
      const whole = notices.map((notice) => ({ at: now(), ...notice, id: newId() as Id<'Notice'> }))
      const added = await store.add(workspace, whole)
      if (added.length > 0) raised?.()
      return added
    },
    list: (reader) =>
      allowed(reader, 'notices.read', async () => {
        const [notices, unread] = await Promise.all([store.of(reader, SHOWN), store.unread(reader)])
        return { notices, unread }
      }),
    markRead: (reader, ids) =>
      allowed(reader, 'notices.write', async () => {
        await (ids ? store.markRead(reader, ids, now()) : store.markAllRead(reader, now()))
        return store.unread(reader)
      }),
    lastVisit: (reader) => allowed(reader, 'notices.read', () => store.lastVisit(reader)),
    visit: (reader, upTo) =>
      allowed(reader, 'notices.write', async () => {
        // What is still to come has been seen by nobody.
        await store.visit(reader, Math.min(upTo, now()))
        return (await store.lastVisit(reader)) ?? upTo
      }),
  }
}
