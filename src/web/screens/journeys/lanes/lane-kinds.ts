import type { UserText } from '../../../../kernel/index.ts'
import type { JourneyMap, Lane } from '../../../../maps/index.ts'

/** What a lane may show of the touchpoints above it. A lane of another type is somebody else's: it is kept, and not shown. */
export const LANE_KINDS = [
  'channels',
  'emotion',
  'satisfaction',
  'experience',
  'drives',
  'levers',
  'moments',
  'metrics',
  'rules',
  'systems',
  'skills',
  'verbatims',
] as const
export type LaneKind = (typeof LANE_KINDS)[number]

/** What a map shows that says nothing of its lanes. */
const USUAL: readonly LaneKind[] = ['emotion', 'satisfaction', 'experience', 'moments', 'levers', 'systems']

const ALSO: Readonly<Record<string, LaneKind>> = { metric: 'metrics', thoughts: 'experience', backstage: 'systems' }

/** The kind of a lane of a map, whichever of its names the author used. */
export const kindOf = ({ type }: Pick<Lane, 'type'>): LaneKind | undefined =>
  LANE_KINDS.find((kind) => kind === type) ?? (Object.hasOwn(ALSO, type) ? ALSO[type] : undefined)

export interface ShownLane {
  readonly id: string
  readonly kind: LaneKind
  /** Of a lane that shows one metric. */
  readonly metric?: string
  /** As the author calls it. */
  readonly title?: UserText
}

/** The lanes of a map, in its order; the usual ones where it names none. */
export const lanesOf = ({ lanes }: Pick<JourneyMap, 'lanes'>): readonly ShownLane[] =>
  lanes === undefined
    ? USUAL.map((kind) => ({ id: kind, kind }))
    : lanes.flatMap((lane) => {
        const kind = kindOf(lane)
        if (!kind) return []
        const { id, metric, title } = lane
        return [{ id, kind, ...(metric !== undefined && { metric }), ...(title !== undefined && { title }) }]
      })

/** The lanes of a map as it would write them: the usual ones where it names none. */
export const namedLanes = ({ lanes }: Pick<JourneyMap, 'lanes'>): readonly Lane[] =>
  lanes ?? USUAL.map((type): Lane => ({ id: type, type }))

/** The map's lanes with one more of a kind, at the end, under an id of its own. */
export const withLane = (map: Pick<JourneyMap, 'lanes'>, kind: LaneKind): readonly Lane[] => {
  const lanes = namedLanes(map)
  const ids = new Set(lanes.map(({ id }) => id))
  let id: string = kind
  for (let again = 2; ids.has(id); again++) id = `${kind}-${again}`
  return [...lanes, { id, type: kind }]
}

/** The map's lanes without one. */
export const withoutLane = (map: Pick<JourneyMap, 'lanes'>, id: string): readonly Lane[] =>
  namedLanes(map).filter((lane) => lane.id !== id)

/** The map's lanes once one stands a place higher (-1) or lower (1). */
export const moveLane = (map: Pick<JourneyMap, 'lanes'>, id: string, by: -1 | 1): readonly Lane[] => {
  const lanes = namedLanes(map)
  const from = lanes.findIndex((lane) => lane.id === id)
  const moved = lanes[from]
  if (!moved || from + by < 0 || from + by >= lanes.length) return lanes
  return lanes.toSpliced(from, 1).toSpliced(from + by, 0, moved)
}
