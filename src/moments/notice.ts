import type { Followed, Lived } from '../journeys/index.ts'
import { noticeAsymmetries } from './asymmetry.ts'
import { type Candidate, holding } from './candidate.ts'
import { countDetours, noticeChannelBounces, noticeContactsAfterDigital, noticeLoops } from './detours.ts'
import { noticeBreakingPoints, noticeTimeOuts } from './drop-offs.ts'
import { countSuccess, noticeIrritants } from './irritants.ts'
import type { Noticed, NoticedMoment } from './noticed.ts'
import { noticeMissingTouchpoints } from './off-map.ts'
import { eachLife, type Life, type Seen, type SeenCounts, seeLives } from './seen-lives.ts'

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

/** What is counted of some journeys for all detectors; parts of all people add up. */
export const countMoments = (followed: Followed): SeenCounts => {
  const [detours, success] = [countDetours(followed), countSuccess(followed)]
  const answered: Life[] = []
  eachLife(followed, (life) => {
    detours.add(life)
    success.add(life)
    if (life.answers.length > 0) answered.push(life)
  })
  return { detours: detours.shares, success: success.success, answered }
}

/**
 * Notices moments in what was lived: each with its evidence and only *proposed*. Shown are those that are large enough to
 * matter and hold at a false discovery rate of 1 % over everything that was tested.
 */
export const tellMoments = (
  design: Pick<Followed, 'map' | 'rules'>,
  parts: readonly SeenCounts[],
  lived: Lived,
): Noticed => {
  const seen = seeLives(design, parts, lived)
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

/** The moments of journeys at hand. */
export const noticeMoments = (followed: Followed, lived: Lived): Noticed =>
  tellMoments(followed, [countMoments(followed)], lived)
