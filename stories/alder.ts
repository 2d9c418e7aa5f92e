import { readFileSync } from 'node:fs'
import type { AnalysisPorts } from '../src/analyses/index.ts'
import { AS_OF, interactions, type Truth } from '../src/demo/index.ts'
import type { Event } from '../src/events/index.ts'
import { createExplorer } from '../src/explorations/index.ts'
import { createMemoryCaseReader } from '../src/journeys/case-reader.memory.ts'
import { asId, orThrow } from '../src/kernel/index.ts'
import { readMap } from '../src/maps/index.ts'
import { purchasesIn } from './purchases-at-hand.ts'

const text = readFileSync(new URL('../examples/cuisine/cuisine.yaml', import.meta.url), 'utf8')
const { map } = orThrow(readMap(text, 'cuisine.yaml'))

/** Some interactions, asked as the engine is. */
export const companyOf = (events: readonly Event[]): AnalysisPorts => ({
  explorer: createExplorer({
    reader: createMemoryCaseReader(events),
    version: async () => '',
    now: () => AS_OF,
    zone: 'Europe/Paris',
    budget: Number.POSITIVE_INFINITY,
  }),
  map: async () => ({ map, hash: map.id }),
  purchases: async ({ filter }, event, property) => purchasesIn(events, filter, event, property),
  now: () => AS_OF,
})

const companies = new Map<string, AnalysisPorts>()

/** The synthetic company at hand; each is lived once for all the tests that look at it. */
export const alder = (without: readonly Truth[] = []): AnalysisPorts => {
  const known = companies.get(without.join())
  if (known) return known
  const ports = companyOf([...interactions({ without })])
  companies.set(without.join(), ports)
  return ports
}

/** Everything of the company, up to its last day. */
export const WHOLE = { workspace: asId<'Workspace'>('default'), filter: {}, look: {}, asOf: AS_OF }
