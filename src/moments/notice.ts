import type { Followed, Lived } from '../journeys/index.ts'
import { noticeAsymmetries } from './asymmetry.ts'
import { type Candidate, holding } from './candidate.ts'
import { noticeChannelBounces, noticeContactsAfterDigital, noticeLoops } from './detours.ts'
import { noticeBreakingPoints, noticeTimeOuts } from './drop-offs.ts'
import { noticeIrritants } from './irritants.ts'
import type { Noticed, NoticedMoment } from './noticed.ts'
import { noticeMissingTouchpoints } from './off-map.ts'
import { type Seen, seeLives } from './seen-lives.ts'

/** Every way to notice a moment. */
const DETECTORS: readonly ((seen: Seen) => Candidate[])[] = [
  noticeBreakingPoints,
  noticeAsymmetries,
  noticeIrritants,
  noticeMissingTouchpoints,
  noticeChannelBounces,
  noticeContactsAfterDigital,
  noticeTimeOuts,
  noticeLoops,
]

const KINDS = ['breaking_point', 'truth', 'irritant', 'delight', 'engagement']

const inOrder = (a: NoticedMoment, b: NoticedMoment): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  Math.abs(Number(b.statistics.z ?? b.statistics.swing ?? 0)) -
    Math.abs(Number(a.statistics.z ?? a.statistics.swing ?? 0))

/**
 * Notices moments in what was lived: each with its evidence and only *proposed*. Shown are those that are large enough to
 * matter and hold at a false discovery rate of 1 % over everything that was tested.
 */
export const noticeMoments = (followed: Followed, lived: Lived): Noticed => {
  const seen = seeLives(followed, lived)
  const candidates = DETECTORS.flatMap((detect) => detect(seen))
  return {
    map: lived.map,
    asOf: lived.asOf,
    tested: candidates.length,
    moments: holding(candidates)
      .filter(({ large }) => large)
      .map(({ moment }) => moment)
      .sort(inOrder),
  }
}
