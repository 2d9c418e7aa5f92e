import { isResolved, type Thread } from '../comments/index.ts'
import type { ImportRecord } from '../imports/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { JourneyMap, StatusChange } from '../maps/index.ts'
import type { Sighting } from '../moments/index.ts'

/** What is known of one map. */
export interface MapState {
  readonly map: JourneyMap
  readonly history: readonly StatusChange[]
  readonly threads: readonly Thread[]
  readonly sightings: readonly Sighting[]
}

/** Something that happened. */
export type News =
  | { readonly kind: 'revision'; readonly at: Instant; readonly map: JourneyMap; readonly change: StatusChange }
  | { readonly kind: 'status'; readonly at: Instant; readonly map: JourneyMap; readonly change: StatusChange }
  | {
      readonly kind: 'comments'
      readonly at: Instant
      readonly map: JourneyMap
      readonly thread: Thread
      readonly count: number
    }
  | { readonly kind: 'resolved'; readonly at: Instant; readonly map: JourneyMap; readonly thread: Thread }
  | { readonly kind: 'moment'; readonly at: Instant; readonly map: JourneyMap; readonly sighting: Sighting }
  | { readonly kind: 'import'; readonly at: Instant; readonly record: ImportRecord }

const revisions = ({ map, history }: MapState, since: Instant): News[] => {
  const first = new Set<number>()
  return history.flatMap((change): News[] => {
    const kind = first.has(change.revision) ? 'status' : 'revision'
    first.add(change.revision)
    // Archived because another one was approved: the approval says it.
    const follows = kind === 'status' && change.status === 'archived' && change.why?.endsWith(' approved') === true
    return change.at <= since || follows ? [] : [{ kind, at: change.at, map, change }]
  })
}

const talks = ({ map, threads }: MapState, since: Instant, name: string): News[] =>
  threads.flatMap((thread): News[] => {
    const fresh = thread.comments.filter(
      ({ at, signed, erased }) => at > since && !erased && (name === '' || signed !== name),
    )
    const [last, turn] = [fresh.at(-1), thread.turns.at(-1)]
    const settled = isResolved(thread) && turn && turn.at > since && (name === '' || turn.signed !== name)
    return [
      ...(last ? [{ kind: 'comments', at: last.at, map, thread, count: fresh.length } as const] : []),
      ...(settled ? [{ kind: 'resolved', at: turn.at, map, thread } as const] : []),
    ]
  })

const moments = ({ map, sightings }: MapState, since: Instant): News[] =>
  sightings.flatMap((sighting): News[] =>
    sighting.standing && sighting.firstAt > since ? [{ kind: 'moment', at: sighting.firstAt, map, sighting }] : [],
  )

/** What happened since an instant, latest first; what the reader said themselves is no news to them. */
export const newsSince = (
  since: Instant,
  name: string,
  maps: readonly MapState[],
  imports: readonly ImportRecord[],
): readonly News[] => {
  const ended = imports.flatMap((record): News[] =>
    record.endedAt !== null && record.endedAt > since && record.state !== 'cancelled'
      ? [{ kind: 'import', at: record.endedAt, record }]
      : [],
  )
  return [
    ...maps.flatMap((state) => [...revisions(state, since), ...talks(state, since, name), ...moments(state, since)]),
    ...ended,
  ].sort((a, b) => b.at - a.at)
}
