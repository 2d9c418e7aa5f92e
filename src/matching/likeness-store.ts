import type { Id, Instant } from '../kernel/index.ts'
import type { Identifier } from '../profiles/index.ts'
import type { PersonModel } from './person-model.ts'
import type { PersonRecord } from './person-record.ts'
import type { Waterfall } from './waterfall.ts'

/** What became of two records that are alike: a person is asked, or nobody had to be; or somebody said. */
export type LikenessState = 'open' | 'linked' | 'same' | 'different'

/** Two records found alike, with why. */
export interface Likeness {
  readonly one: Identifier
  readonly other: Identifier
  readonly probability: number
  readonly why: Waterfall
  /** The version of the model that said so. */
  readonly model: number
  readonly state: LikenessState
  readonly at: Instant
}

export interface KeptLikeness extends Likeness {
  readonly id: number
}

/** A record with its keys under a model. */
export interface KeyedRecord extends PersonRecord {
  readonly keys: readonly number[]
}

/** The pairs found alike at and above a probability. */
export interface Spread {
  readonly threshold: number
  readonly pairs: number
  /** How many of them wait for a person. */
  readonly open: number
  /** How many are expected to be one person: people's words where they said any, else the probabilities. */
  readonly expected: number
}

/** Of a key that more records have, so many are met: what they have besides brings the others together. */
export const MOST_IN_BLOCK = 500

/** Port: what people are compared by, the model, and the pairs that were found alike. */
export interface LikenessStore {
  /** How far faces were read. */
  reading(workspace: Id<'Workspace'>): Promise<number>
  /** Keeps records in place of what was known under the same identifiers; those that changed are pending. */
  keep(workspace: Id<'Workspace'>, records: readonly PersonRecord[], reading: number): Promise<void>
  count(workspace: Id<'Workspace'>): Promise<number>
  /** The same records for the same people, whenever asked. */
  sample(workspace: Id<'Workspace'>, most: number): Promise<PersonRecord[]>
  /** The latest that everybody is filed under. */
  model(workspace: Id<'Workspace'>): Promise<PersonModel | undefined>
  /** Files everybody anew and takes a model into use; the one before it answers until then. */
  adopt(
    workspace: Id<'Workspace'>,
    model: PersonModel,
    keysOf: (cells: readonly string[]) => readonly number[],
  ): Promise<void>
  /** Records not yet looked at under this version. */
  pending(workspace: Id<'Workspace'>, version: number, most: number): Promise<PersonRecord[]>
  /** Files records that came or changed since under their keys, so that others find them. */
  file(workspace: Id<'Workspace'>, records: readonly KeyedRecord[], version: number): Promise<void>
  /** They were compared with everybody: no longer pending. */
  looked(workspace: Id<'Workspace'>, records: readonly PersonRecord[], version: number): Promise<void>
  /**
   * For each list of keys, records that share some of them under this version: at most so many, those that share most
   * of the rarest keys before others.
   */
  sharing(
    workspace: Id<'Workspace'>,
    version: number,
    keys: readonly (readonly number[])[],
    most: number,
  ): Promise<PersonRecord[][]>
  of(workspace: Id<'Workspace'>, identifiers: readonly Identifier[]): Promise<PersonRecord[]>
  /** Keeps pairs; one that was decided or linked stays as it is. */
  note(workspace: Id<'Workspace'>, likenesses: readonly Likeness[]): Promise<void>
  /** The pairs that wait for a person, the likeliest first. */
  open(workspace: Id<'Workspace'>, most: number): Promise<KeptLikeness[]>
  tally(workspace: Id<'Workspace'>): Promise<Readonly<Record<LikenessState, number>>>
  find(workspace: Id<'Workspace'>, id: number): Promise<KeptLikeness | undefined>
  /** What is kept of pairs, whatever became of them. */
  between(workspace: Id<'Workspace'>, pairs: readonly (readonly [Identifier, Identifier])[]): Promise<KeptLikeness[]>
  become(workspace: Id<'Workspace'>, ids: readonly number[], state: LikenessState, at: Instant): Promise<void>
  /** How many pairs there are at and above each of some probabilities, in their order. */
  spread(workspace: Id<'Workspace'>, thresholds: readonly number[]): Promise<Spread[]>
  /** From which probability on nobody is asked, where somebody chose. */
  threshold(workspace: Id<'Workspace'>): Promise<number | undefined>
  keepThreshold(workspace: Id<'Workspace'>, sure: number): Promise<void>
}
