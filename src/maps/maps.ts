import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Outcome, type Refusal, refuse } from '../kernel/index.ts'
import { canonicalForm } from './canonical.ts'
import { checkMap, sound } from './check.ts'
import { decodeMap } from './decode.ts'
import type { JourneyMap } from './map.ts'
import {
  type MapHead,
  type MapRevision,
  type MapStatus,
  type MapStore,
  type StatusChange,
  statusOf,
} from './map-store.ts'
import { type MapText, readMap } from './read.ts'
import { createReading } from './reading.ts'

export interface MapPorts {
  readonly store: MapStore
  readonly may: May
  readonly now: Clock
  /** The hash of a map's design. */
  readonly hash: (map: JourneyMap) => string
}

/** What a person changed from: the revision or the hash that they had pulled. */
export interface Base {
  readonly revision?: number
  readonly hash?: string
}

export interface Push {
  readonly source: Uint8Array
  readonly file: string
  /** Absent for a map that is new to the store. */
  readonly base?: Base
  readonly why?: string
  /** The name that the person gives, which nobody checks. */
  readonly signed?: string
}

export interface Pushed {
  readonly id: string
  readonly revision: number
  readonly hash: string
  readonly status: MapStatus
  /** The store held these very bytes already. */
  readonly unchanged: boolean
}

/** A stored map, ready for use: read, with the store's revision number and status in it. */
export interface Pulled extends MapText {
  readonly stored: MapRevision
  readonly text: string
  readonly status: MapStatus
}

/** Which revision: a number, `approved` for the published one, or the last. */
export type Which = number | 'approved' | undefined

/** The maps of a workspace: pushed, pulled, published; every step asks whether the actor may. */
export interface Maps {
  push(actor: Actor, push: Push): Promise<Outcome<Pushed>>
  pull(actor: Actor, id: string, which?: Which): Promise<Outcome<Pulled>>
  /** Approves a revision, as unreviewed until reviews exist; the one approved before is archived. */
  publish(
    actor: Actor,
    id: string,
    which?: Which,
    why?: string,
    signed?: string,
    /** How long the history was that the person had before them; absent: whatever it is now. */
    known?: number,
  ): Promise<Outcome<StatusChange>>
  archive(
    actor: Actor,
    id: string,
    which?: Which,
    why?: string,
    signed?: string,
    known?: number,
  ): Promise<Outcome<StatusChange>>
  list(actor: Actor): Promise<Outcome<readonly MapHead[]>>
  history(actor: Actor, id: string): Promise<Outcome<readonly StatusChange[]>>
}

type Reading = ReturnType<typeof createReading>

export const createMaps = (ports: MapPorts, reading: Reading = createReading()): Maps => ({
  push: (actor, push) => allowed(ports, actor, 'maps.write', () => pushTo(ports, actor, push)),
  pull: (actor, id, which) => allowed(ports, actor, 'maps.read', () => pullFrom(ports, reading, actor, id, which)),
  publish: (actor, id, which, why, signed, known) =>
    allowed(ports, actor, 'maps.publish', () => publishIn(ports, actor, id, which, said(why, signed), known)),
  archive: (actor, id, which, why, signed, known) =>
    allowed(ports, actor, 'maps.publish', () => archiveIn(ports, actor, id, which, said(why, signed), known)),
  list: (actor) => allowed(ports, actor, 'maps.read', async () => done(await ports.store.heads(actor.workspace))),
  history: (actor, id) =>
    allowed(ports, actor, 'maps.read', async () => done(await ports.store.history(actor.workspace, id))),
})

/** What a person says about a change, as far as they say it. */
interface Reason {
  readonly why?: string
  readonly signed?: string
}

const said = (why: string | undefined, signed: string | undefined): Reason => ({
  ...(why !== undefined && { why }),
  ...(signed !== undefined && { signed }),
})

const allowed = async <T>(
  { may }: MapPorts,
  actor: Actor,
  capability: 'maps.read' | 'maps.write' | 'maps.publish',
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> => (may(actor, capability, actor.workspace) ? work() : refuse(notAllowed(capability)))

const pushTo = async ({ store, now, hash }: MapPorts, actor: Actor, push: Push): Promise<Outcome<Pushed>> => {
  const text = decodeMap(push.source, push.file)
  if (!text.ok) return text
  const read = readMap(text.value, push.file)
  if (!read.ok) return read
  const { map, positions } = read.value
  const findings = checkMap(map, positions, push.file)
  if (!sound(findings)) {
    const [first] = findings.filter(({ severity }) => severity === 'error')
    if (first) return refuse(first)
  }
  const head = await store.revision(actor.workspace, map.id)
  const pushed = { id: map.id, hash: hash(map) }
  if (head && sameBytes(head.source, push.source)) {
    const history = await store.history(actor.workspace, map.id)
    return done({ ...pushed, revision: head.revision, status: statusOf(history, head.revision), unchanged: true })
  }
  const conflict = conflictOf(push, map.id, head)
  if (conflict) return refuse(conflict)
  const revision = (head?.revision ?? 0) + 1
  // Only publishing approves and only archiving archives: a file cannot grant itself either.
  const status: MapStatus = map.status === 'in_review' ? 'in_review' : 'draft'
  const who = { at: now(), by: actor.id, ...(push.why === undefined ? {} : { why: push.why }) }
  const added = await store.add(
    actor.workspace,
    { ...pushed, ...who, revision, source: push.source, canonical: canonicalForm(map) },
    { ...who, revision, status, reviewed: false, ...said(undefined, push.signed) },
  )
  return added ? done({ ...pushed, revision, status, unchanged: false }) : refuse(moved(map.id, revision))
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

const conflictOf = ({ base }: Push, id: string, head: MapRevision | undefined): Refusal | undefined => {
  if (!head) return undefined
  if (!base || (base.revision === undefined && base.hash === undefined)) return unknownBase(id, head.revision)
  const same =
    (base.revision === undefined || base.revision === head.revision) &&
    (base.hash === undefined || (base.hash.length >= 7 && head.hash.startsWith(base.hash)))
  return same ? undefined : moved(id, head.revision)
}

const moved = (id: string, revision: number): Refusal => ({
  code: 'map-conflict',
  what: {
    fr: `« ${id} » a changé depuis que vous l’avez prise : elle en est à la révision ${revision}.`,
    en: `"${id}" has changed since you pulled it: it is now at revision ${revision}.`,
  },
  remedy: {
    fr: `Comparez : parcours map diff ${id} FICHIER ; reportez vos changements, puis poussez avec --base ${revision}.`,
    en: `Compare: parcours map diff ${id} FILE; carry your changes over, then push with --base ${revision}.`,
  },
})

const unknownBase = (id: string, revision: number): Refusal => ({
  code: 'map-base-unknown',
  what: {
    fr: `« ${id} » existe déjà (révision ${revision}), et rien ne dit de quelle révision part ce fichier.`,
    en: `"${id}" is already there (revision ${revision}), and nothing says which revision this file starts from.`,
  },
  remedy: {
    fr: `Comparez : parcours map diff ${id} FICHIER, puis poussez avec --base ${revision}.`,
    en: `Compare: parcours map diff ${id} FILE, then push with --base ${revision}.`,
  },
})

const notStored = (id: string, which: Which): Refusal => ({
  code: 'map-not-found',
  what: {
    fr: `Aucune carte « ${id}${which === undefined ? '' : `@${which}`} » n’est enregistrée.`,
    en: `No map "${id}${which === undefined ? '' : `@${which}`}" is stored.`,
  },
  remedy: {
    fr: '« parcours map list » montre les cartes ; un fichier se nomme par son chemin.',
    en: '"parcours map list" shows the maps; a file is named by its path.',
  },
})

const find = async (
  { store }: MapPorts,
  actor: Actor,
  id: string,
  which: Which,
): Promise<Outcome<{ readonly stored: MapRevision; readonly history: readonly StatusChange[] }>> => {
  const history = await store.history(actor.workspace, id)
  const number = which === 'approved' ? approvedIn(history)[0] : which
  const stored =
    which === 'approved' && number === undefined ? undefined : await store.revision(actor.workspace, id, number)
  return stored ? done({ stored, history }) : refuse(notStored(id, which))
}

/** The revisions that stand approved, latest first. */
const approvedIn = (history: readonly StatusChange[]): readonly number[] =>
  [...new Set(history.map(({ revision }) => revision))]
    .filter((revision) => statusOf(history, revision) === 'approved')
    .sort((a, b) => b - a)

const pullFrom = async (
  ports: MapPorts,
  reading: Reading,
  actor: Actor,
  id: string,
  which: Which,
): Promise<Outcome<Pulled>> => {
  const found = await find(ports, actor, id, which)
  if (!found.ok) return found
  const { stored, history } = found.value
  const read = reading(actor.workspace, stored)
  if (!read.ok) return read
  const status = statusOf(history, stored.revision)
  const map: JourneyMap = { ...read.value.map, revision: stored.revision, status }
  return done({ map, positions: read.value.positions, stored, text: read.value.text, status })
}

/** Somebody else changed a map's statuses so often meanwhile: this many tries, then they are told. */
const TRIES = 8

/**
 * Decides upon a map's history as it stands and writes it there, both or neither: where somebody was quicker it decides
 * again, or refuses where the person saw another history (`known` lines of it).
 */
const decide = async (
  ports: MapPorts,
  actor: Actor,
  id: string,
  which: Which,
  known: number | undefined,
  changesFor: (stored: MapRevision, history: readonly StatusChange[]) => readonly StatusChange[],
): Promise<Outcome<StatusChange>> => {
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await find(ports, actor, id, which)
    if (!found.ok) return found
    const { stored, history } = found.value
    const changes = changesFor(stored, history)
    const last = changes.at(-1)
    const written = await ports.store.changeStatuses(actor.workspace, id, changes, known ?? history.length)
    if (written && last) return done(last)
    if (known !== undefined) break
  }
  return refuse(decidedMeanwhile(id))
}

const decidedMeanwhile = (id: string): Refusal => ({
  code: 'map-conflict',
  what: {
    fr: `Quelqu’un d’autre a changé l’état de « ${id} » au même moment.`,
    en: `Somebody else changed where "${id}" stands at the same moment.`,
  },
  remedy: {
    fr: 'Rien n’a été fait. Regardez, puis décidez à nouveau.',
    en: 'Nothing was done. Look, then decide again.',
  },
})

const publishIn = (
  ports: MapPorts,
  actor: Actor,
  id: string,
  which: Which,
  reason: Reason,
  known?: number,
): Promise<Outcome<StatusChange>> =>
  decide(ports, actor, id, which, known, ({ revision }, history) => {
    const now = { at: ports.now(), by: actor.id, reviewed: false }
    const before = approvedIn(history).filter((each) => each !== revision)
    return [
      ...before.map(
        (each): StatusChange => ({ ...now, revision: each, status: 'archived', why: `revision ${revision} approved` }),
      ),
      { ...now, revision, status: 'approved', ...reason },
    ]
  })

const archiveIn = (
  ports: MapPorts,
  actor: Actor,
  id: string,
  which: Which,
  reason: Reason,
  known?: number,
): Promise<Outcome<StatusChange>> =>
  decide(ports, actor, id, which, known, ({ revision }) => [
    { revision, status: 'archived', reviewed: false, at: ports.now(), by: actor.id, ...reason },
  ])
