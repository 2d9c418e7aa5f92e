import { type JourneyRules, type Recogniser, recogniserOf, rulesOf, SURVEY } from '../journeys/index.ts'
import type { JourneyMap } from '../maps/index.ts'

/** A map that people are followed on, ready to recognise what they live. */
export interface Followed {
  readonly map: JourneyMap
  readonly revision: number
  readonly recogniser: Recogniser
  readonly rules: JourneyRules
  readonly tag: string
}

export const followedOf = ({ map, revision }: { readonly map: JourneyMap; readonly revision: number }): Followed => ({
  map,
  revision,
  recogniser: recogniserOf(map),
  rules: rulesOf(map),
  tag: String(revision),
})

/** Every name that a rule of these maps recognises. */
export const namesOf = (maps: readonly Followed[]): ReadonlySet<string> =>
  new Set([
    SURVEY,
    ...maps.flatMap(({ recogniser: { touchpoints, entry, success } }) =>
      [...touchpoints.flatMap(({ rules }) => rules), ...(entry ? [entry] : []), ...(success ? [success] : [])].flatMap(
        ({ event }) => event,
      ),
    ),
  ])
