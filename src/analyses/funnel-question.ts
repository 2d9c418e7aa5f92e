import type { Instant } from '../kernel/index.ts'
import type { Sequences } from './sequences.ts'

export interface Step {
  readonly label: string
  /** Any of these codes is the step. */
  readonly codes: readonly number[]
  /** May be skipped: whoever does is not lost. Never the first step, and not where steps come in any order. */
  readonly optional?: boolean
}

/**
 * What must not happen between a step and the next one. `reset` ends the attempt that stands there: another may begin.
 * `drop-off` ends the case, and `drop` leaves it out, where its furthest attempt that still has time stands at that very
 * step. An event that takes an attempt further is never what must not happen to it. In any order it counts from the first
 * step to the last, so that `after` is 0.
 */
export interface Exclusion {
  readonly codes: readonly number[]
  /** After this step (from 0) and before the next one that is reached. */
  readonly after: number
  readonly mode: 'drop' | 'reset' | 'drop-off'
}

export interface FunnelQuestion {
  readonly steps: readonly Step[]
  /** `ordered` lets other events pass between steps, `strict` does not, `any` takes the steps in any order. */
  readonly order: 'ordered' | 'strict' | 'any'
  /** Milliseconds; `Infinity` for none. */
  readonly window: number
  /** Whether the window runs from the first step to the last, or from each step to the next. */
  readonly windowFrom: 'first' | 'previous'
  readonly exclusions?: readonly Exclusion[]
  /** Until when everything is known: an attempt that still has time then may yet go further. */
  readonly asOf?: Instant
  /** A case is over so long after its last event; never where absent. */
  readonly quiet?: number
}

export const DROPPED = -1

/** How far each case came, case by case. */
export interface Followed {
  /** How many steps it reached (0: not even the first); `DROPPED` where it is left out. */
  readonly reached: Int16Array
  /** The event by which each step was reached; -1 where it was not, or was skipped. */
  readonly events: Int32Array
  /** 1 where it may yet go further, where time is allowed. */
  readonly open: Uint8Array
}

/** Follows cases one after the other. */
export interface Follow {
  /** How many steps a case reaches, written event by event into `into`, from `base` on. */
  reach(sequences: Sequences, from: number, to: number, into: Int32Array, base: number): number
  /** Whether the case that has just been followed may yet go further: one of its attempts still has time. */
  isOpen(asOf: Instant): boolean
}

/** Until when it is known how the time allowed was used; where none is allowed, nobody's is ever up. */
export const timedUntil = ({ asOf, window }: FunnelQuestion): Instant | undefined =>
  Number.isFinite(window) ? asOf : undefined
