import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Event, OWN_SOURCE } from '../events/index.ts'
import { asId, type Id } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { basisOf, type CaseQuestion, type CaseReader } from './case-reader.ts'
import { NONE, SIGN, UNKNOWN } from './cases.ts'
import { eventOf } from './example-logs.node.ts'
import { recogniserOf } from './recogniser.ts'

const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  perimeter: {
    entry: { event: 'Page Viewed', where: [{ property: 'path', op: 'prefix', value: '/kitchens' }] },
    success: { event: 'Contract Signed' },
  },
  stages: [{ id: 'discover', phase: 'before', title: '' }],
  touchpoints: [
    { id: 'catalogue', stage: 'discover', title: '' },
    {
      id: 'ovens',
      stage: 'discover',
      title: '',
      match: [{ event: 'Page Viewed', where: [{ property: 'path', op: 'contains', value: 'oven' }] }],
    },
    { id: 'site', stage: 'discover', title: '', match: [{ event: ['Page Viewed', 'Screen Viewed'] }] },
    {
      id: 'big-basket',
      stage: 'discover',
      title: '',
      match: [{ event: 'Basket Filled', where: [{ property: 'price', op: 'gte', value: 100 }] }],
    },
  ],
}

/** Whom the events of some identifiers are counted under from now on. */
export type Tell = (workspace: Id<'Workspace'>, people: Readonly<Record<string, string>>) => Promise<void>

/** What every reader of cases promises. `load` keeps events and gives a reader over them and nothing else, told who is who. */
export const caseReaderContract = (
  name: string,
  load: (events: readonly Event[]) => Promise<{ readonly reader: CaseReader; readonly tell: Tell }>,
): void => {
  let count = 0
  const opened = async (events: readonly Event[], question: Partial<CaseQuestion> = {}) => {
    const workspace = asId<'Workspace'>(`contract of ${name} ${++count}`)
    const { reader, tell } = await load(events.map((event) => ({ ...event, workspace })))
    return { reader, tell, question: { workspace, filter: {}, inferred: 'person' as const, ...question } }
  }
  /** A table as plain cases by key, whatever order and codes the reader chose. */
  const casesOf = async (events: readonly Event[], given: Partial<CaseQuestion> = {}) => {
    const { reader, question } = await opened(events, given)
    const table = await reader.cases(question)
    return Object.fromEntries(
      table.keys.map((key, c) => [
        key,
        Array.from({ length: (table.starts[c + 1] ?? 0) - (table.starts[c] ?? 0) }, (_, i) => {
          const e = (table.starts[c] ?? 0) + i
          return `${table.at[e]} ${table.activities[table.activity[e] ?? -1]} ${table.channels[table.channel[e] ?? -1]}`
        }),
      ]),
    )
  }
  const journeyOf = async (events: readonly Event[]) => {
    const { reader, question } = await opened(events)
    return reader.journeys(question, recogniserOf(MAP))
  }
  const claire = (at: number, event: string, given: Partial<Event> = {}) => eventOf({ at, event, seq: at, ...given })

  describe(`a reader of cases: ${name}`, () => {
    it('orders a case by instant to the microsecond, then rank, then arrival', async () => {
      const at = { caseId: 'k1' }
      expect(
        await casesOf([
          claire(1, 'D', { ...at, rank: 2, seq: 1 }),
          claire(1, 'C', { ...at, rank: 1, seq: 10 }),
          claire(1, 'B', { ...at, rank: 1, seq: 9 }),
          claire(0.999, 'A', { ...at, rank: 9, seq: 99 }),
        ]),
      ).toEqual({ 'case:k1': ['0.999 A ', '1 B ', '1 C ', '1 D '] })
    })
    it('keeps a source’s cases, a literal null among them, and puts the rest with their person', async () => {
      const cases = await casesOf([
        claire(1, 'A', { caseId: 'NA' }),
        claire(2, 'B', { caseId: 'null', channel: 'web' }),
        claire(3, 'C'),
        claire(4, 'D', { identifier: 'user:karim' }),
      ])
      expect(Object.keys(cases).sort()).toEqual(['case:NA', 'case:null', 'person:user:claire', 'person:user:karim'])
      expect(cases['case:null']).toEqual(['2 B web'])
    })
    it('says whether cases were inferred', async () => {
      const basis = async (events: Event[]) => {
        const { reader, question } = await opened(events)
        return basisOf(await reader.cases(question), 'person')
      }
      expect(await basis([claire(1, 'A', { caseId: 'k' })])).toBe('case')
      expect(await basis([claire(1, 'A', { caseId: 'k' }), claire(2, 'B')])).toBe('person')
    })
    it('cuts inferred cases into sessions where asked', async () => {
      const cases = await casesOf([claire(0, 'A'), claire(1_800_000, 'B'), claire(3_600_001, 'C')], {
        inferred: 'session',
      })
      expect(Object.keys(cases).sort()).toEqual(['person:user:claire#0', 'person:user:claire#1'])
    })
    it('takes the values of a property for cases where asked, whoever lived them', async () => {
      const order = (id: string) => ({ properties: { orderId: id } })
      const events = [
        claire(1, 'A', { ...order('o1'), caseId: 'file 7' }),
        claire(2, 'B', { ...order('o2'), store: 'lille' }),
        claire(3, 'C', { ...order('o1'), identifier: 'user:karim' }),
        claire(4, 'D'),
        claire(5, 'E', order('')),
      ]
      expect(await casesOf(events, { by: 'orderId' })).toEqual({
        'orderId=o1': ['1 A ', '3 C '],
        'orderId=o2': ['2 B '],
      })
      expect(await casesOf(events, { by: 'store' })).toEqual({ 'store=lille': ['2 B '] })
      expect(await casesOf(events, { by: 'constructor' })).toEqual({})
      const { reader, question } = await opened(events, { by: 'orderId' })
      const lille = { property: 'store', op: 'eq', value: 'lille' } as const
      expect([...(await reader.having(question, lille))]).toEqual(['orderId=o2'])
      expect([...(await reader.journeys(question, recogniserOf(MAP))).inferred]).toEqual([0, 0])
    })
    it('looks at what the filter keeps', async () => {
      const events = [
        claire(1, 'A', { source: 'web', channel: 'web', properties: { price: '12' } }),
        claire(2, 'B', { source: 'web', channel: 'app', properties: { price: '120' } }),
        claire(3, 'C', { source: 'till', channel: 'web', store: 'Lille' }),
      ]
      const left = async (filter: CaseQuestion['filter']) =>
        Object.values(await casesOf(events, { filter }))
          .flat()
          .map((text) => text.split(' ')[1])
      expect(await left({ source: 'web' })).toEqual(['A', 'B'])
      expect(await left({ channel: 'web' })).toEqual(['A', 'C'])
      expect(await left({ from: 2, to: 3 })).toEqual(['B'])
      expect(await left({ where: [{ property: 'price', op: 'gt', value: 100 }] })).toEqual(['B'])
      expect(await left({ where: [{ property: 'store', op: 'eq', value: 'Lille' }] })).toEqual(['C'])
      expect(await left({ source: 'nobody' })).toEqual([])
    })
    it('knows of which cases an event fulfils a condition', async () => {
      const { reader, question } = await opened([
        claire(1, 'A', { properties: { persona: 'senior' } }),
        claire(2, 'B', { store: 'lille' }),
        claire(3, 'A', { identifier: 'user:karim', store: 'lille' }),
        claire(4, 'A', { identifier: 'user:karim', caseId: 'k1', store: 'paris' }),
      ])
      const having = async (property: string, value: string) =>
        [...(await reader.having(question, { property, op: 'eq', value }))].sort()
      // Told of a table, it is the same people.
      const table = await reader.cases(question)
      for (const [property, value] of [
        ['persona', 'senior'],
        ['store', 'lille'],
      ] as const) {
        const found = await reader.havingIn?.(question, { property, op: 'eq', value }, table)
        if (found) expect(table.keys.filter((_, c) => found[c] === 1).sort()).toEqual(await having(property, value))
      }
      expect(await having('persona', 'senior')).toEqual(['person:user:claire'])
      expect(await having('store', 'lille')).toEqual(['person:user:claire', 'person:user:karim'])
      expect(await having('store', 'paris')).toEqual(['case:k1'])
      expect(await having('store', 'rennes')).toEqual([])
    })
    it('counts what one person lived under two identifiers as one journey once merged, and as two again once unmerged', async () => {
      const { reader, tell, question } = await opened([
        claire(1, 'Page Viewed', { identifier: 'anonymous:b7c1', properties: { path: '/kitchens' } }),
        claire(2, 'Contract Signed', { store: 'lille' }),
        claire(3, 'Page Viewed', { identifier: 'user:karim', properties: { path: '/kitchens' } }),
      ])
      const journeys = async () => {
        const { keys, starts, signs } = await reader.journeys(question, recogniserOf(MAP))
        return Object.fromEntries(keys.map((key, c) => [key, [...signs.subarray(starts[c], starts[c + 1])]]))
      }
      const apart = await journeys()
      expect(apart).toEqual({
        'person:anonymous:b7c1': [SIGN.entry],
        'person:user:claire': [SIGN.success],
        'person:user:karim': [SIGN.entry],
      })
      await tell(question.workspace, { 'anonymous:b7c1': 'user:claire' })
      expect(await journeys()).toEqual({
        'person:user:claire': [SIGN.entry, SIGN.success],
        'person:user:karim': [SIGN.entry],
      })
      const inStore = await reader.having(question, { property: 'store', op: 'eq', value: 'lille' })
      expect([...inStore]).toEqual(['person:user:claire'])
      await tell(question.workspace, { 'anonymous:b7c1': 'anonymous:b7c1' })
      expect(await journeys()).toEqual(apart)
    })
    it('knows the latest event of the source, whatever else the filter says', async () => {
      const events = [claire(5, 'A', { source: 'web' }), claire(9, 'B', { source: 'till' })]
      const { reader, question } = await opened(events, { filter: { source: 'web', to: 2 } })
      expect(await reader.latest(question)).toBe(5)
      expect(await reader.latest({ ...question, filter: { source: 'nobody' } })).toBeNull()
    })

    it('does not take what was written down here for the latest that anybody lived', async () => {
      const events = [claire(5, 'A', { source: 'web' }), claire(9, 'Consent Given', { source: OWN_SOURCE })]
      const { reader, question } = await opened(events)
      expect(await reader.latest({ ...question, filter: {} })).toBe(5)
    })

    it('sees events through the map: the first touchpoint that matches, the entry, the success', async () => {
      const table = await journeyOf([
        claire(1, 'Page Viewed', { properties: { path: '/kitchens' } }),
        claire(2, 'Page Viewed', { properties: { path: '/ovens' } }),
        claire(3, 'Basket Filled', { properties: { price: '99.5' } }),
        claire(4, 'Basket Filled', { properties: { price: '100' } }),
        claire(5, 'Contract Signed'),
      ])
      expect([...table.touchpoint]).toEqual([2, 1, NONE, 3, NONE])
      expect([...table.signs]).toEqual([SIGN.entry, 0, 0, 0, SIGN.success])
    })
    it('reads the answers to surveys, on their scale only', async () => {
      const answer = (at: number, properties: Record<string, string>) => claire(at, 'Survey Answered', { properties })
      const table = await journeyOf([
        answer(1, { metric: 'nps', score: '9' }),
        answer(2, { metric: 'csat', score: '4', touchpoint: 'ovens' }),
        answer(3, { metric: 'ces', score: '6.5', touchpoint: 'elsewhere' }),
        answer(4, { metric: 'csat', score: '9' }),
        answer(5, { metric: 'smiles', score: '3' }),
        answer(6, { metric: 'nps' }),
        answer(7, { metric: 'nps', score: '"10"' }),
      ])
      expect([...table.metric]).toEqual([0, 1, 2, 255, 255, 255, 0])
      expect([...table.score]).toEqual([9, 4, 6.5, Number.NaN, Number.NaN, Number.NaN, 10])
      expect([...table.about]).toEqual([NONE, 1, UNKNOWN, NONE, NONE, NONE, NONE])
      expect(table.signs.every((sign) => sign === SIGN.survey)).toBe(true)
    })
    it('reads nothing from nothing', async () => {
      const table = await journeyOf([])
      expect(table.keys).toEqual([])
      expect([...table.starts]).toEqual([0])
    })
    it('does not depend on the order of arrival where ranks differ', async () => {
      const drawn = fc.uniqueArray(
        fc.record({ at: fc.nat(3), rank: fc.nat(5), event: fc.constantFrom('A', 'B', 'C') }),
        { selector: ({ at, rank }) => at * 10 + rank, maxLength: 12 },
      )
      await fc.assert(
        fc.asyncProperty(drawn, async (rows) => {
          const events = rows.map((row, seq) => claire(row.at, row.event, { rank: row.rank, seq }))
          const reversed = rows.toReversed().map((row, seq) => claire(row.at, row.event, { rank: row.rank, seq }))
          expect(await casesOf(reversed)).toEqual(await casesOf(events))
        }),
        { numRuns: 10 },
      )
    })
  })
}
