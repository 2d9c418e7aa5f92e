import type { Condition } from '../events/index.ts'
import type { CohortPeriod } from './period.ts'

/**
 * Which journeys are looked at, as an address or a program says it. Journeys are kept or left out whole: the period is the
 * one in which they were entered (or ended), a condition holds for a person of whom one event fulfils it.
 */
export interface Look {
  readonly period?: CohortPeriod
  /** Of the map's personas. */
  readonly persona?: string
  /** Journeys that passed through this channel. */
  readonly through?: string
  /** Each is fulfilled by an event of the person's, not necessarily the same one. */
  readonly who?: readonly Condition[]
}
