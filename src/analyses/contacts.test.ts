import { describe, expect, it } from 'vitest'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { type Followed, followMap, recogniserOf } from '../journeys/index.ts'
import { asId, DAY } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { type ContactsQuestion, casesOfEnded, journeyCosts, tellContacts } from './contacts.ts'
import { recommendationByTouchpoint, recommendationsOf } from './recommend.ts'

const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  perimeter: { entry: { event: 'Visit' }, success: { event: 'Sign' }, window: 'P30D' },
  stages: [{ id: 'all', phase: 'before', title: '' }],
  touchpoints: ['Visit', 'Call', 'Sign', 'Survey'].map((event) => ({
    id: event.toLowerCase(),
    stage: 'all',
    title: '',
    match: [{ event: event === 'Survey' ? 'Survey Answered' : event }],
  })),
}

type Lived = readonly (readonly [day: number, event: string, channel: string, score?: number])[]

const follow = async (...people: readonly Lived[]): Promise<Followed> => {
  const events = people.flatMap((lived, p) =>
    lived.map(([day, event, channel, score], seq) =>
      eventOf({
        at: day * DAY,
        seq,
        event,
        channel,
        identifier: `user:${p}`,
        properties: score === undefined ? {} : { metric: 'nps', score: String(score) },
      }),
    ),
  )
  const question = { workspace: asId<'Workspace'>('default'), filter: {}, inferred: 'person' } as const
  const table = await createMemoryCaseReader(events).journeys(question, recogniserOf(MAP))
  return followMap(MAP, table, 100 * DAY)
}
const claire: Lived = [
  [1, 'Visit', 'web'],
  [2, 'Call', 'phone'],
  [3, 'Complaint', 'phone'],
  [4, 'Sign', 'store'],
]
const karim: Lived = [
  [1, 'Visit', 'web'],
  [2, 'Call', 'phone'],
]
const question = {
  channels: new Set(['phone']),
  costs: new Map([
    ['phone', 6],
    ['sign', 50],
  ]),
  top: 10,
}

const contactsOf = (lives: Followed, asked: ContactsQuestion) => tellContacts([journeyCosts(lives, asked)], asked)

describe('contacts', () => {
  it('per conversion are those of everybody who ended, off the map too, over those who converted', async () => {
    const answer = contactsOf(await follow(claire, karim), question)
    expect([answer.journeys, answer.conversions, answer.contacts]).toEqual([2, 1, 3])
    expect(answer.perConversion.value).toBe(3)
    expect(answer.perSucceeded.value).toBe(2)
    expect(answer.perAbandoned.value).toBe(1)
  })
  it('cost what the touchpoint costs, else what the channel costs, else nothing', async () => {
    const { paths, costPerConversion } = contactsOf(await follow(claire, karim), question)
    expect(paths.map(({ path, cost }) => [path.join(' '), cost.value])).toEqual([
      ['visit call', 6],
      ['visit call sign', 62],
    ])
    expect(costPerConversion.value).toBe(68)
    expect(paths[0]?.costPerConversion.value).toBeNull()
  })
  it('cost an unknown amount where nobody said what anything costs', async () => {
    const { paths, costPerConversion } = contactsOf(await follow(claire, karim), { ...question, costs: new Map() })
    expect(costPerConversion).toEqual({ value: null, low: null, high: null, n: 2 })
    expect(paths.map(({ cost }) => cost.value)).toEqual([null, null])
  })
  it('leave out who is still on their way', async () => {
    const open: Lived = [
      [95, 'Visit', 'web'],
      [96, 'Call', 'phone'],
    ]
    expect(contactsOf(await follow(claire, open), question).contacts).toBe(2)
  })
  it('list the journeys of a path as they count them', async () => {
    const lives = await follow(claire, karim, karim)
    const { paths } = contactsOf(lives, question)
    for (const { path, journeys } of paths)
      expect(casesOfEnded(journeyCosts(lives, question), { of: 'path', path })).toHaveLength(journeys)
  })
  it('are nothing of nobody', async () => {
    expect(contactsOf(await follow(), question).perConversion.value).toBeNull()
  })
})

describe('recommendation', () => {
  it('is the latest answer of each journey', async () => {
    const changed: Lived = [...claire, [5, 'Survey Answered', 'email', 3], [6, 'Survey Answered', 'email', 9]]
    expect([...recommendationsOf(await follow(changed, karim)).scores]).toEqual([9])
  })
  it('is set beside what was lived before the answer, not after it, with 30 answers on each side', async () => {
    const answered = (called: boolean, score: number): Lived => [
      [1, 'Visit', 'web'],
      ...(called ? [[2, 'Call', 'phone'] as const] : []),
      [3, 'Survey Answered', 'email', score],
      [4, 'Sign', 'store'],
    ]
    const people = Array.from({ length: 80 }, (_, p) => answered(p % 2 === 0, p % 2 === 0 ? (p % 10) / 2 : 9))
    const lives = await follow(...people.map((lived) => lived))
    const [first, ...others] = recommendationByTouchpoint(lives.map, recommendationsOf(lives))
    expect([first?.touchpoint, others.length]).toEqual(['call', 0])
    expect(first?.difference.value).toBeLessThan(-100)
    expect(first?.q).toBeLessThan(0.001)
  })
})
