import { type Unanswered, unansweredBy } from '../comments/index.ts'
import type { Finding, JourneyMap } from '../maps/index.ts'
import { statusOf } from '../maps/index.ts'
import { type MomentDecision, type Sighting, undecided } from '../moments/index.ts'
import type { MapState } from './news.ts'

/** What is known of one map, with what waits on it. */
export interface WatchedMap extends MapState {
  readonly decisions: readonly MomentDecision[]
  readonly findings: readonly Finding[]
  /** Places that the draft changes and that no revision has. */
  readonly unkept: number
}

/** Something that waits for a person. */
export type Waiting =
  | { readonly kind: 'mention'; readonly map: JourneyMap; readonly unanswered: Unanswered }
  | { readonly kind: 'breaking-point'; readonly map: JourneyMap; readonly sighting: Sighting }
  | { readonly kind: 'moments'; readonly map: JourneyMap; readonly sightings: readonly Sighting[] }
  | { readonly kind: 'review'; readonly map: JourneyMap; readonly revision: number }
  | { readonly kind: 'draft'; readonly map: JourneyMap; readonly changes: number }
  | { readonly kind: 'finding'; readonly map: JourneyMap; readonly finding: Finding }
  | { readonly kind: 'ambiguous'; readonly map: JourneyMap; readonly findings: readonly Finding[] }

const AMBIGUOUS = 'ambiguous-event'

const PRESSING: readonly Waiting['kind'][] = [
  'mention',
  'breaking-point',
  'review',
  'finding',
  'moments',
  'ambiguous',
  'draft',
]

const onMap = (
  { map, history, threads, sightings, decisions, findings, unkept }: WatchedMap,
  name: string,
): Waiting[] => {
  const open = undecided(sightings, decisions)
  const stops = open.filter(({ moment }) => moment.kind === 'breaking_point')
  const others = open.filter(({ moment }) => moment.kind !== 'breaking_point')
  const inReview = [...new Set(history.map(({ revision }) => revision))].filter(
    (revision) => statusOf(history, revision) === 'in_review',
  )
  const ambiguous = findings.filter(({ code }) => code === AMBIGUOUS)
  return [
    ...(name === '' ? [] : unansweredBy(name, threads)).map(
      (unanswered) => ({ kind: 'mention', map, unanswered }) as const,
    ),
    ...stops.map((sighting) => ({ kind: 'breaking-point', map, sighting }) as const),
    ...(others.length > 0 ? [{ kind: 'moments', map, sightings: others } as const] : []),
    ...inReview.map((revision) => ({ kind: 'review', map, revision }) as const),
    ...findings
      .filter(({ severity }) => severity === 'error')
      .map((finding) => ({ kind: 'finding', map, finding }) as const),
    ...(ambiguous.length > 0 ? [{ kind: 'ambiguous', map, findings: ambiguous } as const] : []),
    ...(unkept > 0 ? [{ kind: 'draft', map, changes: unkept } as const] : []),
  ]
}

/** What waits for a decision, the most pressing first; mentions of the reader that they have not answered among it. */
export const waitingFor = (name: string, maps: readonly WatchedMap[]): readonly Waiting[] =>
  maps.flatMap((state) => onMap(state, name)).sort((a, b) => PRESSING.indexOf(a.kind) - PRESSING.indexOf(b.kind))
