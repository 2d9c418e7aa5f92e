import type { MomentKind } from '../maps/index.ts'

/** What a moment was noticed by. */
export type MomentSign =
  | 'drop_off'
  | 'time_out'
  | 'loop'
  | 'channel_bounce'
  | 'contact_after_digital'
  | 'low_score'
  | 'asymmetry'
  | 'off_map'

/** A moment noticed in the data: proposed with its evidence, never decided. A person confirms or rejects it. */
export interface NoticedMoment {
  readonly kind: MomentKind
  readonly presence: 'present' | 'missing'
  readonly sign: MomentSign
  readonly status: 'proposed'
  readonly origin: 'data'
  readonly stage: string | null
  readonly touchpoint: string | null
  /** The event that no touchpoint foresees, for a missing one. */
  readonly event: string | null
  readonly channel: string | null
  /** Counts, rates, bounds and tests by name. */
  readonly statistics: { readonly [name: string]: number | string | null }
}

/** The answer of `parcours moments`. */
export interface Noticed {
  readonly map: { readonly id: string; readonly revision: number | null; readonly hash: string }
  readonly asOf: string
  /** How many candidates were tested; those shown hold at a false discovery rate of 1 %. */
  readonly tested: number
  readonly moments: readonly NoticedMoment[]
}
