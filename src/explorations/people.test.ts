import { expect, it } from 'vitest'
import type { Asked, Endpoint } from '../api/endpoint.ts'
import { LOCAL_OWNER, type May } from '../governance/index.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { DAY, done } from '../kernel/index.ts'
import type { JourneyMap, Maps } from '../maps/index.ts'
import { createExplorations } from './ask.ts'
import { explorerOf } from './explorer.contract.ts'
import { peopleEndpoints } from './people.http.ts'

const map: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  perimeter: { entry: { event: 'Entered' }, window: 'P20D' },
  stages: [{ id: 'discover', phase: 'before', title: 'Découvrir' }],
  touchpoints: [{ id: 'visit', stage: 'discover', title: 'Visite', match: [{ event: 'Visited' }] }],
}
const lived = ['=claire', 'karim'].flatMap((who, k) => [
  eventOf({ at: (1 + k) * DAY, identifier: who, event: 'Entered', channel: 'web', seq: 2 * k }),
  eventOf({ at: (2 + k) * DAY, identifier: who, event: 'Visited', channel: 'store', seq: 2 * k + 1 }),
])
const maps = { pull: async () => done({ map, stored: { hash: 'h', revision: 1 }, status: 'approved' }) }

/** Asks one of the endpoints as the owner, or as one who may not. */
const asking = (name: string, may: May = () => true) => {
  const explorer = explorerOf(lived, 4 * DAY)
  const endpoints = peopleEndpoints({ maps: maps as unknown as Maps, explorations: createExplorations(explorer), may })
  const found = endpoints.find((one) => one.name === name) as Endpoint
  return (input: object) =>
    found.answer({
      params: { id: 'kitchen' },
      query: {},
      input,
      language: 'fr',
      actor: LOCAL_OWNER,
      signal: new AbortController().signal,
    } as unknown as Asked<never, never>)
}

it('lists the people of a number, a page at a time', async () => {
  const { body } = await asking('listPeople')({ of: 'touchpoint.visit.reached', limit: 1, order: 'last' })
  expect(body).toMatchObject({
    total: 2,
    people: 2,
    next: 1,
    items: [{ key: 'person:karim', lastTouchpoint: 'visit' }],
  })
})

it('refuses who may not see people, and a list that cannot be read', async () => {
  await expect(asking('listPeople', () => false)({ of: 'journeys' })).rejects.toThrow('not-allowed')
  await expect(asking('listPeople')({ of: 'stage.discover.happiness' })).rejects.toThrow('unreadable-selection')
  await expect(asking('readJourney')({ key: 'person:nobody', journey: 0 })).rejects.toThrow('not-found')
})

it('saves the whole list as CSV, with the cells that would be formulas neutralised', async () => {
  const { download } = await asking('exportPeople')({ of: 'journeys', order: 'entered', descending: false })
  let text = ''
  for await (const part of (download?.bytes ?? []) as AsyncIterable<string>) text += part
  const lines = text.split('\r\n')
  expect(lines[0]).toMatch(/^\uFEFFpersonne,/)
  expect(lines[1]).toMatch(/^'=claire,.*Découvrir,en cours/)
  expect(lines).toHaveLength(4)
})
