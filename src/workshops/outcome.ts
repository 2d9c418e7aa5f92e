import type { MapChange } from '../drafts/index.ts'
import { type Instant, iso } from '../kernel/index.ts'
import type { JourneyMap, Stage, Touchpoint } from '../maps/index.ts'
import { type Rated, resultOf } from './result.ts'
import { planOf, stageOf, type Workshop, type WorkshopAnswer } from './workshop.ts'

const tenth = (value: number): number => Math.round(value * 10) / 10

/** What names a workshop among the sources of a claim. */
export const sourceOf = ({ id }: Pick<Workshop, 'id'>): string => `workshop-${id}`

/** What a workshop vouches for: what people in a room said, how many, when. */
export const evidenceOf = (workshop: Workshop, n: number, at: Instant) =>
  ({ level: 'reported', sources: [sourceOf(workshop)], n, as_of: iso(at).slice(0, 10) }) as const

/** What was rated, as it stands in the map now; nothing where it has gone meanwhile. */
const placeOf = (map: JourneyMap, item: string): { list: string; of: Stage | Touchpoint } | undefined => {
  const stage = stageOf(item)
  const of =
    stage === undefined ? map.touchpoints.find(({ id }) => id === item) : map.stages.find(({ id }) => id === stage)
  return of && { list: stage === undefined ? 'touchpoints' : 'stages', of }
}

const emotionChanges = (
  workshop: Workshop,
  map: JourneyMap,
  { item, all }: Rated,
  at: Instant,
): readonly MapChange[] => {
  const place = placeOf(map, item)
  if (!all || !place) return []
  const { persona } = workshop
  const list = [place.list, place.of.id, 'experience']
  const said = { emotion: tenth(all.mean), evidence: evidenceOf(workshop, all.n, at) }
  const known = (place.of.experience ?? []).some((one) => (one.persona ?? '') === (persona ?? ''))
  if (!known) return [{ do: 'insert', at: list, value: { ...(persona !== undefined && { persona }), ...said } }]
  return Object.entries(said).map(([field, value]) => ({ do: 'set', at: [...list, persona ?? '', field], value }))
}

const leverChanges = (workshop: Workshop, { item, lever, side, all }: Rated, at: Instant): readonly MapChange[] => {
  if (!all || !lever || !side) return []
  const place = ['touchpoints', item, 'levers', lever]
  return [
    { do: 'set', at: [...place, side], value: tenth(all.mean) },
    { do: 'set', at: [...place, 'evidence'], value: evidenceOf(workshop, all.n, at) },
  ]
}

/**
 * What a workshop changes in its map: emotions and levers that at least three people rated, each with its evidence.
 * What has gone meanwhile is left aside. What is missing, matters or was only said is added one by one (`addition.ts`).
 */
export const outcomeOf = (
  workshop: Workshop,
  answers: readonly WorkshopAnswer[],
  map: JourneyMap,
  at: Instant,
): readonly MapChange[] =>
  planOf(workshop.outline).flatMap((question) => {
    const result = resultOf(question, workshop.outline, answers)
    if (result.kind !== 'emotion' && result.kind !== 'levers') return []
    return result.rated.flatMap((rated) => {
      if (result.kind === 'emotion') return emotionChanges(workshop, map, rated, at)
      return placeOf(map, rated.item) ? leverChanges(workshop, rated, at) : []
    })
  })
