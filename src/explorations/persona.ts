import type { Condition } from '../events/index.ts'
import type { JourneyMap } from '../maps/index.ts'

/** Where the map says itself how its personas are known: `perimeter.x-personas: {senior: [{property, op, value}]}`. */
const OWN = 'x-personas'

const isCondition = (given: unknown): given is Condition =>
  typeof given === 'object' && given !== null && 'property' in given && 'op' in given

/**
 * Any of these conditions tells that a person is of a persona. Unless the map says otherwise, it is the trait `persona` that
 * an event of theirs bears (`persona`, or `traits.persona` of an identify call).
 */
export const personaRules = (map: JourneyMap, persona: string): readonly Condition[] => {
  const own: unknown = (map.perimeter as Readonly<Record<string, unknown>> | undefined)?.[OWN]
  const said: unknown = typeof own === 'object' && own !== null ? (own as Record<string, unknown>)[persona] : undefined
  if (Array.isArray(said) && said.length > 0 && said.every(isCondition)) return said
  return ['persona', 'traits.persona'].map((property) => ({ property, op: 'eq', value: persona }))
}
