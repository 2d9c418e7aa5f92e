import type { Id, Instant } from '../kernel/index.ts'
import type { Passage, Place, TurnKind } from './walk.ts'

/** A passage as it is kept: of which case of which map, of whom. */
export interface KeptPassage {
  /** `null` where the map recognised something of the case, and nothing has opened it yet. */
  readonly passage: Passage | null
  readonly map: string
  /** Of the case: `person:…` or `case:…`. */
  readonly key: string
  /** Whose it is: the strongest identifier of the profile. */
  readonly person: string
  /** The furthest stage reached. */
  readonly stage: string | null
  /** The latest of its case: what comes next is walked on from it. */
  readonly latest: boolean
  /** When time alone will make something of it. */
  readonly due: Instant | null
  /** The last event of the case that the map recognises. */
  readonly last: Place
}

/** A turn as it is told: an event of its own, of the source `parcours`. */
export interface JourneyEvent {
  /** The same turn has the same id, however often it is worked out. It tells nothing of the person. */
  readonly id: string
  readonly kind: TurnKind
  readonly at: Instant
  readonly map: string
  readonly revision: number
  readonly stage: string | null
  readonly person: string
}

/** A told event in its place among the others. */
export interface ToldEvent extends JourneyEvent {
  readonly position: number
}

/** How far the passages of a workspace are walked. */
export interface Progress {
  /** Everything before this offset of the log; `null` before the first time. */
  readonly offset: number | null
  /** The version of the identities. */
  readonly identities: number
  /** When the latest event occurred. */
  readonly latest: Instant | null
  /** Whether an event was ever heard live: from then on the clock says what time it is. */
  readonly live: boolean
  /** The maps that are followed, each with the revision. */
  readonly maps: Readonly<Record<string, string>>
}

export const NO_PROGRESS: Progress = { offset: null, identities: 0, latest: null, live: false, maps: {} }

/** How many are on their way through a map. */
export interface OnTheWay {
  readonly map: string
  readonly open: number
  readonly late: number
  readonly stages: readonly { readonly stage: string | null; readonly open: number; readonly late: number }[]
}

export interface CaseOf {
  readonly map: string
  readonly key: string
}

export interface KnownPassages {
  progress(): Promise<Progress>
  /** The latest passage of each case that has one. */
  latestOf(map: string, keys: readonly string[]): Promise<Map<string, KeptPassage>>
  /** Of which something is due before an instant, the longest due first. */
  due(before: Instant, most: number): Promise<KeptPassage[]>
  /** The cases of some people, each with whose it is. */
  casesOf(people: readonly string[]): Promise<(CaseOf & { readonly person: string })[]>
}

/** What a fold leaves behind; all of it, or nothing. Cases are forgotten before passages are kept. */
export interface PassageChange {
  readonly progress?: Progress
  readonly forgetMaps?: readonly string[]
  readonly forgetCases?: readonly CaseOf[]
  readonly passages?: readonly KeptPassage[]
  readonly told?: readonly JourneyEvent[]
  /** Passages and turns of which nothing is kept, as whoever says so has looked: they are brought in at once. */
  readonly fresh?: { readonly passages: readonly KeptPassage[]; readonly told: readonly JourneyEvent[] }
  /** What happened before an instant is old news: nobody is told of it any more. */
  readonly forgetTold?: Instant
}

/** Port: where everybody stands on every approved map. Changes are made one at a time. */
export interface PassageStore {
  change<T>(
    workspace: Id<'Workspace'>,
    work: (known: KnownPassages, keep: (change: PassageChange) => Promise<void>) => Promise<T>,
  ): Promise<T>
  progress(workspace: Id<'Workspace'>): Promise<Progress>
  onTheWay(workspace: Id<'Workspace'>): Promise<OnTheWay[]>
  /** The passages of people, the latest opened first. */
  of(workspace: Id<'Workspace'>, people: readonly string[]): Promise<KeptPassage[]>
  /** What was told after a position, in order. */
  told(workspace: Id<'Workspace'>, after: number, most: number): Promise<ToldEvent[]>
}
