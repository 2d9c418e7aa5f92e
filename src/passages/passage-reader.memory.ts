import { type Event, itself, OWN_SOURCE, type PersonOf } from '../events/index.ts'
import type { Recogniser } from '../journeys/index.ts'
import type { Id } from '../kernel/index.ts'
import type { CaseSteps, PassageReader } from './passage-reader.ts'
import { stepOf } from './step.ts'
import { comparePlaces, type Step } from './walk.ts'

/** Reads events at hand: the twin of the engine's reader. */
export const createMemoryPassageReader = (events: readonly Event[], personOf: PersonOf = itself): PassageReader => {
  const every = (workspace: Id<'Workspace'>, recogniser: Recogniser): CaseSteps[] => {
    const cases = new Map<string, { named: boolean; person: string; steps: Step[]; last?: Step }>()
    for (const event of events) {
      const step = event.workspace === workspace ? stepOf(recogniser, event) : undefined
      if (!step) continue
      const person = personOf(event.identifier)
      const key = event.caseId === '' ? `person:${person}` : `case:${event.caseId}`
      const found = cases.get(key) ?? { named: event.caseId !== '', person, steps: [] }
      cases.set(key, found)
      found.steps.push(step)
      if (!found.last || comparePlaces(step, found.last) >= 0) [found.last, found.person] = [step, person]
    }
    return [...cases].map(([key, { named, person, steps }]) => ({
      key,
      named,
      person,
      steps: steps.sort(comparePlaces),
    }))
  }
  return {
    latest: async (workspace) =>
      events
        .filter((event) => event.workspace === workspace && event.source !== OWN_SOURCE)
        .reduce<number | null>((latest, { at }) => (at > (latest ?? -Infinity) ? at : latest), null),
    of: async (workspace, recogniser, keys) => {
      const wanted = new Set(keys)
      return every(workspace, recogniser).filter(({ key }) => wanted.has(key))
    },
    async *all(workspace, recogniser) {
      yield every(workspace, recogniser)
    },
  }
}
