import { describe, expect, it } from 'vitest'
import type { Event } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import type { CaseReader } from '../journeys/index.ts'
import { DAY, Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { createExplorations } from './ask.ts'
import type { View } from './explored.ts'
import { createExplorer } from './explorer.ts'
import type { Look } from './look.ts'

const map: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  perimeter: { entry: { event: 'Entered' }, success: { event: 'Signed' }, window: 'P20D', personas: ['senior'] },
  stages: [{ id: 'discover', phase: 'before', title: '' }],
  touchpoints: [{ id: 'visit', stage: 'discover', title: '', match: [{ event: 'Visited' }] }],
}

/** Claire, a senior, goes to the store of Lille and signs; Karim stays on the web and leaves; Léa has only just come. */
const lived = (
  [
    [1, 'claire', 'Entered', 'web', { properties: { persona: 'senior' } }],
    [2, 'claire', 'Visited', 'store', { store: 'lille' }],
    [9, 'claire', 'Signed', 'store', {}],
    [3, 'karim', 'Entered', 'web', { properties: { persona: 'renovator' } }],
    [39, 'lea', 'Entered', 'web', {}],
    [40, 'noe', 'Browsed', 'web', { properties: { persona: 'senior' } }],
  ] as const
).map(([day, who, event, channel, more], seq) =>
  eventOf({ at: day * DAY, identifier: `user:${who}`, event, channel, seq, ...(more as Partial<Event>) }),
)

const openedWith = (reader: CaseReader, version = async () => 'v1') =>
  createExplorations(createExplorer({ reader, version, now: () => 40 * DAY, zone: 'UTC', budget: 1_000_000 }))
const view = (look: Look): View => ({ workspace: LOCAL_OWNER.workspace, map, hash: 'h', filter: {}, look })
const count = async (look: Look) => {
  const { instances, notEntered } = await openedWith(createMemoryCaseReader(lived)).ask(view(look), { kind: 'lived' })
  return [instances.total, instances.succeeded, instances.abandoned, instances.open, notEntered]
}

it('keeps whole journeys: by persona, by channel, by what an event of the person’s says, by period', async () => {
  expect(await count({})).toEqual([3, 1, 1, 1, 1])
  expect(await count({ persona: 'senior' })).toEqual([1, 1, 0, 0, 1])
  expect(await count({ through: 'store' })).toEqual([1, 1, 0, 0, 1])
  expect(await count({ who: [{ property: 'store', op: 'eq', value: 'lille' }] })).toEqual([1, 1, 0, 0, 0])
  expect(await count({ who: [{ property: 'store', op: 'ne', value: 'lille' }] })).toEqual([2, 0, 1, 1, 1])
  expect(await count({ period: { by: 'entered', from: 2 * DAY, to: 39 * DAY } })).toEqual([1, 0, 1, 0, 1])
  expect(await count({ period: { by: 'ended', from: 5 * DAY, to: 10 * DAY } })).toEqual([1, 1, 0, 0, 1])
  expect(await count({ period: { by: 'entered', name: '7d' } })).toEqual([1, 0, 0, 1, 1])
})

it('knows personas as the map says, where it says so', async () => {
  const own = {
    ...map,
    perimeter: { ...map.perimeter, 'x-personas': { senior: [{ property: 'store', op: 'exists' }] } },
  }
  const explorations = openedWith(createMemoryCaseReader(lived))
  const { instances, notEntered } = await explorations.ask(
    { ...view({ persona: 'senior' }), map: own },
    { kind: 'lived' },
  )
  expect([instances.total, notEntered]).toEqual([1, 0])
})

it('reads a table once for a version of the data, however many ask and whatever they filter', async () => {
  let [reads, version] = [0, 'v1']
  const memory = createMemoryCaseReader(lived)
  const counting: CaseReader = {
    ...memory,
    journeys: (...asked) => {
      reads++
      return memory.journeys(...asked)
    },
  }
  const explorations = openedWith(counting, async () => version)
  await Promise.all(
    [{}, { through: 'web' }, { persona: 'senior' }].map((look) => explorations.ask(view(look), { kind: 'lived' })),
  )
  expect(reads).toBe(1)
  version = 'v2'
  await explorations.ask(view({}), { kind: 'lived' })
  expect(reads).toBe(2)
})

it('stops where nobody waits any more', async () => {
  const gone = new AbortController()
  gone.abort()
  const asked = openedWith(createMemoryCaseReader(lived)).ask(view({}), { kind: 'lived' }, gone.signal)
  await expect(asked).rejects.toThrow('aborted')
})

describe('a persona or a channel that nobody knows', () => {
  const refusal = async (asked: Promise<unknown>) => {
    const problem = await asked.catch((thrown: unknown) => thrown)
    return problem instanceof Refused
      ? `${problem.refusal.code}: ${JSON.stringify(problem.refusal.remedy)}`
      : 'answered'
  }
  const askedOf = (reader: CaseReader, look: Look, filter: View['filter'] = {}) =>
    refusal(openedWith(reader).ask({ ...view(look), filter }, { kind: 'lived' }))
  const memory = createMemoryCaseReader(lived)
  const halves = [true, false].map((first) =>
    createMemoryCaseReader(lived.filter(({ identifier }) => (identifier === 'user:claire') === first)),
  )
  const inParts: CaseReader = { ...memory, parts: async () => halves }

  it.each([
    ['at once', memory],
    ['in parts', inParts],
  ])('is refused, naming those that exist: %s', async (_, reader) => {
    expect(await askedOf(reader, { persona: 'seinor' })).toMatch(/^unknown-persona: .*Its personas: senior\./)
    expect(await askedOf(reader, { through: 'stroe' })).toMatch(/^unknown-channel: .*Known channels: store, web\./)
    expect(await askedOf(reader, {}, { channel: 'stroe' })).toMatch('unknown-channel')
  })
  it.each([
    ['at once', memory],
    ['in parts', inParts],
  ])('is not one that the other filters leave nobody of: %s', async (_, reader) => {
    expect(await askedOf(reader, { persona: 'senior', through: 'store' }, { channel: 'web' })).toBe('answered')
    expect(await askedOf(reader, {}, { channel: 'store', to: 2 * DAY })).toBe('answered')
    expect(await askedOf(createMemoryCaseReader([]), { through: 'store' }, { channel: 'web' })).toBe('answered')
  })
})

it('is as of the latest event there is, whichever events and journeys are looked at', async () => {
  const asOf = async (asked: Partial<View>) => {
    const { scope } = await openedWith(createMemoryCaseReader(lived)).ask({ ...view({}), ...asked }, { kind: 'lived' })
    return Date.parse(scope.asOf)
  }
  const where = [{ property: 'store', op: 'eq', value: 'lille' }] as const
  expect(await asOf({ filter: { channel: 'store' } })).toBe(40 * DAY)
  expect(await asOf({ filter: { where } })).toBe(40 * DAY)
  expect(await asOf({ look: { who: where, through: 'store' } })).toBe(40 * DAY)
  expect(await asOf({ filter: { channel: 'store', from: DAY, to: 20 * DAY } })).toBe(20 * DAY)
  expect(await asOf({ filter: { channel: 'store', to: 90 * DAY } })).toBe(40 * DAY)
})

it.each(['v2', 'always'])(
  'asks once more where data moved between two parts (%s): nothing is told of two versions',
  async (to) => {
    let [version, looks] = ['v1', 0]
    const reader = createMemoryCaseReader(lived)
    const parts: CaseReader['parts'] = async () =>
      ['user:claire', 'user:karim', 'user:lea', 'user:noe'].map((who, at) => {
        const own = createMemoryCaseReader(lived.filter(({ identifier }) => identifier === who))
        return {
          ...own,
          journeys: async (question, recogniser) => {
            // Between the second part and the third.
            if (at === 2 && (to === 'always' || looks === 0)) version = to === 'always' ? `v${looks + 2}` : to
            if (at === 3) looks++
            return own.journeys(question, recogniser)
          },
        }
      })
    const explorations = openedWith({ ...reader, parts }, async () => version)
    const { instances } = await explorations.ask(view({}), { kind: 'lived' })
    expect([instances.total, looks]).toEqual([3, 2])
    await explorations.ask(view({}), { kind: 'lived' })
    // What holds still is remembered.
    expect(looks).toBe(to === 'v2' ? 2 : 4)
  },
)
