import { type Actor, type May, notAllowed } from '../governance/index.ts'
import { type Clock, done, type Id, type Outcome, refuse } from '../kernel/index.ts'
import { type Claim, evidenceOf, type Naming } from './claims.ts'
import { type Decision, edge, gather, likeness } from './evidence.ts'
import { createFinding, type Profile } from './find-profile.ts'
import { type Identifier, parseIdentifier } from './identifier.ts'
import type { Identities } from './identities.ts'
import { join } from './merge.ts'
import type { NamingReader } from './naming-reader.ts'
import { part } from './part.ts'
import type { Change, KnownPeople, PeopleStore, Question } from './people-store.ts'
import { type ProfileRefusal, refusals } from './profile-refusals.ts'
import { publishIdentities } from './publish-identities.ts'
import { resolve } from './resolve.ts'
import type { TraitRule } from './survivorship.ts'
import { type Untold, type Working, workOut } from './work-out.ts'

export interface ProfilePorts {
  readonly store: PeopleStore
  readonly namings: NamingReader
  /** Whether any event is filed under one of these texts; those that are. */
  readonly filed: (workspace: Id<'Workspace'>, texts: readonly string[]) => Promise<readonly string[]>
  /** The identifier whose profile this is where nothing ties it to another; known where faces are. */
  readonly alone?: (workspace: Id<'Workspace'>, profile: Id<'Profile'>) => Promise<Identifier | undefined>
  /** What counts people by their events, told who is who. */
  readonly identities?: Identities
  readonly may: May
  readonly now: Clock
  /** The name of the profile whose strongest identifier this is; it tells nothing of the person. */
  readonly nameOf: (workspace: Id<'Workspace'>, strongest: Identifier) => Id<'Profile'>
}

/** What a refresh came to. */
export interface Refreshed {
  /** Pairs of identifiers that events named together. */
  readonly evidence: number
  readonly identifiers: number
  /** The dictionary's version after it. */
  readonly version: number
  /** Whether more came in than one refresh reads. */
  readonly more: boolean
}

/** The people of a workspace: kept up with the events, found by any identifier, merged and parted by a steward. */
export interface Profiles {
  /** Reads what came in since, and works out again who is who where it bears on it. */
  refresh(actor: Actor): Promise<Outcome<Refreshed, ProfileRefusal>>
  /** The person behind an identifier (`email:…`, or bare), or a profile's own id; `at` tells who it was known to be then. */
  find(actor: Actor, text: string, at?: number): Promise<Outcome<Profile, ProfileRefusal>>
  merge(actor: Actor, one: string, other: string, why: string): Promise<Outcome<Profile, ProfileRefusal>>
  /** Two persons again, exactly as before the merge, and kept apart from then on. */
  unmerge(
    actor: Actor,
    one: string,
    other: string,
    why: string,
  ): Promise<Outcome<readonly [Profile, Profile], ProfileRefusal>>
  /** Evidence of its own kind: records so alike that they are one person's. Protected merges become questions. */
  resemble(actor: Actor, likenesses: readonly Resemblance[]): Promise<Outcome<number, ProfileRefusal>>
  /** Merges that wait for a steward. */
  questions(actor: Actor): Promise<Outcome<readonly Question[], ProfileRefusal>>
  /** Which of the values told of a trait holds from now on, whoever's. */
  rule(actor: Actor, rule: TraitRule): Promise<Outcome<readonly TraitRule[], ProfileRefusal>>
  /** Properties of a source that name people from now on, in what it sent already too. */
  declare(actor: Actor, claims: readonly Claim[]): Promise<Outcome<readonly Claim[], ProfileRefusal>>
}

/** Two identifiers whose records are alike, and how surely. */
export interface Resemblance {
  readonly one: Identifier
  readonly other: Identifier
  readonly probability: number
}

export const createProfiles = (ports: ProfilePorts): Profiles => {
  const { store, namings, filed, alone, identities, may, now, nameOf } = ports
  const publish = async (workspace: Id<'Workspace'>, untold?: Untold): Promise<void> => {
    if (identities) await publishIdentities(workspace, store, identities, untold)
  }
  const working = (
    workspace: Id<'Workspace'>,
    known: KnownPeople,
    keep: (change: Change) => Promise<void>,
  ): Working => ({
    known,
    keep,
    nameOf: (strongest) => nameOf(workspace, strongest),
  })
  const { profileOn, identify } = createFinding({ filed, nameOf, ...(alone && { alone }) })
  const profileOf = async ({ workspace }: Actor, known: KnownPeople, each: Identifier): Promise<Profile> =>
    profileOn(await known.islands([each]), workspace, each)
  /** Each decision is later than every other, so that the latest word on a pair is never in doubt. */
  const wordOf = (actor: Actor, why: string, decisions: readonly Decision[]) => ({
    at: decisions.reduce((latest, { at }) => Math.max(latest, at + 1), now()),
    by: actor.id,
    why,
  })
  const decided = async <T>(
    actor: Actor,
    [one, other]: readonly [string, string],
    work: (
      known: KnownPeople,
      keep: (change: Change) => Promise<void>,
      pair: readonly [Identifier, Identifier],
    ) => Promise<Outcome<T, ProfileRefusal>>,
  ): Promise<Outcome<T, ProfileRefusal>> => {
    if (!may(actor, 'profiles.steward', actor.workspace)) return refuse(notAllowed('profiles.steward'))
    return store
      .change(actor.workspace, async (known, keep) => {
        const [first, second] = [await identify(actor, known, one), await identify(actor, known, other)]
        if (!first.ok) return first
        return second.ok ? work(known, keep, [first.value.found, second.value.found]) : second
      })
      .then(async (outcome) => {
        if (outcome.ok) await publish(actor.workspace)
        return outcome
      })
  }
  return {
    async refresh(actor) {
      const { workspace } = actor
      if (!may(actor, 'profiles.read', workspace)) return refuse(notAllowed('profiles.read'))
      const refreshed = await store.change(workspace, async (known, keep) => {
        const claims = await known.claims()
        const { namings: read, reading, more = false } = await namings.since(workspace, await known.reading(), claims)
        await keep({ reading })
        const edges = [...gather(read.flatMap((naming) => evidenceOf(naming, claims))).values()]
        const spellings = spellingsIn(read)
        if (edges.length + spellings.length === 0)
          return { evidence: 0, identifiers: 0, version: await known.version(), more, untold: undefined }
        const untold = await workOut(working(workspace, known, keep), { edges, spellings })
        const touched = new Set(edges.flatMap(({ a, b }) => [a, b]))
        return { evidence: edges.length, identifiers: touched.size, version: untold.upTo, more, untold }
      })
      const { untold, ...told } = refreshed
      await publish(workspace, untold)
      return done(told)
    },
    async find(actor, text, at) {
      if (!may(actor, 'profiles.read', actor.workspace)) return refuse(notAllowed('profiles.read'))
      const known = store.read(actor.workspace)
      const found = await identify(actor, known, text)
      return found.ok ? done(profileOn(found.value.islands, actor.workspace, found.value.found, at)) : found
    },
    merge: (actor, one, other, why) =>
      decided(actor, [one, other], async (known, keep, [a, b]) => {
        const [mine, theirs] = [await profileOf(actor, known, a), await profileOf(actor, known, b)]
        if (mine.id === theirs.id) return refuse(refusals.alreadyOne)
        const decisions = await known.decisions()
        const said = join(mine, theirs, decisions, wordOf(actor, why, decisions))
        const there = await known.islands([...mine.identifiers, ...theirs.identifiers])
        const resolution = resolve(there.edges, [...there.decisions, ...said])
        if (!resolution.components.some(({ identifiers }) => identifiers.includes(a) && identifiers.includes(b)))
          return refuse(refusals.heldApart)
        await keep({ decisions: said })
        await workOut(working(actor.workspace, known, keep), { edges: [], spellings: [], decided: [a, b] })
        return done(await profileOf(actor, known, a))
      }),
    unmerge: (actor, one, other, why) =>
      decided(actor, [one, other], async (known, keep, [a, b]) => {
        if (a === b) return refuse(refusals.sameIdentifier)
        const word = wordOf(actor, why, await known.decisions())
        const { edges, decisions } = await known.islands([a, b])
        await keep({ decisions: part(edges, decisions, a, b, word) })
        // The links that were parted held the island together: both ends are worked out again.
        const decided = [...new Set([a, b, ...edges.flatMap((edge) => [edge.a, edge.b])])]
        await workOut(working(actor.workspace, known, keep), { edges: [], spellings: [], decided })
        return done([await profileOf(actor, known, a), await profileOf(actor, known, b)])
      }),
    async resemble(actor, likenesses) {
      const { workspace } = actor
      if (!may(actor, 'profiles.read', workspace)) return refuse(notAllowed('profiles.read'))
      const edges = likenesses.flatMap(
        ({ one, other, probability }) => edge(one, other, likeness(now(), probability)) ?? [],
      )
      if (edges.length === 0) return done(0)
      const untold = await store.change(workspace, (known, keep) =>
        workOut(working(workspace, known, keep), { edges: [...gather(edges).values()], spellings: [] }),
      )
      await publish(workspace, untold)
      return done(edges.length)
    },
    async questions(actor) {
      if (!may(actor, 'profiles.steward', actor.workspace)) return refuse(notAllowed('profiles.steward'))
      return done(await store.read(actor.workspace).questions())
    },
    async rule(actor, traitRule) {
      if (!may(actor, 'profiles.steward', actor.workspace)) return refuse(notAllowed('profiles.steward'))
      return store.change(actor.workspace, async (known, keep) => {
        await keep({ traitRule })
        return done(await known.traitRules())
      })
    },
    async declare(actor, claims) {
      if (!may(actor, 'profiles.steward', actor.workspace)) return refuse(notAllowed('profiles.steward'))
      return store.change(actor.workspace, async (known, keep) => {
        const declared = await known.claims()
        const news = claims.filter(
          (claim) =>
            !declared.some(
              ({ source, property, kind }) =>
                source === claim.source && property === claim.property && kind === claim.kind,
            ),
        )
        // What was read before did not look at them: all is read again.
        if (news.length > 0) await keep({ claims: news, reading: { upTo: 0, before: -1 } })
        return done(await known.claims())
      })
    },
  }
}

/** How events spell some identifiers otherwise than they are compared. */
const spellingsIn = (namings: readonly Naming[]): (readonly [spelling: string, Identifier])[] => [
  ...new Map(
    namings.flatMap(({ identifier: spelling }) => {
      const each = parseIdentifier(spelling)
      return each === undefined || each === spelling ? [] : [[spelling, each] as const]
    }),
  ),
]
