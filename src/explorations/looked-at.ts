import { type Condition, positiveOf } from '../events/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { Look } from './look.ts'
import { personaRules } from './persona.ts'

/** Of so many cases, those for which every condition of a look holds, and one of those of its persona; all where it has none. */
export const casesLookedAt = async (
  { persona, who = [] }: Look,
  map: JourneyMap,
  count: number,
  /** Which cases have an event that fulfils a condition. */
  having: (condition: Condition) => Promise<Uint8Array>,
): Promise<Uint8Array | undefined> => {
  if (persona === undefined && who.length === 0) return undefined
  const cases = new Uint8Array(count).fill(1)
  for (const condition of who) {
    const { positive, holds } = positiveOf(condition)
    const found = await having(positive)
    for (let c = 0; c < count; c++) if ((found[c] === 1) !== holds) cases[c] = 0
  }
  if (persona === undefined) return cases
  const rules = await Promise.all(personaRules(map, persona).map(having))
  for (let c = 0; c < count; c++) if (!rules.some((found) => found[c] === 1)) cases[c] = 0
  return cases
}
