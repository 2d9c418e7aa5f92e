import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { DAY, HOUR } from '../kernel/index.ts'
import { checkText, sound } from '../maps/index.ts'
import { createMemoryCaseReader } from './case-reader.memory.ts'
import { draftMap } from './draft.ts'
import { draftAnswer } from './draft-answer.ts'
import { groupByPosition } from './draft-stages.ts'
import { plannedDuration } from './draft-times.ts'
import { draftYaml } from './draft-yaml.ts'
import { eventOf, exampleLog } from './example-logs.node.ts'
import { lived } from './measure-lived.ts'
import { recogniserOf } from './recogniser.ts'

type Lived = readonly { readonly event: string; readonly channel?: string; readonly after?: number }[]

const START = Date.UTC(2026, 0, 5, 9)
const draftOf = async (cases: readonly Lived[], minShare = 0.01) => {
  const events = cases.flatMap((one, c) => {
    let at = START + c * DAY
    return one.map(({ event, channel = '', after = HOUR }, seq) => {
      at += after
      return eventOf({ event, channel, at, seq, caseId: `case-${c}`, identifier: `user:${c}` })
    })
  })
  return draftFrom(events, minShare)
}
const draftFrom = async (events: Parameters<typeof createMemoryCaseReader>[0], minShare = 0.01) => {
  const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
  const table = await createMemoryCaseReader(events).cases(question)
  return draftMap(table, { id: 'draft', title: 'Draft', source: 'log:test', asOf: START, minShare })
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)
const steps = (...names: string[]): Lived => names.map((event) => ({ event }))

describe('a map drafted from a log', () => {
  it('puts touchpoints in the order in which they were lived, in stages before, during and after', async () => {
    const { map } = await draftOf(
      times(20, steps('Ad Seen', 'Store Visited', 'Plan Drawn', 'Order Completed', 'Fitted')),
    )
    expect(map.touchpoints.map(({ title }) => title)).toEqual([
      'Ad Seen',
      'Store Visited',
      'Plan Drawn',
      'Order Completed',
      'Fitted',
    ])
    const phaseOf = (title: string) => {
      const touchpoint = map.touchpoints.find((each) => each.title === title)
      return map.stages.find(({ id }) => id === touchpoint?.stage)?.phase
    }
    expect(['Ad Seen', 'Order Completed', 'Fitted'].map(phaseOf)).toEqual(['before', 'during', 'after'])
    expect(map.perimeter).toMatchObject({ entry: { event: 'Ad Seen' }, success: { event: 'Order Completed' } })
  })
  it('makes mandatory what most lived, repeatable what they repeat, and leaves off what is rare', async () => {
    const { map, leftOff } = await draftOf(
      [
        ...times(60, steps('Visit', 'Quote', 'Order')),
        ...times(10, steps('Visit', 'Call', 'Quote', 'Quote', 'Order')),
        steps('Visit', 'Complaint'),
      ],
      0.05,
    )
    expect(map.touchpoints.map(({ title, need, repeatable = false }) => [title, need, repeatable])).toEqual([
      ['Visit', 'mandatory', false],
      ['Call', 'optional', false],
      ['Quote', 'mandatory', true],
      ['Order', 'mandatory', false],
    ])
    expect(leftOff.map(({ activity }) => activity)).toEqual(['Complaint'])
  })
  it('expects the median, and gives twice the ninetieth percentile', async () => {
    const slow = (hours: number): Lived => [
      { event: 'Visit' },
      { event: 'Order', after: hours * HOUR },
      { event: 'Fitted', after: 30 * DAY },
    ]
    const { map } = await draftOf([...times(9, slow(7)), slow(20 * 24), slow(20 * 24)])
    expect(map.stages[0]).toMatchObject({ expected: 'PT8H', max: 'P45D' })
  })
  it('says that touchpoints come in any order where they do', async () => {
    const { map } = await draftOf([
      ...times(30, steps('Start', 'A', 'B', 'C', 'D', 'End')),
      ...times(30, steps('Start', 'D', 'C', 'B', 'A', 'End')),
    ])
    expect(map.stages.find(({ any_order }) => any_order)).toBeDefined()
  })
  it('declares the channels seen, and marks what is observed with its n', async () => {
    const { map } = await draftOf(
      times(8, [
        { event: 'Visit', channel: 'Desk' },
        { event: 'Call', channel: 'phone' },
      ]),
    )
    expect(map.channels).toEqual({ Desk: { kind: 'physical' }, phone: { kind: 'human' } })
    expect(map.touchpoints[0]?.experience).toEqual([
      { evidence: { level: 'observed', sources: ['log:test'], n: 8, as_of: '2026-01-05' } },
    ])
  })

  it('is told as its schema says', async () => {
    const draft = await draftOf([...times(9, steps('Visit', 'Order')), steps('Visit', 'Complaint')], 0.2)
    const file = new URL('../../schemas/map-draft.schema.json', import.meta.url)
    const valid = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')))
    const answer = draftAnswer(draft, draftYaml(draft, 'log', 'en'), undefined)
    expect(valid(answer), JSON.stringify(valid.errors)).toBe(true)
    expect(answer.leftOff).toEqual([{ event: 'Complaint', cases: 1 }])
  })

  it('passes the check, whatever the log and the names in it', async () => {
    const name = fc.oneof(
      fc.constantFrom('a', 'b', 'x-c', 'stage-1', '=1', '# d', '«\u00a0é\u00a0»'),
      fc.string({ minLength: 1 }),
    )
    const someone = fc.array(
      fc.record({ event: name, channel: fc.constantFrom('', 'web', 'Call centre', 'x-y'), after: fc.nat(9e8) }),
      { minLength: 1, maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(someone, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('fr' as const, 'en' as const),
        async (cases, language) => {
          const draft = await draftOf(cases)
          const { read, findings } = checkText(draftYaml(draft, 'log', language), 'draft.yaml')
          expect(findings.filter(({ severity }) => severity !== 'hint')).toEqual([])
          expect(read?.map).toEqual(draft.map)
        },
      ),
      { numRuns: 60 },
    )
  })

  const receipt = exampleLog('receipt.csv')
  it.skipIf(receipt === undefined)('finds the permit request in its log (needs the shared data)', async () => {
    const draft = await draftFrom(receipt ?? [])
    const { read, findings } = checkText(draftYaml(draft, 'receipt', 'fr'), 'draft.yaml')
    expect(sound(findings)).toBe(true)
    const mandatory = read?.map.touchpoints
      .filter(({ need }) => need === 'mandatory')
      .map(({ title }) => String(title).slice(0, 3))
    expect(mandatory).toEqual(['Con', 'T02', 'T04', 'T05', 'T06', 'T10'])
    expect(read?.map.perimeter?.entry).toEqual({ event: 'Confirmation of receipt' })
    expect(read?.map.stages.length).toBeGreaterThanOrEqual(3)
  })
  it.skipIf(receipt === undefined)('is a map that most of its own log follows (needs the shared data)', async () => {
    const { map } = await draftFrom(receipt ?? [])
    const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
    const reader = createMemoryCaseReader(receipt ?? [])
    const { conformance } = lived(
      map,
      await reader.journeys(question, recogniserOf(map)),
      (await reader.latest(question)) ?? 0,
    )
    expect(conformance.averageTraceFitness).toBeGreaterThan(0.9)
    expect(conformance.perfectShare.value).toBeGreaterThan(0.5)
  })
})

describe('stages', () => {
  it('keep the order, and cut where positions part', () => {
    const items = [0, 0.01, 0.5, 0.51, 0.52, 0.98, 1].map((position) => ({ position, cases: 10 }))
    expect(groupByPosition(items).map((group) => group.length)).toEqual([2, 3, 2])
  })
  it('hold everything once', () => {
    const item = fc.record({
      position: fc.double({ min: 0, max: 1, noNaN: true }),
      cases: fc.integer({ min: 1, max: 99 }),
    })
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 30 }), (items) => {
        const sorted = items.sort((a, b) => a.position - b.position)
        const groups = groupByPosition(sorted)
        expect(groups.flat()).toEqual(sorted)
        expect(groups.every((group) => group.length > 0)).toBe(true)
        expect(groups.length).toBeLessThanOrEqual(6)
      }),
    )
  })
})

it('plans with durations that people use', () => {
  expect([0, 61, 3600, 90_000, 86_400 * 400].map(plannedDuration)).toEqual(['PT1M', 'PT5M', 'PT1H', 'P2D', 'P400D'])
})
