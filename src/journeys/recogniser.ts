import type { EventMatch, Matchable } from '../events/index.ts'
import { matches } from '../events/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { NONE, SIGN } from './cases.ts'

/** The reserved event by which a customer answers a survey. */
export const SURVEY = 'Survey Answered'

/** What a map needs to recognise in events: its touchpoints' rules in map order, what opens it and what is its success. */
export interface Recogniser {
  readonly touchpoints: readonly { readonly id: string; readonly rules: readonly EventMatch[] }[]
  /** Where absent, the first event of any touchpoint opens an instance. */
  readonly entry?: EventMatch
  /** Where absent, nothing is a success. */
  readonly success?: EventMatch
}

/** Compiles the rules of a map. */
export const recogniserOf = (map: JourneyMap): Recogniser => ({
  touchpoints: map.touchpoints.map(({ id, match }) => ({ id, rules: match ?? [] })),
  ...(map.perimeter?.entry && { entry: map.perimeter.entry }),
  ...(map.perimeter?.success && { success: map.perimeter.success }),
})

type Rules = readonly (readonly [touchpoint: number, rule: EventMatch])[]

const INDEXED = new WeakMap<Recogniser, ReadonlyMap<string, Rules>>()

/** The rules of touchpoints by the event that they ask for, in map order: of most events there are few. */
const rulesByEvent = (recogniser: Recogniser): ReadonlyMap<string, Rules> => {
  const known = INDEXED.get(recogniser)
  if (known) return known
  const rules = new Map<string, (readonly [number, EventMatch])[]>()
  for (const [touchpoint, { rules: own }] of recogniser.touchpoints.entries())
    for (const rule of own)
      for (const event of new Set(typeof rule.event === 'string' ? [rule.event] : rule.event)) {
        const there = rules.get(event)
        if (there) there.push([touchpoint, rule])
        else rules.set(event, [[touchpoint, rule]])
      }
  INDEXED.set(recogniser, rules)
  return rules
}

/** The touchpoint of an event: the first in map order that any of its rules recognises. */
export const touchpointOf = (recogniser: Recogniser, event: Matchable): number => {
  for (const [touchpoint, rule] of rulesByEvent(recogniser).get(event.event) ?? [])
    if (matches(rule, event)) return touchpoint
  return NONE
}

/** What else an event is to the map, in bits of `SIGN`. */
export const signsOf = (recogniser: Recogniser, event: Matchable, touchpoint: number): number => {
  const { entry, success } = recogniser
  const enters = entry ? matches(entry, event) : touchpoint !== NONE
  return (
    (enters ? SIGN.entry : 0) |
    (success && matches(success, event) ? SIGN.success : 0) |
    (event.event === SURVEY ? SIGN.survey : 0)
  )
}
