import type { Condition } from '../events/index.ts'
import type { JourneyMap } from '../maps/index.ts'

/** Where the map says itself how its personas are known: `perimeter.x-personas: {senior: [{property, op, value}]}`. */
const OWN = 'x-personas'

const isCondition = (given: unknown): given is Condition =>
  typeof given === 'object' && given !== null && 'property' in given && 'op' in given

const owned = (map: JourneyMap): Readonly<Record<string, unknown>> => {
  const own: unknown = (map.perimeter as Readonly<Record<string, unknown>> | undefined)?.[OWN]
  return typeof own === 'object' && own !== null ? (own as Record<string, unknown>) : {}
}

/** The personas that a map says itself how to know. */
export const ownPersonas = (map: JourneyMap): readonly string[] => Object.keys(owned(map))

/**
 * Any of these conditions tells that a person is of a persona. Unless the map says otherwise, it is the trait `persona` that
 * an event of theirs bears (`persona`, or `traits.persona` of an identify call).
 */
export const personaRules = (map: JourneyMap, persona: string): readonly Condition[] => {
  const own = owned(map)
  const said = Object.hasOwn(own, persona) ? own[persona] : undefined
  if (Array.isArray(said) && said.length > 0 && said.every(isCondition)) return said
  return ['persona', 'traits.persona'].map((property) => ({ property, op: 'eq', value: persona }))
}
