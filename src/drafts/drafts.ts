import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Instant, type Outcome, refuse } from '../kernel/index.ts'
import { diffMaps, type JourneyMap, type Maps, type Pulled, type Pushed, rewriteMap } from '../maps/index.ts'
import type { MapPath } from './change.ts'
import type { DraftBase, DraftStore } from './draft-store.ts'
import { type MergeConflict, mergeOf } from './merge.ts'
import { readDraft } from './read.ts'
import { draftBehind, draftUnchanged, otherMap } from './refusals.ts'
import { seedOf } from './seed.ts'
import { openShared, type SharedDraft } from './shared-draft.ts'

export interface DraftPorts {
  readonly store: DraftStore
  readonly maps: Maps
  readonly may: May
  readonly now: Clock
  readonly hash: (map: JourneyMap) => string
  /** A draft changes another revision from now on, or a revision was kept of it. */
  readonly changed: (map: string) => void
}

/** Where a draft stands beside the stored revisions. */
export interface DraftStanding {
  /** When the map was first stored: with its id, which map this is, so that a browser never merges two. */
  readonly began: Instant
  readonly base: DraftBase
  /** The last revision; another than the base where somebody stored one meanwhile. */
  readonly last: DraftBase
  /** How many places differ from the base. */
  readonly changes: number
  /** Where the last revision and the draft changed the same thing; empty where the base is the last. */
  readonly conflicts: readonly MergeConflict[]
}

export interface KeepRevision {
  readonly why?: string
  /** The name that the person gives. */
  readonly signed?: string
  /** What the author asks for with it. */
  readonly status?: 'draft' | 'in_review'
}

/** An open draft, until it is let go. */
export interface HeldDraft extends SharedDraft {
  letGo(): Promise<void>
}

/** The drafts of a workspace: opened together, kept as revisions, merged, given up. */
export interface Drafts {
  open(actor: Actor, id: string): Promise<Outcome<HeldDraft>>
  standing(actor: Actor, id: string): Promise<Outcome<DraftStanding>>
  /** Stores the draft as a revision, in the words and order of the file it came from. */
  keep(actor: Actor, id: string, how: KeepRevision): Promise<Outcome<Pushed>>
  /** Brings the last revision into the draft; where both changed one place, the draft's stays, but for `theirs`. */
  merge(actor: Actor, id: string, theirs: readonly MapPath[]): Promise<Outcome<DraftStanding>>
  /** Makes the draft say the last revision again. Whoever has it open sees it, and may undo their own part. */
  giveUp(actor: Actor, id: string): Promise<Outcome<DraftStanding>>
  /** Hears what other processes do, until the returned function is called. */
  follow(): Promise<() => Promise<void>>
}

const NO_UPDATE = new Uint8Array([0, 0])

export const createDrafts = (ports: DraftPorts): Drafts => {
  const held = new Map<string, { readonly opening: Promise<SharedDraft>; holders: number }>()

  const begin = async (actor: Actor, id: string, { map, stored }: Pulled): Promise<SharedDraft> => {
    const shared = await openShared(ports, actor, id)
    if (shared) return shared
    await ports.store.begin(actor.workspace, id, baseOf(stored), seedOf(map))
    const begun = await openShared(ports, actor, id)
    if (!begun) throw new Error(`The draft of ${id} was begun and is not there`)
    return begun
  }
  const open = async (actor: Actor, id: string): Promise<Outcome<HeldDraft>> => {
    if (!ports.may(actor, 'maps.write', actor.workspace)) return refuse(notAllowed('maps.write'))
    const last = await ports.maps.pull(actor, id)
    if (!last.ok) return last
    const name = JSON.stringify([actor.workspace, id])
    const known = held.get(name) ?? { opening: begin(actor, id, last.value), holders: 0 }
    held.set(name, known)
    known.holders++
    let letGo = async () => {
      letGo = async () => {}
      if (--known.holders > 0) return
      held.delete(name)
      await known.opening.then((shared) => shared.close())
    }
    try {
      const shared = await known.opening
      await followStore(ports, actor, shared, last.value)
      return done({ ...shared, letGo: () => letGo() })
    } catch (problem) {
      held.delete(name)
      throw problem
    }
  }
  const within = async <T>(
    actor: Actor,
    id: string,
    work: (shared: SharedDraft, last: Pulled) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const opened = await open(actor, id)
    if (!opened.ok) return opened
    try {
      const last = await ports.maps.pull(actor, id)
      return last.ok ? await work(opened.value, last.value) : last
    } finally {
      await opened.value.letGo()
    }
  }
  return {
    open,
    standing: (actor, id) => within(actor, id, async (shared, last) => standingOf(ports, actor, shared, last)),
    keep: (actor, id, how) => within(actor, id, (shared, last) => keepRevision(ports, actor, shared, last, how)),
    merge: (actor, id, theirs) => within(actor, id, (shared, last) => mergeLast(ports, actor, shared, last, theirs)),
    giveUp: (actor, id) => within(actor, id, (shared, last) => giveUp(ports, actor, shared, last)),
    follow: () =>
      ports.store.listen((map) => {
        for (const [name, { opening }] of held)
          if (map === undefined || name.endsWith(`,${JSON.stringify(map)}]`))
            void opening.then((shared) => shared.catchUp()).catch(() => undefined)
      }),
  }
}

const baseOf = ({ revision, hash }: DraftBase): DraftBase => ({ revision, hash })

/** A draft in which nobody changed anything follows the store: what was pushed by file shows at once. */
const followStore = async (ports: DraftPorts, actor: Actor, shared: SharedDraft, last: Pulled): Promise<void> => {
  const base = shared.base()
  const mine = ports.hash(readDraft(shared.doc))
  if (base.revision === last.stored.revision || (mine !== base.hash && mine !== last.stored.hash)) return
  const update = mine === last.stored.hash ? NO_UPDATE : shared.updateOf([{ do: 'become', map: last.map }])
  await moveTo(ports, actor, shared, last, update)
}

/** Changes the base and the draft at once: of two processes that would, one does. */
const moveTo = async (
  ports: DraftPorts,
  actor: Actor,
  shared: SharedDraft,
  { map, stored }: Pulled,
  update: Uint8Array,
): Promise<void> => {
  const moved = await ports.store.rebase(actor.workspace, map.id, shared.base(), baseOf(stored), {
    update,
    by: actor.id,
    at: ports.now(),
  })
  await shared.catchUp()
  if (moved) ports.changed(map.id)
}

const baseMap = async (ports: DraftPorts, actor: Actor, shared: SharedDraft, id: string) =>
  ports.maps.pull(actor, id, shared.base().revision)

const standingOf = async (
  ports: DraftPorts,
  actor: Actor,
  shared: SharedDraft,
  last: Pulled,
): Promise<Outcome<DraftStanding>> => {
  const base = await baseMap(ports, actor, shared, last.map.id)
  if (!base.ok) return base
  const mine = readDraft(shared.doc)
  const behind = base.value.stored.revision !== last.stored.revision
  const history = await ports.maps.history(actor, last.map.id)
  return done({
    began: history.ok ? (history.value[0]?.at ?? 0) : 0,
    base: shared.base(),
    last: baseOf(last.stored),
    changes: diffMaps(base.value.map, mine).length,
    conflicts: behind ? mergeOf(base.value.map, mine, last.map).conflicts : [],
  })
}

const keepRevision = async (
  ports: DraftPorts,
  actor: Actor,
  shared: SharedDraft,
  last: Pulled,
  { why, signed, status }: KeepRevision,
): Promise<Outcome<Pushed>> => {
  const base = shared.base()
  if (base.revision !== last.stored.revision) return refuse(draftBehind(last.stored.revision))
  const map = readDraft(shared.doc)
  if (map.id !== last.map.id) return refuse(otherMap)
  if (ports.hash(map) === base.hash) return refuse(draftUnchanged)
  const text = rewriteMap(last.text, status === undefined ? map : { ...map, status })
  const pushed = await ports.maps.push(actor, {
    source: new TextEncoder().encode(text),
    file: map.id,
    base: { revision: base.revision },
    ...(why !== undefined && { why }),
    ...(signed !== undefined && { signed }),
  })
  if (!pushed.ok) return pushed
  await ports.store.rebase(actor.workspace, map.id, base, baseOf(pushed.value))
  await shared.catchUp()
  ports.changed(map.id)
  return pushed
}

const mergeLast = async (
  ports: DraftPorts,
  actor: Actor,
  shared: SharedDraft,
  last: Pulled,
  theirs: readonly MapPath[],
): Promise<Outcome<DraftStanding>> => {
  const base = await baseMap(ports, actor, shared, last.map.id)
  if (!base.ok) return base
  const { changes, conflicts } = mergeOf(base.value.map, readDraft(shared.doc), last.map)
  const wanted = new Set(theirs.map((at) => at.join('/')))
  const kept = new Set(conflicts.map(({ at }) => at.join('/')).filter((at) => !wanted.has(at)))
  const made = changes.filter(({ at }) => !kept.has(at.join('/'))).map(({ change }) => change)
  await moveTo(ports, actor, shared, last, made.length > 0 ? shared.updateOf(made) : NO_UPDATE)
  return standingOf(ports, actor, shared, last)
}

const giveUp = async (
  ports: DraftPorts,
  actor: Actor,
  shared: SharedDraft,
  last: Pulled,
): Promise<Outcome<DraftStanding>> => {
  await moveTo(ports, actor, shared, last, shared.updateOf([{ do: 'become', map: last.map }]))
  return standingOf(ports, actor, shared, last)
}
