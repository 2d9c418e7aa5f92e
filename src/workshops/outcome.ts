import type { MapChange } from '../drafts/index.ts'
import type { Json } from '../events/index.ts'
import { type Instant, iso } from '../kernel/index.ts'
import type { JourneyMap, Touchpoint } from '../maps/index.ts'
import { type Rated, resultOf, type Spread } from './result.ts'
import { planOf, type Workshop, type WorkshopAnswer } from './workshop.ts'

const tenth = (value: number): number => Math.round(value * 10) / 10

/** What a workshop vouches for: what people in a room said, how many, when. */
const evidenceOf = (workshop: Workshop, { n }: Spread, at: Instant): Json => ({
  level: 'reported',
  sources: [`workshop-${workshop.id}`],
  n,
  as_of: iso(at).slice(0, 10),
})

const emotionChanges = (
  workshop: Workshop,
  touchpoint: Touchpoint,
  { all }: Rated,
  at: Instant,
): readonly MapChange[] => {
  if (!all) return []
  const { persona } = workshop
  const list = ['touchpoints', touchpoint.id, 'experience']
  const said = { emotion: tenth(all.mean), evidence: evidenceOf(workshop, all, at) }
  const known = (touchpoint.experience ?? []).some((one) => (one.persona ?? '') === (persona ?? ''))
  if (!known) return [{ do: 'insert', at: list, value: { ...(persona !== undefined && { persona }), ...said } }]
  return Object.entries(said).map(([field, value]) => ({ do: 'set', at: [...list, persona ?? '', field], value }))
}

const leverChanges = (workshop: Workshop, { item, lever, side, all }: Rated, at: Instant): readonly MapChange[] => {
  if (!all || !lever || !side) return []
  const place = ['touchpoints', item, 'levers', lever]
  return [
    { do: 'set', at: [...place, side], value: tenth(all.mean) },
    { do: 'set', at: [...place, 'evidence'], value: evidenceOf(workshop, all, at) },
  ]
}

/**
 * What a workshop changes in its map: emotions and levers that at least three people rated, each with its evidence.
 * A touchpoint that has gone meanwhile is left aside. What is missing or only said stays in the workshop's own record.
 */
export const outcomeOf = (
  workshop: Workshop,
  answers: readonly WorkshopAnswer[],
  map: JourneyMap,
  at: Instant,
): readonly MapChange[] => {
  const touchpoints = new Map(map.touchpoints.map((one) => [one.id, one]))
  return planOf(workshop.outline).flatMap((question) => {
    const result = resultOf(question, workshop.outline, answers)
    if (result.kind !== 'emotion' && result.kind !== 'levers') return []
    return result.rated.flatMap((rated) => {
      const touchpoint = touchpoints.get(rated.item)
      if (!touchpoint) return []
      return result.kind === 'emotion'
        ? emotionChanges(workshop, touchpoint, rated, at)
        : leverChanges(workshop, rated, at)
    })
  })
}
