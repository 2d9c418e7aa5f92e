import { createHash } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { type PublicEndpoint, type PublicPage, publicEndpoint } from '../api/public-app.ts'
import { type ExplorePorts, viewOfStored } from '../api/stored-view.ts'
import { drawReport, EVERY } from '../cli/lived-report.ts'
import type { Lived } from '../journeys/index.ts'
import { type Clock, type Instant, iso, type Language, orThrow, Refused, SECOND } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { PUBLIC_MIN_N, publicLived } from './public-lived.ts'
import { publicMap } from './public-map.ts'
import type { Share, SharePlace } from './share.ts'
import { refusals } from './share-refusals.ts'
import type { Shares } from './shares.ts'

export interface SharedPorts {
  readonly shares: Shares
  readonly explore: ExplorePorts
  readonly now: Clock
  /** By which days are told: the workspace's. */
  readonly zone: () => Promise<string>
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
  /** By which its days are told. */
  readonly zone: string
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

/** What a share looks at: its map, and the journeys that its filters keep. */
const viewOf = ({ ports, share }: { readonly ports: ExplorePorts; readonly share: Share }) =>
  viewOfStored(ports, share.map, { ...share.filters, revision: String(share.revision) })

const answerFor = (ports: ExplorePorts, now: Clock, zone: () => Promise<string>) =>
  keeping(now, async (share): Promise<SharedAnswer> => {
    const view = await viewOf({ ports, share })
    const question = { kind: 'lived', minN: PUBLIC_MIN_N, top: 0 } as const
    const lived = share.shows === 'map' ? undefined : publicLived(await ports.explorations.ask(view, question))
    return {
      map: publicMap(view.map),
      lived: lived ?? null,
      shows: share.shows,
      filters: share.filters,
      expiresAt: share.expiresAt === undefined ? null : iso(share.expiresAt),
      zone: await zone(),
      minN: PUBLIC_MIN_N,
    }
  })

const reportFor = (ports: ExplorePorts, now: Clock) =>
  keeping(now, async (share, language) => {
    const view = await viewOf({ ports, share })
    const [lived, { moments }] = await Promise.all([
      ports.explorations.ask(view, { kind: 'lived', minN: PUBLIC_MIN_N, top: EVERY }),
      ports.explorations.ask(view, { kind: 'moments' }),
    ])
    const filters = Object.entries(share.filters).map(([name, value]) => `${name} ${[value].flat().join(', ')}`)
    return drawReport({ map: publicMap(view.map), lived, moments, minN: PUBLIC_MIN_N, language, filters })
  })

/** Pages and answers for those who hold a token; each opens its own map and nothing else. */
export const sharedOutside = ({ shares, explore, now, zone, application }: SharedPorts) => {
  const answer = answerFor(explore, now, zone)
  const report = reportFor(explore, now)
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
