import type { Static, TObject, TSchema } from '@sinclair/typebox'
import type { Explorer, View } from '../explorations/index.ts'
import type { Clock, Instant } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { Estimate, Look } from '../statistics/index.ts'
import type { ActivityCounts, Counted } from './activity-counts.ts'
import type { Calendar } from './calendar.ts'
import type { Pair } from './flow.ts'
import type { Purchase } from './purchase-records.ts'
import type { ResultTable } from './result-table.ts'
import type { RetentionQuestion } from './retention.ts'

/** Distinct paths, and how many cases lived each: path v is `code[starts[v]]` to `code[starts[v + 1] - 1]`. */
export interface ReducedPaths {
  readonly starts: Uint32Array
  readonly code: Uint32Array
  readonly cases: Uint32Array
  /** The median time that cases took for some paths. */
  seconds(paths: readonly number[]): Promise<readonly Estimate[]>
  /** The keys of the cases that lived some paths. */
  whose(paths: ArrayLike<number>): Promise<readonly string[]>
}

/** Who reached a step, or got no further; of those, who has time left, or none. */
export type Standing = 'step' | 'stopped' | 'open' | 'lost'

/** Cases that are too many for one machine, as the engine tells of them; who is behind a number, it says in the order of its table. */
export interface Reduced {
  /** What events are called, by code. */
  readonly names: readonly string[]
  readonly channels: readonly string[]
  readonly first: Instant
  readonly asOf: Instant
  /** How much happens where, by codes of names and channels, and who is behind each number. */
  readonly activity: {
    counts(calendar: Calendar): Promise<ActivityCounts>
    who(calendar: Calendar, counted: Counted, cell: number): Promise<readonly string[]>
  }
  paths(): Promise<ReducedPaths>
  /** The median waits between some events, by code, and those that directly follow them. */
  waits(pairs: readonly Pair[]): Promise<readonly Estimate[]>
  /** Who reaches a step of an ordered funnel, `window` milliseconds from the first, or gets no further. */
  reached(
    steps: readonly (readonly number[])[],
    window: number,
    step: number,
    standing: Standing,
  ): Promise<readonly string[]>
  /** How many of each cohort came back after k periods, and who. */
  retention(
    calendar: Calendar,
    question: RetentionQuestion,
  ): Promise<readonly { readonly cohort: number; readonly k: number; readonly people: number }[]>
  cameBack(calendar: Calendar, question: RetentionQuestion, cohort: number, after: number): Promise<readonly string[]>
}

/** What an analysis asks of the outside. */
export interface AnalysisPorts {
  /** Reads journeys, and keeps what it read while its data is. */
  readonly explorer: Explorer
  /** The map that a name means, and its design's hash; refused where there is none. */
  map(name: string): Promise<{ readonly map: JourneyMap; readonly hash: string }>
  /** Every purchase that the filter keeps, person by person, in order. */
  purchases(asked: Scope, event: string, property: string): Promise<readonly Purchase[]>
  readonly now: Clock
  /** Lets others have their turn, and throws where nobody waits any more; asked amid long work. */
  turn?(): Promise<void>
  /** Throws where nobody waits any more; asked amid work that nobody else's turn interrupts. */
  readonly look?: Look
  /**
   * Instead of every case, what the engine tells of them where they are too many for one machine; absent elsewhere.
   * `undefined` where the question leaves some cases out.
   */
  reduced?(scope: Scope, map: JourneyMap | undefined): Promise<Reduced | undefined>
}

/** Whose events, which of them, of which journeys or people, and as if it were when. */
export type Scope = Omit<View, 'map' | 'hash'>

export interface Asked<Options> extends Scope {
  readonly options: Options
}

/** An answer, and the people behind its numbers. */
export interface Answered<Body> {
  readonly body: Body
  /** The keys of the cases behind one number; `undefined` where no number is so named. The list is as long as the count. */
  people?(of: string): readonly string[] | undefined | Promise<readonly string[] | undefined>
}

/**
 * One question over lived journeys, said once: the command line and the api are made of it. `options` are its own, beside
 * the filters that all share; `body` is the published schema of its answer; `tables` lay the answer out for the eye, CSV
 * and Parquet.
 */
export interface Analysis<Options extends TObject = TObject, Body = unknown> {
  readonly name: string
  readonly does: string
  readonly options: Options
  readonly body: TSchema
  /** How `people` names the numbers whose people can be listed; absent where none can. */
  readonly people?: string
  answer(ports: AnalysisPorts, asked: Asked<Static<Options>>): Promise<Answered<Body>>
  tables(body: Body): readonly ResultTable[]
}

/** Keeps the types of one analysis together, then forgets them, so that analyses fit in one list. */
export const analysis = <Options extends TObject, Body>(one: Analysis<Options, Body>): Analysis =>
  one as unknown as Analysis
