import { type Actor, notAllowed } from '../governance/index.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/index.ts'
import { type ToldChange, tellChanges } from './diff-story.ts'
import type { MapStatus, MapStore, RevisionLine, StatusChange } from './map-store.ts'
import { statusOf } from './map-store.ts'
import type { MapPorts, Maps, Pulled, Pushed, Which } from './maps.ts'

/** Who asks, in what name, from which state of the history, and why. */
export interface RevisionWish {
  readonly actor: Actor
  readonly signed?: string
  readonly why?: string
  /** The `historyMark` that the person had before them; absent: whatever it is now. */
  readonly seen?: string
}

/** A revision with where it stands and how it came there, oldest first. */
export interface RevisionStory extends RevisionLine {
  readonly status: MapStatus
  readonly changes: readonly StatusChange[]
}

/** A map's revisions, latest first, and the mark of this state of its history. */
export interface MapHistory {
  readonly revisions: readonly RevisionStory[]
  readonly mark: string
  /** How many lines the history of its statuses has. */
  readonly lines: number
}

export interface ComparedRevisions {
  readonly from: Pulled
  readonly to: Pulled
  readonly changes: readonly ToldChange[]
}

/** The revisions of a map: told, compared, restored, put up for review, published, archived. None is ever overwritten. */
export interface Revisions {
  history(actor: Actor, id: string): Promise<Outcome<MapHistory>>
  compare(actor: Actor, id: string, from: Which, to: Which): Promise<Outcome<ComparedRevisions>>
  /** A new revision equal to an earlier one. */
  restore(wish: RevisionWish, id: string, revision: number): Promise<Outcome<Pushed>>
  /** Ready for approvals, which come later: until then a publication says that nobody reviewed. */
  askReview(wish: RevisionWish, id: string, revision: number): Promise<Outcome<StatusChange>>
  publish(wish: RevisionWish, id: string, revision: number): Promise<Outcome<StatusChange>>
  archive(wish: RevisionWish, id: string, revision: number): Promise<Outcome<StatusChange>>
}

export const createRevisions = (ports: MapPorts & { readonly maps: Maps }): Revisions => {
  const { maps, store, may } = ports
  /** Does it upon the history that the person saw; what is written is written upon that one, or not at all. */
  const asSeen = async <T>(
    wish: RevisionWish,
    id: string,
    work: (known: number | undefined) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const now = await historyOf(store, wish.actor, id)
    if (now.revisions.length > 0 && wish.seen !== undefined && wish.seen !== now.mark) return refuse(moved(id, now))
    const outcome = await work(wish.seen === undefined ? undefined : now.lines)
    if (outcome.ok || outcome.refusal.code !== 'map-conflict') return outcome
    return refuse(moved(id, await historyOf(store, wish.actor, id)))
  }
  return {
    history: async (actor, id) => {
      const listed = await maps.history(actor, id)
      if (!listed.ok) return listed
      const history = await historyOf(store, actor, id)
      return history.revisions.length > 0 ? done(history) : refuse(unknown(id))
    },
    compare: async (actor, id, from, to) => {
      const [before, after] = await Promise.all([maps.pull(actor, id, from), maps.pull(actor, id, to)])
      if (!before.ok) return before
      if (!after.ok) return after
      const changes = tellChanges(before.value.map, after.value.map)
      return done({ from: before.value, to: after.value, changes })
    },
    restore: (wish, id, revision) => asSeen(wish, id, () => restoreIn(ports, wish, id, revision)),
    askReview: (wish, id, revision) =>
      asSeen(wish, id, async (known) => {
        if (!may(wish.actor, 'maps.write', wish.actor.workspace)) return refuse(notAllowed('maps.write'))
        const { lines } = await historyOf(store, wish.actor, id)
        const found = await maps.pull(wish.actor, id, revision)
        if (!found.ok) return found
        if (found.value.status !== 'draft') return refuse(notADraft(id, revision, found.value.status))
        const asked: StatusChange = {
          revision,
          status: 'in_review',
          reviewed: false,
          at: ports.now(),
          by: wish.actor.id,
          ...(wish.signed !== undefined && { signed: wish.signed }),
          ...(wish.why !== undefined && { why: wish.why }),
        }
        const written = await store.changeStatuses(wish.actor.workspace, id, [asked], known ?? lines)
        return written ? done(asked) : refuse(moved(id, await historyOf(store, wish.actor, id)))
      }),
    publish: (wish, id, revision) =>
      asSeen(wish, id, (known) => maps.publish(wish.actor, id, revision, wish.why, wish.signed, known)),
    archive: (wish, id, revision) =>
      asSeen(wish, id, (known) => maps.archive(wish.actor, id, revision, wish.why, wish.signed, known)),
  }
}

const historyOf = async (store: MapStore, actor: Actor, id: string): Promise<MapHistory> => {
  const [lines, changes] = await Promise.all([store.revisions(actor.workspace, id), store.history(actor.workspace, id)])
  const revisions = lines.map((line) => ({
    ...line,
    status: statusOf(changes, line.revision),
    changes: changes.filter(({ revision }) => revision === line.revision),
  }))
  return { revisions, mark: `${lines[0]?.revision ?? 0}.${changes.length}`, lines: changes.length }
}

const restoreIn = async (
  { maps, store }: MapPorts & { readonly maps: Maps },
  { actor, signed, why }: RevisionWish,
  id: string,
  revision: number,
): Promise<Outcome<Pushed>> => {
  const found = await maps.pull(actor, id, revision)
  if (!found.ok) return found
  const head = await store.revision(actor.workspace, id)
  if (head?.hash === found.value.stored.hash) return refuse(same(id, revision, head.revision))
  return maps.push(actor, {
    source: found.value.stored.source,
    file: `${id}@${revision}`,
    base: { revision: head?.revision ?? revision },
    ...(why !== undefined && { why }),
    ...(signed !== undefined && { signed }),
  })
}

const unknown = (id: string): Refusal => ({
  code: 'map-not-found',
  what: { fr: `Aucune carte « ${id} » n’est enregistrée.`, en: `No map "${id}" is stored.` },
  remedy: { fr: 'Partez de la liste des cartes.', en: 'Start from the list of maps.' },
})

/** Somebody changed the history meanwhile: what they did, in words, so that the person can decide again. */
const moved = (id: string, { revisions }: MapHistory): Refusal => {
  const changes = revisions.flatMap((each) => each.changes).sort((a, b) => b.at - a.at)
  const last = changes[0]
  const who = last?.signed ?? last?.by ?? ''
  return {
    code: 'map-conflict',
    what: {
      fr: `L’histoire de « ${id} » a changé depuis que vous l’avez affichée : révision ${last?.revision}, ${STATUS[last?.status ?? 'draft'].fr}, par ${who}.`,
      en: `The history of "${id}" has changed since you saw it: revision ${last?.revision}, ${STATUS[last?.status ?? 'draft'].en}, by ${who}.`,
    },
    remedy: {
      fr: 'Rien n’a été fait. Regardez ce qui a changé, puis décidez à nouveau.',
      en: 'Nothing was done. Look at what changed, then decide again.',
    },
  }
}

const STATUS = {
  draft: { fr: 'brouillon', en: 'draft' },
  in_review: { fr: 'en relecture', en: 'in review' },
  approved: { fr: 'approuvée', en: 'approved' },
  archived: { fr: 'archivée', en: 'archived' },
} as const

const notADraft = (id: string, revision: number, status: MapStatus): Refusal => ({
  code: 'not-a-draft',
  what: {
    fr: `La révision ${revision} de « ${id} » est ${STATUS[status].fr}.`,
    en: `Revision ${revision} of "${id}" is ${STATUS[status].en}.`,
  },
  remedy: {
    fr: 'Seul un brouillon se propose à la relecture ; gardez-en une nouvelle révision.',
    en: 'Only a draft can be put up for review; keep a new revision of it.',
  },
})

const same = (id: string, revision: number, head: number): Refusal => ({
  code: 'nothing-to-restore',
  what: {
    fr: `La dernière révision de « ${id} » (${head}) a déjà le dessin de la révision ${revision}.`,
    en: `The last revision of "${id}" (${head}) already has the design of revision ${revision}.`,
  },
  remedy: { fr: 'Il n’y a rien à restaurer.', en: 'There is nothing to restore.' },
})
