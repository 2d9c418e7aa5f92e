import type { Id } from '../kernel/index.ts'
import type { Claim } from './claims.ts'
import type { Decision, Edge } from './evidence.ts'
import type { Identifier } from './identifier.ts'
import type { Identity } from './identities.ts'
import type { Reading } from './naming-reader.ts'
import type { TraitRule } from './survivorship.ts'

/** Two persons whom evidence would make one, if both had not a user id of their own. A steward says. */
export interface Question {
  readonly one: Identifier
  readonly other: Identifier
  readonly edge: Edge
}

/** All that is said of some identifiers and of whatever is tied to them, over as many links as it takes. */
export interface Islands {
  readonly edges: readonly Edge[]
  /** In the order in which they were said. */
  readonly decisions: readonly Decision[]
  /** The dictionary, of those that are there. */
  readonly people: ReadonlyMap<Identifier, Id<'Profile'>>
  /** How events spell some of these. */
  readonly spellings: ReadonlyMap<Identifier, readonly string[]>
}

/** Who is who, as far as it was worked out, with what it was worked out from. */
export interface KnownPeople {
  readonly reading: () => Promise<Reading>
  /** Rises whenever somebody's profile changes, or another spelling of an identifier is met. */
  readonly version: () => Promise<number>
  readonly claims: () => Promise<Claim[]>
  /** The islands of some identifiers, and of the members of a profile. */
  readonly islands: (identifiers: readonly Identifier[], profile?: Id<'Profile'>) => Promise<Islands>
  readonly decisions: () => Promise<Decision[]>
  /** The dictionary: identifier to profile, for those that it holds. */
  readonly profilesOf: (identifiers: readonly Identifier[]) => Promise<Map<Identifier, Id<'Profile'>>>
  /** The members of many, at one time; a profile without members is left out. */
  readonly membersOfAll: (profiles: readonly Id<'Profile'>[]) => Promise<Map<Id<'Profile'>, Identifier[]>>
  readonly questions: () => Promise<Question[]>
  /** Which value of a trait holds, where its owner said so. */
  readonly traitRules: () => Promise<TraitRule[]>
  /** The version up to which analytics was told who is who. */
  readonly published: () => Promise<number>
  /** Of whose profile, or spellings, changed after a version: those that analytics counts otherwise than they now are. */
  readonly untold: (version: number) => Promise<Identity[]>
  /** The number of the next telling, above another: nobody is given it again, nor one below it. */
  readonly nextTelling: (above?: number) => Promise<number>
  /** The last number that was given, in whichever workspace: whoever knows all up to it knows all that was told. */
  readonly lastTelling: () => Promise<number>
  /** Under whom analytics was told to count these, where that is not themselves. */
  readonly publishedAs: (texts: readonly string[]) => Promise<Map<string, string>>
}

/** What a change leaves behind; all of it, or nothing. */
export interface Change {
  readonly reading?: Reading
  readonly claims?: readonly Claim[]
  readonly edges?: readonly Edge[]
  readonly decisions?: readonly Decision[]
  readonly spellings?: readonly (readonly [spelling: string, Identifier])[]
  /** Evidence and people of whom nothing is kept, as whoever says so has looked: they are brought in at once. */
  readonly fresh?: { readonly edges: readonly Edge[]; readonly profiles: ReadonlyMap<Identifier, Id<'Profile'>> }
  /** Whose profile was worked out again. */
  readonly profiles?: ReadonlyMap<Identifier, Id<'Profile'>>
  /** In place of every question about somebody in `profiles`. */
  readonly questions?: readonly Question[]
  readonly traitRule?: TraitRule
  /** What analytics was told. */
  readonly identities?: readonly Identity[]
  /** Up to which version it was told everything. */
  readonly published?: number
}

/** Port: who is who in a workspace. Changes are made one at a time. */
export interface PeopleStore {
  read(workspace: Id<'Workspace'>): KnownPeople
  /** Runs work as the one writer of the workspace: `keep` makes its change, seen by the reads that follow. */
  change<T>(
    workspace: Id<'Workspace'>,
    work: (known: KnownPeople, keep: (change: Change) => Promise<void>) => Promise<T>,
  ): Promise<T>
}
