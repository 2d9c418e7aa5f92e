import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Id, type Outcome, refuse } from '../kernel/index.ts'
import type { Anchor } from './anchor.ts'
import * as refusals from './comment-refusals.ts'
import type { CommentStore } from './comment-store.ts'
import { mentionsIn } from './mentions.ts'
import type { Comment, Signature, Thread, Turn } from './thread.ts'

/** Who speaks: the actor, and the name that the person gives. */
export interface Speaker {
  readonly actor: Actor
  readonly signed?: string
}

/** What happened in a thread, for who should be told: the names newly mentioned, and those who had spoken before. */
export interface Said {
  readonly thread: Thread
  readonly comment: Comment
  readonly mentioned: readonly string[]
  readonly others: readonly string[]
}

export interface CommentPorts {
  readonly store: CommentStore
  readonly may: May
  readonly now: Clock
  readonly newId: () => string
  /** Whether the map can be commented: it is stored, or being drawn. */
  readonly knows: (actor: Actor, map: string) => Promise<boolean>
  readonly tell?: (workspace: Actor['workspace'], said: Said) => Promise<void>
}

/** What people say to each other about a map. Every step asks whether the actor may. */
export interface Comments {
  threads(who: Speaker, map?: string): Promise<Outcome<readonly Thread[]>>
  names(who: Speaker): Promise<Outcome<readonly string[]>>
  introduce(who: Speaker, name: string): Promise<Outcome<readonly string[]>>
  start(who: Speaker, map: string, anchor: Anchor, text: string): Promise<Outcome<Thread>>
  reply(who: Speaker, map: string, thread: Thread['id'], text: string): Promise<Outcome<Thread>>
  /** One's own only. */
  rewrite(
    who: Speaker,
    map: string,
    thread: Thread['id'],
    comment: Comment['id'],
    text: string,
  ): Promise<Outcome<Thread>>
  /** One's own only; what stays says who erased it and when. */
  erase(who: Speaker, map: string, thread: Thread['id'], comment: Comment['id']): Promise<Outcome<Thread>>
  settle(who: Speaker, map: string, thread: Thread['id'], state: Turn['state']): Promise<Outcome<Thread>>
}

export const createComments = (ports: CommentPorts): Comments => ({
  threads: (who, map) =>
    allowed(ports, who, 'comments.read', async () => done(await ports.store.threads(who.actor.workspace, map))),
  names: (who) => allowed(ports, who, 'comments.read', async () => done(await knownNames(ports, who))),
  introduce: (who, name) =>
    allowed(ports, who, 'comments.write', async () => {
      await ports.store.introduce(who.actor.workspace, name.trim(), ports.now())
      return done(await knownNames(ports, who))
    }),
  start: (who, map, anchor, text) =>
    allowed(ports, who, 'comments.write', () => startThread(ports, who, map, anchor, text)),
  reply: (who, map, thread, text) => inThread(ports, who, map, thread, (found) => replyTo(ports, who, found, text)),
  rewrite: (who, map, thread, comment, text) =>
    inOwn(ports, who, map, thread, comment, (found, own) => rewriteIn(ports, who, found, own, text)),
  erase: (who, map, thread, comment) =>
    inOwn(ports, who, map, thread, comment, async (_, own) => {
      await ports.store.erase(who.actor.workspace, own.id, signatureOf(ports, who))
      return done(undefined)
    }),
  settle: (who, map, thread, state) =>
    inThread(ports, who, map, thread, async () => {
      await ports.store.turn(who.actor.workspace, thread, { state, ...signatureOf(ports, who) })
      return done(undefined)
    }),
})

const allowed = async <T>(
  { may }: CommentPorts,
  { actor }: Speaker,
  capability: 'comments.read' | 'comments.write',
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> => (may(actor, capability, actor.workspace) ? work() : refuse(notAllowed(capability)))

const signatureOf = ({ now }: CommentPorts, { actor, signed }: Speaker): Signature => ({
  at: now(),
  by: actor.id,
  ...(signed !== undefined && { signed }),
})

const knownNames = async ({ store }: CommentPorts, { actor }: Speaker) => store.names(actor.workspace)

/** What somebody says, with whom it mentions; from then on their own name is known too. */
const commentOf = async (ports: CommentPorts, who: Speaker, text: string): Promise<Comment> => {
  if (who.signed !== undefined) await ports.store.introduce(who.actor.workspace, who.signed, ports.now())
  const mentions = mentionsIn(text, await knownNames(ports, who))
  return { id: ports.newId() as Id<'Comment'>, ...signatureOf(ports, who), text: text.trim(), mentions }
}

const startThread = async (
  ports: CommentPorts,
  who: Speaker,
  map: string,
  anchor: Anchor,
  text: string,
): Promise<Outcome<Thread>> => {
  if (text.trim() === '') return refuse(refusals.empty)
  if (!(await ports.knows(who.actor, map))) return refuse(refusals.mapUnknown(map))
  const comment = await commentOf(ports, who, text)
  const thread: Thread = { id: ports.newId() as Id<'Thread'>, map, anchor, comments: [comment], turns: [] }
  await ports.store.start(who.actor.workspace, thread)
  await tellOthers(ports, who, thread, comment, comment.mentions)
  return done(thread)
}

/** Does something in a thread that is there, then gives the thread as it stands. */
const inThread = (
  ports: CommentPorts,
  who: Speaker,
  map: string,
  id: Thread['id'],
  work: (thread: Thread) => Promise<Outcome<void>>,
): Promise<Outcome<Thread>> =>
  allowed(ports, who, 'comments.write', async () => {
    const found = await ports.store.thread(who.actor.workspace, id)
    if (found?.map !== map) return refuse(refusals.threadGone)
    const outcome = await work(found)
    if (!outcome.ok) return outcome
    return done((await ports.store.thread(who.actor.workspace, id)) ?? found)
  })

const replyTo = async (ports: CommentPorts, who: Speaker, thread: Thread, text: string) => {
  if (text.trim() === '') return refuse(refusals.empty)
  const comment = await commentOf(ports, who, text)
  await ports.store.reply(who.actor.workspace, thread.id, comment)
  await tellOthers(ports, who, thread, comment, comment.mentions)
  return done(undefined)
}

const inOwn = (
  ports: CommentPorts,
  who: Speaker,
  map: string,
  thread: Thread['id'],
  id: Comment['id'],
  work: (thread: Thread, own: Comment) => Promise<Outcome<void>>,
): Promise<Outcome<Thread>> =>
  inThread(ports, who, map, thread, async (found) => {
    const comment = found.comments.find((each) => each.id === id)
    if (!comment || comment.erased) return refuse(refusals.commentGone)
    if (comment.by !== who.actor.id || comment.signed !== who.signed) return refuse(refusals.notOwn)
    return work(found, comment)
  })

const rewriteIn = async (ports: CommentPorts, who: Speaker, thread: Thread, own: Comment, text: string) => {
  if (text.trim() === '') return refuse(refusals.empty)
  const mentions = mentionsIn(text, await knownNames(ports, who))
  await ports.store.rewrite(who.actor.workspace, own.id, text.trim(), mentions, ports.now())
  const fresh = mentions.filter((name) => !own.mentions.includes(name))
  if (fresh.length > 0) await tellOthers(ports, who, thread, { ...own, text: text.trim(), mentions }, fresh)
  return done(undefined)
}

/** Those mentioned are told so; those who spoke before are told of the reply, once. */
const tellOthers = async (
  { tell }: CommentPorts,
  { actor, signed }: Speaker,
  thread: Thread,
  comment: Comment,
  mentions: readonly string[],
) => {
  const mentioned = mentions.filter((name) => name !== signed)
  const spoke = thread.comments.filter(({ id, erased }) => id !== comment.id && !erased).map((said) => said.signed)
  const others = [...new Set(spoke)].filter(
    (name): name is string => name !== undefined && name !== signed && !mentioned.includes(name),
  )
  await tell?.(actor.workspace, { thread, comment, mentioned, others })
}
