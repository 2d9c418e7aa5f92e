import { isPurposeId } from '../consent/index.ts'
import { isReservedSource } from '../events/index.ts'
import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Outcome, refuse } from '../kernel/index.ts'
import {
  IDENTIFIER_KINDS,
  type IdentifierKind,
  type Source,
  type SourceLimits,
  type SourceStore,
  type Trust,
} from './source.ts'
import { refusals, type SourceRefusal } from './source-refusals.ts'

export interface SourcePorts {
  readonly store: SourceStore
  readonly may: May
  readonly now: Clock
  /** A write key that nobody can guess. */
  readonly newKey: () => string
  readonly hash: (key: string) => string
  /** Seals a secret that the collector must know again. */
  readonly seal: (secret: string) => Promise<string>
  /** Tells those who collect what the sources are now. */
  readonly tell: (sources: readonly Source[]) => Promise<void>
}

/** A source with its write key, told once. */
export interface Keyed {
  readonly source: Source
  readonly writeKey: string
}

export interface NewSource {
  readonly name: string
  readonly trust: Trust
  readonly kinds?: readonly IdentifierKind[]
  readonly limits?: SourceLimits
}

/** A source with the secret that signs who its visitors are, told once. */
export interface Signing {
  readonly source: Source
  readonly secret: string
}

/** The sources of live events: added, given another key, removed; whoever collects is told at once. */
export interface Sources {
  add(actor: Actor, source: NewSource): Promise<Outcome<Keyed, SourceRefusal>>
  rotate(actor: Actor, name: string): Promise<Outcome<Keyed, SourceRefusal>>
  /** Says how much a source may send; null lets it send all that this machine takes. */
  limit(actor: Actor, name: string, limits: SourceLimits | null): Promise<Outcome<Source, SourceRefusal>>
  /** Gives a source a secret with which its owner's server signs identity tokens; the one before vouches for nobody. */
  sign(actor: Actor, name: string): Promise<Outcome<Signing, SourceRefusal>>
  /** Says to which purpose a person must consent for what the source sends of them to be kept; null asks nothing. */
  need(actor: Actor, name: string, purpose: string | null): Promise<Outcome<Source, SourceRefusal>>
  remove(actor: Actor, name: string): Promise<Outcome<void, SourceRefusal>>
  list(actor: Actor): Promise<Outcome<readonly Source[], SourceRefusal>>
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u

const MOST_A_SECOND = 1_000_000
const whole = (n: number) => Number.isInteger(n) && n >= 1 && n <= MOST_A_SECOND

/** A burst holds at least a second of what may be sent. */
const sound = ({ perSecond, burst }: SourceLimits): boolean => whole(perSecond) && whole(burst) && burst >= perSecond

const problemOf = ({ name, trust, kinds = [], limits }: NewSource) => {
  if (!NAME.test(name)) return refusals.name(name)
  if (isReservedSource(name)) return refusals.reserved(name)
  if (limits && !sound(limits)) return refusals.limits
  if (trust === 'browser' && kinds.length > 0) return refusals.kindsOfBrowser
  return undefined
}

/** Tells those who collect what the sources are, again where another command changed them meanwhile: the last word is true. */
export const tellSources = async (store: SourceStore, tell: SourcePorts['tell']): Promise<void> => {
  for (let told = ''; ; ) {
    const sources = await store.list()
    const text = JSON.stringify(sources)
    if (text === told) return
    await tell(sources)
    told = text
  }
}

export const createSources = ({ store, may, now, newKey, hash, seal, tell }: SourcePorts): Sources => {
  const tellAll = () => tellSources(store, tell)
  const changed = async (source: Source | undefined, name: string): Promise<Outcome<Source, SourceRefusal>> => {
    if (!source) return refuse(refusals.unknown(name))
    await tellAll()
    return done(source)
  }
  return {
    async add(actor, wanted) {
      if (!may(actor, 'sources.write', actor.workspace)) return refuse(notAllowed('sources.write'))
      const problem = problemOf(wanted)
      if (problem) return refuse(problem)
      const { name, trust, kinds, limits } = wanted
      const writeKey = newKey()
      const source: Source = {
        workspace: actor.workspace,
        name,
        trust,
        kinds: trust === 'server' ? (kinds ?? IDENTIFIER_KINDS) : [],
        keyHash: hash(writeKey),
        addedAt: now(),
        keyedAt: now(),
        ...(limits && { limits }),
      }
      if (!(await store.add(source))) return refuse(refusals.taken(name))
      await tellAll()
      return done({ source, writeKey })
    },
    async rotate(actor, name) {
      if (!may(actor, 'sources.write', actor.workspace)) return refuse(notAllowed('sources.write'))
      const writeKey = newKey()
      const source = await store.rekey(actor.workspace, name, hash(writeKey), now())
      if (!source) return refuse(refusals.unknown(name))
      await tellAll()
      return done({ source, writeKey })
    },
    async limit(actor, name, limits) {
      if (!may(actor, 'sources.write', actor.workspace)) return refuse(notAllowed('sources.write'))
      if (limits && !sound(limits)) return refuse(refusals.limits)
      return changed(await store.change(actor.workspace, name, { limits }), name)
    },
    async need(actor, name, purpose) {
      if (!may(actor, 'sources.write', actor.workspace)) return refuse(notAllowed('sources.write'))
      if (purpose !== null && !isPurposeId(purpose)) return refuse(refusals.purpose(purpose))
      return changed(await store.change(actor.workspace, name, { needs: purpose }), name)
    },
    async sign(actor, name) {
      if (!may(actor, 'sources.write', actor.workspace)) return refuse(notAllowed('sources.write'))
      const secret = newKey()
      const outcome = await changed(await store.change(actor.workspace, name, { identity: await seal(secret) }), name)
      return outcome.ok ? done({ source: outcome.value, secret }) : outcome
    },
    async remove(actor, name) {
      if (!may(actor, 'sources.write', actor.workspace)) return refuse(notAllowed('sources.write'))
      if (!(await store.remove(actor.workspace, name))) return refuse(refusals.unknown(name))
      await tellAll()
      return done(undefined)
    },
    async list(actor) {
      if (!may(actor, 'sources.read', actor.workspace)) return refuse(notAllowed('sources.read'))
      return done(await store.list(actor.workspace))
    },
  }
}
