import { CHANNELS } from '../events/index.ts'
import { type Language, tell } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'

/** Something that happens in a store or on the telephone, and by what its map recognises it. */
export interface Choice {
  readonly id: string
  readonly title: string
  readonly map: string
  readonly event: string
  readonly channels: readonly string[]
  readonly properties: Readonly<Record<string, string | number | boolean>>
}

const byHand = (map: JourneyMap, channel: string): boolean => {
  const { kind, party } = map.channels?.[channel] ?? {}
  const known: Readonly<Record<string, string>> = CHANNELS
  return party !== 'third' && (kind ?? known[channel]) !== 'digital' && (kind ?? known[channel]) !== undefined
}

/** What of a map can be typed in: one choice for each touchpoint on a human or physical channel that an event recognises. */
export const choicesOf = (map: JourneyMap, language: Language): readonly Choice[] =>
  (map.touchpoints ?? []).flatMap(({ id, title, channels = [], match = [], need }) => {
    const [rule] = match
    const hands = channels.filter((channel) => byHand(map, channel))
    if (!rule || hands.length === 0 || need === 'expected_absent') return []
    const event = typeof rule.event === 'string' ? rule.event : rule.event[0]
    const conditions = rule.where ?? []
    // What the rule asks beyond equal values cannot be typed for the adviser.
    const told = conditions.every(({ op, value }) => op === 'eq' && value !== undefined && typeof value !== 'object')
    if (event === undefined || !told) return []
    const properties = Object.fromEntries(
      conditions
        .filter(({ property }) => property !== 'channel')
        .map(({ property, value }) => [property, value as string | number | boolean]),
    )
    return [
      {
        id: `${map.id}/${id}`,
        title: tell(title, language),
        map: tell(map.title, language),
        event,
        channels: hands,
        properties,
      },
    ]
  })
