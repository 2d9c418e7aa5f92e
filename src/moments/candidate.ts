import type { NoticedMoment } from './noticed.ts'

/** A moment that may be one: how surprising it is by chance, and whether it is large enough to matter. */
export interface Candidate {
  readonly moment: NoticedMoment
  /** Two-sided, of the test that decides. */
  readonly p: number
  readonly large: boolean
}

/** What is the same in every moment noticed in data; the rest is said by each detector. */
export const proposed = (
  given: Pick<NoticedMoment, 'kind' | 'sign' | 'statistics'> & Partial<NoticedMoment>,
): NoticedMoment => ({
  presence: 'present',
  status: 'proposed',
  origin: 'data',
  stage: null,
  touchpoint: null,
  event: null,
  channel: null,
  ...given,
})

/** Fewer than this in a cell prove nothing. */
export const FEWEST = 30

/** At most this share of what is noticed may be chance. */
export const FALSE_DISCOVERIES = 0.01

/**
 * The candidates that hold at a false discovery rate, over all that were tested. Source: Y. Benjamini and Y. Hochberg, JRSS B 57
 * (1995).
 */
export const holding = (candidates: readonly Candidate[], q = FALSE_DISCOVERIES): Candidate[] => {
  const sorted = [...candidates].sort((a, b) => a.p - b.p)
  const last = sorted.findLastIndex(({ p }, i) => p <= (q * (i + 1)) / sorted.length)
  return sorted.slice(0, last + 1)
}
