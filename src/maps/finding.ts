import type { Place, Words } from '../kernel/index.ts'

/** Errors make a map unusable or wrong; warnings make numbers doubtful; hints tell what would make the map better. */
export const SEVERITIES = ['error', 'warning', 'hint'] as const
export type Severity = (typeof SEVERITIES)[number]

/** One thing that `map check` found: what is wrong, where, and what to do about it. */
export interface Finding {
  readonly code: string
  readonly severity: Severity
  /** JSON pointer into the map. */
  readonly path: string
  readonly at: Place
  readonly what: Words
  readonly remedy: Words
}
