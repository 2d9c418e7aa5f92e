import { createHash } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { type PublicEndpoint, type PublicPage, publicEndpoint } from '../api/public-app.ts'
import { type LivedPorts, livedOfStored } from '../api/stored-lived.ts'
import { EVERY, pageOf } from '../cli/lived-report.ts'
import type { Lived } from '../journeys/index.ts'
import { type Instant, iso, type Language, orThrow, Refused, SECOND } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { PUBLIC_MIN_N, publicLived } from './public-lived.ts'
import { publicMap } from './public-map.ts'
import type { Share, SharePlace } from './share.ts'
import { refusals } from './share-refusals.ts'
import type { Shares } from './shares.ts'

export interface SharedPorts {
  readonly shares: Shares
  readonly lived: LivedPorts
  /** The page of the built application that shows what a token opens. */
  readonly application: () => string
}

/** What a page outside is drawn from. */
export interface SharedAnswer {
  readonly map: JourneyMap
  readonly lived: Lived | null
  readonly shows: Share['shows']
  readonly filters: Share['filters']
  readonly expiresAt: string | null
  /** Figures over fewer people are withheld. */
  readonly minN: number
}

/** However often a shared page asks, its figures are worked out this often at most. */
const FRESH = 20 * SECOND
const MOST_KEPT = 200

/** What is worked out for a share, kept for a moment: pages outside cost the house no more than one reader would. */
const keeping = <T>(now: () => Instant, work: (share: Share, language: Language) => Promise<T>) => {
  const kept = new Map<string, { readonly until: Instant; readonly answer: Promise<T> }>()
  return (share: Share, language: Language): Promise<T> => {
    const key = `${share.workspace} ${share.id} ${language}`
    const known = kept.get(key)
    if (known && known.until > now()) return known.answer
    const answer = work(share, language)
    kept.delete(key)
    kept.set(key, { until: now() + FRESH, answer })
    answer.catch(() => kept.delete(key))
    if (kept.size > MOST_KEPT) for (const oldest of kept.keys()) if (kept.delete(oldest)) break
    return answer
  }
}

const requestOf = ({ filters: { where, ...filters } }: Share) => ({
  ...filters,
  ...(where && { where: [...where] }),
  minN: PUBLIC_MIN_N,
})
const whichOf = ({ revision }: Share): string => String(revision)

const answerFor = (ports: LivedPorts) =>
  keeping(ports.now, async (share): Promise<SharedAnswer> => {
    const { map, lived } =
      share.shows === 'map'
        ? await designOf(ports, share)
        : await livedOfStored(ports, share.map, whichOf(share), { ...requestOf(share), top: 0 })
    return {
      map: publicMap(map),
      lived: lived ? (publicLived(lived) ?? null) : null,
      shows: share.shows,
      filters: share.filters,
      expiresAt: share.expiresAt === undefined ? null : iso(share.expiresAt),
      minN: PUBLIC_MIN_N,
    }
  })

const designOf = async ({ maps }: LivedPorts, share: Share) => {
  const actor = { id: share.madeBy, workspace: share.workspace }
  const { map } = orThrow(await maps.pull(actor, share.map, share.revision))
  return { map, lived: undefined }
}

const reportFor = (ports: LivedPorts) =>
  keeping(ports.now, async (share, language) => {
    const request = requestOf(share)
    const answer = await livedOfStored(ports, share.map, whichOf(share), { ...request, top: EVERY })
    return pageOf({ ...answer, map: publicMap(answer.map) }, request, language)
  })

/** Pages and answers for those who hold a token; each opens its own map and nothing else. */
export const sharedOutside = ({ shares, lived, application }: SharedPorts) => {
  const answer = answerFor(lived)
  const report = reportFor(lived)
  const page =
    (place: SharePlace) =>
    async ({ params, language }: { params: Record<string, string>; language: Language }): Promise<PublicPage> => {
      const share = orThrow(await shares.open(params.token ?? ''))
      // A link's token is not for frames, nor the other way round.
      if (share.place !== place) throw new Refused(refusals.unknown)
      await shares.countOpening(share)
      const frames = { frames: share.origins }
      if (share.shows === 'report') return { html: await report(share, language), selfContained: true, ...frames }
      return { html: application(), ...frames }
    }
  const endpoints: readonly PublicEndpoint[] = [
    publicEndpoint({
      method: 'GET',
      path: '/public/shared',
      params: Type.Object({}),
      answer: async ({ token, language }) => {
        const share = orThrow(await shares.open(token))
        if (share.shows === 'report') throw new Refused(refusals.unknown)
        const body = await answer(share, language)
        return { body, etag: createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22) }
      },
    }),
  ]
  return { endpoints, pages: { '/s/:token': page('link'), '/e/:token': page('embed') } }
}
