import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import type { Likenesses } from '../matching/index.ts'
import { count } from '../spine.ts'
import { type Folding, startFolding } from './fold.ts'

/**
 * Compares people with each other, a slice at a time, beside what must be quick: a slice that found work calls for the
 * next one.
 */
export const keepAlike = (
  likenesses: Likenesses,
  changed: () => void,
  trouble: (problem: unknown) => void,
): Folding => {
  const folding = startFolding(async () => {
    const begun = performance.now()
    const { looked, linked, asked } = orThrow(await likenesses.refresh(LOCAL_OWNER))
    if (looked > 0) count.passed('unify', linked, (performance.now() - begun) / 1000)
    if (linked + asked > 0) changed()
    if (looked > 0) folding.nudge()
  }, trouble)
  return folding
}
