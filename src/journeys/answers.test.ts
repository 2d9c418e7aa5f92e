import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { Event } from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { DAY } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { createMemoryCaseReader } from './case-reader.memory.ts'
import { eventOf } from './example-logs.node.ts'
import { lived, recogniserOf, summariseLog } from './index.ts'
import { livedText } from './lived-text.ts'
import { logText } from './log-text.ts'

const KITCHEN: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: { fr: 'Acheter sa cuisine', en: 'Buying a kitchen' },
  perimeter: { entry: { event: 'Page Viewed' }, success: { event: 'Contract Signed' }, window: 'P60D' },
  stages: [
    { id: 'discover', phase: 'before', title: { fr: 'Découvrir', en: 'Discover' }, expected: 'P10D', max: 'P30D' },
    { id: 'decide', phase: 'during', title: { fr: 'Se décider', en: 'Decide' }, expected: 'P7D' },
  ],
  touchpoints: [
    {
      id: 'site',
      stage: 'discover',
      title: { fr: 'Site', en: 'Website' },
      repeatable: true,
      channels: ['web'],
      match: [{ event: 'Page Viewed' }],
    },
    {
      id: 'visit',
      stage: 'discover',
      title: { fr: 'Visite', en: 'Visit' },
      channels: ['store'],
      match: [{ event: 'Visit Held' }],
      timeout: 'P5D',
    },
    {
      id: 'contract',
      stage: 'decide',
      title: { fr: 'Contrat', en: 'Contract' },
      channels: ['store'],
      match: [{ event: 'Contract Signed' }],
    },
  ],
}

const day = (at: number, who: string, event: string, given: Partial<Event> = {}) =>
  eventOf({ at: at * DAY, event, seq: at, identifier: `user:${who}`, ...given })

/** Claire buys after a visit; Karim looks and leaves; Inès has just begun; Paul asked for something that the map lacks. */
const EVENTS: readonly Event[] = [
  day(0, 'claire', 'Page Viewed', { channel: 'web' }),
  day(2, 'claire', 'Visit Held', { channel: 'store' }),
  day(3, 'claire', 'Survey Answered', { channel: 'email', properties: { metric: 'csat', score: '5' } }),
  day(6, 'claire', 'Contract Signed', { channel: 'web' }),
  day(1, 'karim', 'Page Viewed', { channel: 'web' }),
  day(1, 'karim', 'Page Viewed', { channel: 'web', seq: 2 }),
  day(38, 'ines', 'Page Viewed', { channel: 'web' }),
  day(5, 'paul', 'Page Viewed', { channel: 'web' }),
  day(6, 'paul', 'Price Asked', { channel: 'phone' }),
  day(20, 'paul', 'Visit Held', { channel: 'store' }),
  day(2, 'zoe', 'Newsletter Opened', { channel: 'email' }),
]
const AS_OF = 40 * DAY

const read = async (map: JourneyMap = KITCHEN, minN = 0) => {
  const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
  const reader = createMemoryCaseReader(EVENTS)
  return lived(map, await reader.journeys(question, recogniserOf(map)), AS_OF, { basis: 'person', hash: 'h', minN })
}
const validator = (name: string) =>
  new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')),
  )

describe('the kitchen as lived', () => {
  it('counts who succeeded, who stopped, who is still on the way, and who never entered', async () => {
    const { instances, notEntered } = await read()
    expect(instances).toEqual({ total: 4, succeeded: 1, abandoned: 2, open: 1, onTrack: 1 })
    expect(notEntered).toBe(1)
  })
  it('leaves Inès out of drop-off: she may still come', async () => {
    const [discover] = (await read()).stages
    expect(discover).toMatchObject({ entered: 4, abandoned: 2, dropOff: { num: 2, den: 3 } })
  })
  it('gives Claire’s satisfaction to the visit, the latest touchpoint before she answered', async () => {
    const visit = (await read()).touchpoints.find(({ id }) => id === 'visit')
    expect(visit?.satisfaction).toEqual([expect.objectContaining({ metric: 'csat', n: 1, value: 1 })])
  })
  it('tells a visit that came too late, and a contract on a channel that nobody designed', async () => {
    const answer = await read()
    // Claire after two days, Paul after fifteen; Karim left without one, and Inès may still come.
    expect(answer.touchpoints.find(({ id }) => id === 'visit')?.overdue).toMatchObject({ num: 2, den: 3 })
    expect(answer.conformance.deviations).toEqual([
      expect.objectContaining({ kind: 'wrong_channel', touchpoint: 'contract', instances: 1, cost: 0.5 }),
    ])
  })
  it('shows what the map does not foresee and where it comes', async () => {
    expect((await read()).offMap).toEqual([
      expect.objectContaining({ event: 'Price Asked', channel: 'phone', events: 1, after: 'site', before: 'visit' }),
    ])
  })
  it('calls nobody who is still on the way a failure of the path they are on', async () => {
    const { variants } = await read()
    const open = variants.find(({ open }) => open > 0)
    expect(open?.succeeded.den).toBe((open?.instances ?? 0) - (open?.open ?? 0))
  })
  it('withholds rates over too few people, never counts', async () => {
    const [discover] = (await read(KITCHEN, 10)).stages
    expect(discover?.dropOff).toEqual({ value: null, num: 2, den: 3, n: 3, low: null, high: null })
  })
  it('costs more to skip what matters more', async () => {
    const without = async (moments: JourneyMap['touchpoints'][number]['moments']) => {
      const touchpoints = [
        ...KITCHEN.touchpoints.slice(0, 2),
        { id: 'design', stage: 'decide', title: '', match: [{ event: 'Design Held' }], ...(moments && { moments }) },
        ...KITCHEN.touchpoints.slice(2),
      ]
      const { deviations } = (await read({ ...KITCHEN, touchpoints })).conformance
      return deviations.find(({ touchpoint }) => touchpoint === 'design')?.cost
    }
    expect(await without(undefined)).toBe(1)
    expect(await without([{ kind: 'engagement', status: 'confirmed' }])).toBe(2)
    expect(await without([{ kind: 'truth', status: 'confirmed' }])).toBe(3)
    expect(await without([{ kind: 'truth', status: 'proposed' }])).toBe(1)
  })
})

describe('the answers of the commands', () => {
  it('lived keeps to its schema', async () => {
    const validate = validator('lived')
    validate(JSON.parse(JSON.stringify(await read())))
    expect(validate.errors).toBeNull()
  })
  it('log keeps to its schema', async () => {
    const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'session' } as const
    const log = summariseLog(await createMemoryCaseReader(EVENTS).cases(question), { asOf: AS_OF, basis: 'session' })
    const validate = validator('log')
    validate(JSON.parse(JSON.stringify(log)))
    expect(validate.errors).toBeNull()
    expect(logText(log, 'fr')).toContain('11 événements')
  })
  it('are told in both languages, with the words of the map', async () => {
    const answer = await read()
    expect(livedText(KITCHEN, answer, 'fr')).toMatch(/Acheter sa cuisine[\s\S]*4 parcours vécus[\s\S]*Se décider/)
    expect(livedText(KITCHEN, answer, 'en')).toMatch(/Buying a kitchen[\s\S]*4 journeys lived[\s\S]*Off the map/)
  })
})
