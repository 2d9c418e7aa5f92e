import { decimal, type Event, itself, type PersonOf, propertyOf, propertyValue } from '../events/index.ts'
import { keyOf } from './case-reader.memory.ts'
import { NONE } from './cases.ts'
import { keeps } from './event-filter.ts'
import { touchpointOf } from './recogniser.ts'
import { SAYING, type Said } from './verbatim.ts'
import { MOST_SAID, type VerbatimReader } from './verbatim-reader.ts'

const textOf = (event: Event, name: string): string => {
  const stored = propertyOf(event.properties, name)
  return stored === undefined ? '' : String(propertyValue(stored))
}
const scoreOf = (event: Event): number | null => {
  const score = decimal(textOf(event, event.event === 'Review Posted' ? 'rating' : 'score'))
  return Number.isNaN(score) ? null : score
}

/** Reads events at hand: the twin of the engine’s reader. */
export const createMemoryVerbatimReader = (events: readonly Event[], personOf: PersonOf = itself): VerbatimReader => ({
  said: async ({ workspace, filter }, recogniser) => {
    const ids = recogniser.touchpoints.map(({ id }) => id)
    const latest = new Map<string, number>()
    return events
      .filter((event) => event.workspace === workspace && keeps(filter, event))
      .toSorted((a, b) => a.at - b.at || a.rank - b.rank || a.seq - b.seq)
      .flatMap((event): Said[] => {
        const key = keyOf(event, personOf)
        const own = touchpointOf(recogniser, event)
        const before = latest.get(key)
        const saying = (SAYING as readonly string[]).includes(event.event)
        if (!saying && own !== NONE) latest.set(key, own)
        const text = textOf(event, 'text')
        if (!saying || text === '') return []
        const named = textOf(event, 'touchpoint')
        const about = named === '' ? (own === NONE ? (before ?? -1) : own) : ids.indexOf(named)
        const { at, channel } = event
        const metric = textOf(event, 'metric')
        return [
          { about: about < 0 ? null : about, at, event: event.event, channel, text, metric, score: scoreOf(event) },
        ]
      })
      .sort((a, b) => b.at - a.at)
      .slice(0, MOST_SAID)
  },
})
