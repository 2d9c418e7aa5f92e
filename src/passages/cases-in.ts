import type { Event } from '../events/index.ts'
import type { Followed } from './followed.ts'
import type { Case } from './gathered.ts'
import type { Move } from './passage-people.ts'
import { stepOf } from './step.ts'
import { comparePlaces, type Place, type Step } from './walk.ts'

/** The cases of some events, by their keys. */
export type Cases = Map<string, Case & { person: string; readonly steps: Step[] }>

/** Events by the case that they are of, as a map sees them. */
export const casesIn = (
  { recogniser }: Followed,
  events: readonly Event[],
  persons: ReadonlyMap<string, string>,
): Cases => {
  const cases: Cases = new Map()
  for (const event of events) {
    const step = stepOf(recogniser, event)
    if (!step) continue
    const person = persons.get(event.identifier) ?? event.identifier
    const named = event.caseId !== ''
    const key = named ? `case:${event.caseId}` : `person:${person}`
    const found = cases.get(key) ?? { key, named, person, steps: [] }
    found.steps.push(step)
    cases.set(key, found)
    found.person = person
  }
  return cases
}

/** What of some steps comes after a place; `undefined` where one belongs before it, and the case must be walked anew. */
export const after = (steps: readonly Step[], last: Place): Step[] | undefined => {
  const fresh: Step[] = []
  for (const step of steps) {
    const order = comparePlaces(step, last)
    if (order < 0) return undefined
    // The very event that was walked last has come by another way.
    if (order > 0) fresh.push(step)
  }
  return fresh
}

/** Those of whom something that was walked went to another, and to whom it went, over as many moves as it took. */
export const touchedBy = (moves: readonly Move[], walked: Iterable<string>): Set<string> => {
  const to = new Map<string, string[]>()
  for (const [whom, from] of moves) to.set(from, [...(to.get(from) ?? []), whom])
  const touched = new Set(walked)
  for (const person of touched) for (const whom of to.get(person) ?? []) touched.add(whom)
  return touched
}
