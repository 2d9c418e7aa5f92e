import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Condition, EVENT_COLUMNS, type Event, eventRows } from '../events/index.ts'
import { asId } from '../kernel/index.ts'
import { createIdentities } from '../profiles/identities.clickhouse.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { createCaseLayer } from './case-layer.clickhouse.ts'
import { createCaseReader } from './case-reader.clickhouse.ts'
import type { CaseReader } from './case-reader.ts'
import type { CaseTable } from './cases.ts'
import { eventOf } from './example-logs.node.ts'
import { createLayeredReader } from './layered-reader.clickhouse.ts'

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())

let count = 0
/** A workspace of its own, with what happens to it. */
const kitchen = () => {
  const workspace = asId<'Workspace'>(`layer-${++count}`)
  const { analytics } = engine
  const question = { workspace, filter: {}, inferred: 'person' } as const
  const lived = async (reader: CaseReader) => {
    const table = await reader.cases(question)
    return Object.fromEntries(
      table.keys.map((key, c) => [
        key.replace('person:user:', ''),
        Array.from(
          table.activity.subarray(table.starts[c], table.starts[c + 1]),
          (code) => table.activities[code] ?? '',
        ).join(' '),
      ]),
    )
  }
  return {
    workspace,
    arrive: (...events: Event[]) =>
      analytics.insert(
        'events',
        EVENT_COLUMNS,
        'TabSeparated',
        eventRows(events.map((e) => ({ ...e, workspace }))).rows,
      ),
    erase: (identifier: string) =>
      analytics.run(
        'ALTER TABLE events DELETE WHERE workspace = {workspace:String} AND identifier = {identifier:String} SETTINGS mutations_sync = 1',
        { workspace, identifier },
      ),
    lived,
    fromEvents: () => lived(createCaseReader(analytics)),
    /** How many rows were ever written for these cases, the replaced ones among them. */
    written: async () => {
      const rows = await analytics.rows<{ n: string; key: string }>(
        'SELECT key, uniqExact(derived) AS n FROM cases WHERE workspace = {workspace:String} GROUP BY key',
        { workspace },
      )
      return Object.fromEntries(rows.map(({ key, n }) => [key.replace('person:user:', ''), Number(n)]))
    },
  }
}
const did = (who: string, event: string, seq: number) => eventOf({ identifier: `user:${who}`, event, at: seq, seq })

/** What each case lived, by its key. */
const livesIn = ({ keys, starts, at, activity, activities, channel, channels }: CaseTable) =>
  Object.fromEntries(
    keys.map((key, c) => [
      key,
      Array.from(at.subarray(starts[c], starts[c + 1]), (when, i) => {
        const e = (starts[c] ?? 0) + i
        return `${when} ${activities[activity[e] ?? -1]} ${channels[channel[e] ?? -1]}`
      }),
    ]),
  )

/** Keeps the values of properties of however few events, in small portions. */
const KEEPING = { valuesFrom: 1, valuesAPart: 20 }

/** Dies where a statement says so. */
const dying = (analytics: Analytics, at: RegExp): Analytics => ({
  ...analytics,
  run: (statement, parameters) =>
    at.test(statement) ? Promise.reject(new Error('killed')) : analytics.run(statement, parameters),
})

describe('the case layer', () => {
  it('derives again only the cases that something happened to', async () => {
    const { workspace, arrive, lived, written } = kitchen()
    const reader = createLayeredReader(engine.analytics)
    await arrive(did('claire', 'A', 1), did('karim', 'A', 2))
    await createCaseLayer(engine.analytics).refresh(workspace)
    expect(await lived(reader)).toEqual({ claire: 'A', karim: 'A' })
    await arrive(did('claire', 'B', 3), did('ana', 'C', 4))
    expect(await lived(reader)).toEqual({ claire: 'A B', karim: 'A', ana: 'C' })
    expect((await written()).karim).toBe(1)
  })

  it('is derived part by part where there are many events, and nothing is left aside', async () => {
    const { workspace, arrive, lived, fromEvents } = kitchen()
    const people = ['claire', 'karim', 'ana', 'lea', 'tom']
    await arrive(...Array.from({ length: 40 }, (_, n) => did(people[(n * 3 + (n >> 2)) % 5] ?? '', `${n % 7}`, n)))
    await createIdentities(engine.analytics).keep(
      workspace,
      [{ identifier: 'user:tom', profile: 'user:claire', formerly: 'user:tom' }],
      1,
    )
    await arrive({ ...did('karim', 'A', 50), caseId: 'k1' }, { ...did('lea', 'B', 51), caseId: 'k1' })
    await createCaseLayer(engine.analytics, { eventsAPart: 4 }).refresh(workspace)
    const reader = createLayeredReader(engine.analytics)
    expect(await lived(reader)).toEqual(await fromEvents())
    expect(Object.keys(await lived(reader)).length).toBeGreaterThan(3)
    expect(await engine.analytics.rows('SELECT run FROM cases_aside LIMIT 1')).toEqual([])
  })

  it('is true again after an erasure, and after an event that arrives with an earlier number', async () => {
    const { workspace, arrive, erase, lived } = kitchen()
    const layer = createCaseLayer(engine.analytics)
    const reader = createLayeredReader(engine.analytics)
    await arrive(did('claire', 'A', 10), did('karim', 'A', 20), did('karim', 'C', 30))
    await layer.refresh(workspace)
    expect(await lived(reader)).toEqual({ claire: 'A', karim: 'A C' })
    await arrive(did('karim', 'B', 25))
    await erase('user:claire')
    await layer.refresh(workspace)
    expect(await lived(reader)).toEqual({ karim: 'A B C' })
    expect(await lived(createLayeredReader(engine.analytics))).toEqual({ karim: 'A B C' })
  })

  it.each([
    ['few differ', 5_000],
    ['many differ', 1],
  ])('looks at the events a few times after an erasure, however many parts there are: %s', async (_, fewCases) => {
    const { workspace, arrive, erase, lived, fromEvents } = kitchen()
    const people = ['claire', 'karim', 'ana', 'lea', 'tom', 'paul']
    await arrive(...Array.from({ length: 36 }, (_, n) => did(people[n % 6] ?? '', `${n % 5}`, n + 1)))
    const asked: string[] = []
    const heard: Analytics = {
      ...engine.analytics,
      run: (statement, ...rest) => {
        asked.push(statement)
        return engine.analytics.run(statement, ...rest)
      },
    }
    const layer = createCaseLayer(heard, { eventsAPart: 4, fewCases })
    await layer.refresh(workspace)
    const reader = createLayeredReader(engine.analytics)
    await lived(reader)
    await erase('user:claire')
    await engine.analytics.run(
      'ALTER TABLE events DELETE WHERE workspace = {workspace:String} AND seq = 2 SETTINGS mutations_sync = 1',
      { workspace },
    )
    await arrive({ ...did('lea', 'B', 7), caseId: 'k1' })
    asked.length = 0
    await layer.refresh(workspace)
    expect(asked.filter((statement) => /FROM events\b/.test(statement)).length).toBeLessThanOrEqual(3)
    for (const one of [reader, createLayeredReader(engine.analytics)])
      expect(await lived(one)).toEqual(await fromEvents())
    expect(asked.some((statement) => statement.includes('INTO cases_aside'))).toBe(fewCases === 1)
  })

  it('follows a merge and its undoing, and derives nobody else again', async () => {
    const { workspace, arrive, lived, written, fromEvents } = kitchen()
    const identities = createIdentities(engine.analytics)
    const reader = createLayeredReader(engine.analytics)
    await arrive(did('claire', 'A', 1), did('c.martin', 'B', 2), did('karim', 'A', 3))
    await createCaseLayer(engine.analytics).refresh(workspace)
    expect(await lived(reader)).toEqual({ claire: 'A', 'c.martin': 'B', karim: 'A' })
    const merge = { identifier: 'user:c.martin', profile: 'user:claire', formerly: 'user:c.martin' }
    await identities.keep(workspace, [merge], 1)
    expect(await lived(reader)).toEqual({ claire: 'A B', karim: 'A' })
    await identities.keep(workspace, [{ ...merge, profile: 'user:c.martin', formerly: 'user:claire' }], 2)
    expect(await lived(reader)).toEqual({ claire: 'A', 'c.martin': 'B', karim: 'A' })
    expect(await lived(reader)).toEqual(await fromEvents())
    expect((await written()).karim).toBe(1)
  })

  it('is derived once, though it died between the cases and the note of how far it was', async () => {
    const { workspace, arrive, lived, fromEvents } = kitchen()
    await arrive(did('claire', 'A', 1), did('karim', 'A', 2))
    const layer = createCaseLayer(engine.analytics)
    await layer.refresh(workspace)
    await arrive(did('claire', 'B', 3))
    await expect(createCaseLayer(dying(engine.analytics, /INTO case_layers/)).refresh(workspace)).rejects.toThrow()
    await arrive(did('karim', 'B', 4))
    await layer.refresh(workspace)
    const reader = createLayeredReader(engine.analytics)
    expect(await lived(reader)).toEqual({ claire: 'A B', karim: 'A B' })
    expect(await lived(reader)).toEqual(await fromEvents())
  })

  it('tells a property apart once a rule has asked for it, and answers from the events until then', async () => {
    const { workspace, arrive } = kitchen()
    await arrive({ ...did('claire', 'A', 1), properties: { offer: 'kitchen' } }, did('karim', 'A', 2))
    const layer = createCaseLayer(engine.analytics)
    await layer.refresh(workspace)
    const reader = createLayeredReader(engine.analytics)
    const rule = { event: 'A', where: [{ property: 'offer', op: 'eq', value: 'kitchen' }] } as const
    const asked = () =>
      reader.journeys({ workspace, filter: {}, inferred: 'person' }, { touchpoints: [{ id: 'a', rules: [rule] }] })
    const seen = async () => {
      const { keys, touchpoint } = await asked()
      return Object.fromEntries(keys.map((key, c) => [key, touchpoint[c]]))
    }
    const before = await seen()
    expect(before).toEqual({ 'person:user:claire': 0, 'person:user:karim': 0xffff })
    const { properties } = await layer.refresh(workspace)
    expect(properties).toEqual(['offer'])
    expect(await seen()).toEqual(before)
  })

  it('says what does not fit in memory, and answers what does', async () => {
    const { workspace, arrive } = kitchen()
    await arrive(
      eventOf({ at: 1000, event: 'Called', source: 'crm' }),
      eventOf({ at: 2000, event: 'Seen', seq: 2, source: 'web' }),
    )
    const small = createLayeredReader(engine.analytics, { mostEvents: 1 })
    const asked = { workspace, filter: {}, inferred: 'person' } as const
    await expect(small.cases(asked)).rejects.toMatchObject({ refusal: { code: 'more-than-memory' } })
    expect((await small.cases({ ...asked, filter: { source: 'crm' } })).at.length).toBe(1)
  })

  it('reads what does not fit in parts, every case whole in one of them, with whom a condition holds for', async () => {
    const { workspace, arrive } = kitchen()
    const people = ['claire', 'karim', 'lea', 'ana', 'paul', 'zoe', 'luc', 'eva', 'max', 'ines']
    await arrive(
      ...people.flatMap((who, p) =>
        ['Called', 'Came', 'Signed'].map((event, k) => ({
          ...did(who, event, p * 3 + k),
          properties: { amount: `${p}` },
        })),
      ),
    )
    const question = { workspace, filter: { to: 28 }, inferred: 'person' } as const
    const recogniser = { touchpoints: [{ id: 'seen', rules: [{ event: 'Came' }] }] }
    const small = createLayeredReader(engine.analytics, { mostEvents: 1 })
    const parts = (await small.parts?.(question, recogniser)) ?? []
    const whole = await createLayeredReader(engine.analytics).journeys(question, recogniser)
    expect(parts.length).toBeGreaterThan(2)
    const tables = await Promise.all(parts.map((part) => part.journeys(question, recogniser)))
    expect(tables.flatMap(({ keys }) => keys)).toEqual(whole.keys)
    expect(tables.flatMap(({ touchpoint }) => [...touchpoint])).toEqual([...whole.touchpoint])
    expect(tables.flatMap(({ at }) => [...at])).toEqual([...whole.at])
    for (const condition of [
      { property: 'event', op: 'eq', value: 'Came' },
      { property: 'amount', op: 'gt', value: 4 },
    ] as const) {
      const everybody = await small.having(question, condition)
      const found = await Promise.all(
        parts.map(async (part, p) => {
          const table = tables[p] ?? whole
          const flags = await part.havingIn?.(question, condition, table)
          const keys = await part.having(question, condition)
          return table.keys.filter((key, c) => (flags ? flags[c] === 1 : keys.has(key)))
        }),
      )
      expect(found.flat().sort()).toEqual([...everybody].sort())
    }
    expect(await createLayeredReader(engine.analytics).parts?.(question, recogniser)).toBeUndefined()
  })

  it.each([
    ['events', false],
    ['what is kept of them', true],
  ])(
    'keeps by %s those that a condition on any property does, where several share an instant and people were merged',
    async (_, kept) => {
      const { workspace, arrive } = kitchen()
      const people = ['claire', 'karim', 'ana', 'tom']
      await arrive(
        ...Array.from({ length: 120 }, (_, n) =>
          eventOf({
            identifier: `user:${people[(n * 7) % 4]}`,
            event: `${n % 3}`,
            channel: ['web', 'store'][n % 2] ?? '',
            seq: 200 - n,
            // Four instants for thirty events, their order told by rank and arrival.
            at: ((n * 5) % 4) * 1000,
            rank: (n * 3) % 5,
            ...(n % 9 === 0 && { caseId: 'k1' }),
            properties: {
              ...(n % 3 !== 1 && { amount: `${(n * 11) % 17}` }),
              ...(n % 4 === 0 && { colour: ['red', '"blue"', ''][n % 3] ?? '' }),
            },
          }),
        ),
      )
      const merge = { identifier: 'user:tom', profile: 'user:claire', formerly: 'user:tom' }
      await createIdentities(engine.analytics).keep(workspace, [merge], 1)
      const layer = createCaseLayer(engine.analytics, KEEPING)
      await layer.refresh(workspace)
      if (kept) await layer.keepValues(workspace)
      let [fromEvents, fromKept] = [0, 0]
      const watched: Analytics = {
        ...engine.analytics,
        bytes: (statement, ...rest) => {
          if (statement.includes('What did each case live, in order?')) fromEvents++
          if (statement.includes('FROM case_values')) fromKept++
          return engine.analytics.bytes(statement, ...rest)
        },
      }
      const [reader, plain] = [createLayeredReader(watched), createCaseReader(engine.analytics)]
      const asked = { workspace, filter: {}, inferred: 'person' } as const
      const all = await reader.cases(asked)
      const amount = (op: Condition['op'], value: Condition['value']) =>
        ({ property: 'amount', op, value }) as Condition
      const red: Condition = { property: 'colour', op: 'eq', value: 'red' }
      for (const where of [
        [amount('gt', 9)],
        [amount('ne', 4)],
        [amount('nin', [0, '11'])],
        [amount('exists', false)],
        [amount('lte', 8), red],
        [amount('gt', 3), { ...red, op: 'ne' as const }],
        [amount('in', [5, 11]), { property: 'channel', op: 'eq' as const, value: 'web' }],
      ]) {
        for (const more of [{}, { channel: 'web' }, { from: 1000, to: 3000 }]) {
          const filter = { ...more, where }
          expect(livesIn(await reader.cases({ ...asked, filter }))).toEqual(
            livesIn(await plain.cases({ ...asked, filter })),
          )
          const [last, ...others] = where.toReversed()
          if (!last) continue
          const question = { ...asked, filter: { ...more, where: others } }
          const found = await reader.havingIn?.(question, last, all)
          expect(all.keys.filter((_, c) => found?.[c] === 1).sort()).toEqual(
            [...(await plain.having(question, last))].sort(),
          )
        }
      }
      expect([fromEvents, fromKept]).toEqual([0, kept ? 2 : 0])
    },
    60_000,
  )

  it.each([
    ['few differ', 5_000],
    ['many differ', 1],
  ])('keeps what events say of a property true to them, and nothing of what was erased: %s', async (_, fewCases) => {
    const { workspace, arrive, erase } = kitchen()
    const identities = createIdentities(engine.analytics)
    const layer = createCaseLayer(engine.analytics, { ...KEEPING, eventsAPart: 7, fewCases })
    const plain = createCaseReader(engine.analytics)
    const asked = { workspace, filter: {}, inferred: 'person' } as const
    const said = (who: string, seq: number, value: string) => ({
      ...did(who, `${seq % 3}`, seq),
      properties: { said: value, nth: `${seq}` },
    })
    const holds = async () => {
      await layer.refresh(workspace)
      await layer.keepValues(workspace)
      const reader = createLayeredReader(engine.analytics)
      for (const [property, op, value] of [
        ['said', 'exists', true],
        ['said', 'eq', 'secret'],
        ['nth', 'gt', 9],
      ] as const) {
        const condition = { property, op, value }
        const now = await reader.cases(asked)
        const found = await reader.havingIn?.(asked, condition, now)
        const keys = await plain.having(asked, condition)
        expect(now.keys.filter((_, c) => found?.[c] === 1)).toEqual(now.keys.filter((key) => keys.has(key)))
      }
    }
    const kept = async (value: string) => {
      const [row] = await engine.analytics.rows<{ n: string }>(
        'SELECT count() AS n FROM case_values WHERE workspace = {workspace:String} AND has(value, {value:String})',
        { workspace, value },
      )
      return Number(row?.n)
    }
    const people = ['claire', 'karim', 'ana', 'lea', 'tom']
    await arrive(
      ...Array.from({ length: 30 }, (_, n) => said(people[n % 5] ?? '', n + 1, n % 5 === 0 ? 'secret' : 'word')),
    )
    await holds()
    expect(await kept('secret')).toBeGreaterThan(0)
    await arrive(did('karim', '1', 40), said('tom', 41, 'secret'), said('zoe', 42, 'secret'))
    await holds()
    const merge = { identifier: 'user:tom', profile: 'user:lea', formerly: 'user:tom' }
    await identities.keep(workspace, [merge], 1)
    await holds()
    await identities.keep(workspace, [{ ...merge, profile: 'user:tom', formerly: 'user:lea' }], 2)
    await holds()
    for (const who of ['claire', 'tom', 'zoe']) await erase(`user:${who}`)
    await holds()
    expect(await kept('secret')).toBe(0)
    expect(await kept('word')).toBeGreaterThan(0)
    expect(await engine.analytics.rows('SELECT run FROM values_aside LIMIT 1')).toEqual([])
  })

  it('keeps what was asked for beside what is commonest, once however often it was asked for', async () => {
    const { workspace, arrive } = kitchen()
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    await arrive(
      ...Array.from({ length: 12 }, (_, n) => ({
        ...did('claire', `${n}`, n + 1),
        properties: Object.fromEntries([...names.map((name) => [name, `${n}`]), ...(n === 3 ? [['rare', 'yes']] : [])]),
      })),
    )
    const layer = createCaseLayer(engine.analytics, KEEPING)
    await layer.refresh(workspace)
    await layer.keepValues(workspace)
    const valued = async () => {
      const [row] = await engine.analytics.rows<{ valued: string[] }>(
        'SELECT valued FROM case_layers WHERE workspace = {workspace:String} ORDER BY derived DESC LIMIT 1',
        { workspace },
      )
      return row?.valued.toSorted()
    }
    // Four values an event; what fits after them is kept, too.
    expect(await valued()).toEqual(['a', 'b', 'c', 'd'])
    const asked = { workspace, filter: {}, inferred: 'person' } as const
    const having = async (property: string) => {
      const reader = createLayeredReader(engine.analytics, { worthFrom: 1 })
      const found = await reader.havingIn?.(asked, { property, op: 'exists', value: true }, await reader.cases(asked))
      return [...(found ?? [])]
    }
    for (const name of ['f', 'f', 'rare', 'nobody-says-so'])
      expect(await having(name)).toEqual([name === 'nobody-says-so' ? 0 : 1])
    await layer.keepValues(workspace)
    expect(await valued()).toEqual(['a', 'b', 'c', 'd', 'f', 'rare'])
    await layer.keepValues(workspace)
    expect(await valued()).toEqual(['a', 'b', 'c', 'd', 'f', 'rare'])
    expect(await having('f')).toEqual([1])
  })

  it.each([
    ['events', false],
    ['what is kept of them', true],
  ])('tells a property of many values by %s, whose ever they are', async (_, kept) => {
    const { workspace, arrive } = kitchen()
    const bought = (who: string, seq: number, amount?: string) =>
      eventOf({
        seq,
        at: seq * 1000,
        identifier: `user:${who}`,
        event: 'Bought',
        ...(amount !== undefined && { properties: { amount } }),
      })
    await arrive(bought('claire', 1, '12'), bought('karim', 2), bought('claire', 3, '"7"'), bought('lea', 4, '900'))
    const layer = createCaseLayer(engine.analytics, KEEPING)
    await layer.refresh(workspace)
    if (kept) await layer.keepValues(workspace)
    let [read, named, whole] = [0, 0, 0]
    const analytics: typeof engine.analytics = {
      ...engine.analytics,
      bytes: (...asked) => {
        read++
        const one = kept ? 'What do the events of each case say' : 'What does each event say'
        if (asked[0].includes(one)) named++
        if (asked[0].includes(one) && !/(identifier|hash) IN/.test(asked[0])) whole++
        return engine.analytics.bytes(...asked)
      },
    }
    const plain = createCaseReader(engine.analytics)
    const reader = createLayeredReader(analytics)
    const asked = { workspace, filter: { to: 4000 }, inferred: 'person' } as const
    const table = await reader.cases({ ...asked, filter: {} })
    const tell = async () => {
      for (const condition of [
        { property: 'amount', op: 'gt', value: 10 },
        { property: 'amount', op: 'eq', value: '7' },
        { property: 'amount', op: 'exists', value: true },
        { property: 'amount', op: 'in', value: [900, 12] },
      ] as const) {
        const found = await reader.havingIn?.(asked, condition, table)
        const keys = await reader.having(asked, condition)
        expect(table.keys.filter((_, c) => found?.[c] === 1)).toEqual(table.keys.filter((key) => keys.has(key)))
      }
    }
    await tell()
    // Its values have been read: the engine is asked for the keys alone.
    const before = read
    await tell()
    expect(read - before).toBe(4)
    // What happens to a few is read, and nobody else again; who is merged takes their values along.
    await arrive(bought('tom', 5, '40'), bought('lea', 6, '3'), { ...bought('karim', 7), at: 1500 })
    const merge = { identifier: 'user:karim', profile: 'user:claire', formerly: 'user:karim' }
    await createIdentities(engine.analytics).keep(workspace, [merge], 1)
    whole = 0
    for (const [op, value] of [
      ['gt', 30],
      ['lte', 12],
      ['exists', true],
      ['eq', 40],
    ] as const) {
      const condition = { property: 'amount', op, value }
      const question = { ...asked, filter: {} }
      const now = await reader.cases(question)
      const found = await reader.havingIn?.(question, condition, now)
      const keys = await plain.having(question, condition)
      expect(now.keys.filter((_, c) => found?.[c] === 1)).toEqual(now.keys.filter((key) => keys.has(key)))
      const filter = { where: [condition] }
      expect(livesIn(await reader.cases({ ...asked, filter }))).toEqual(
        livesIn(await plain.cases({ ...asked, filter })),
      )
    }
    expect([whole, named > 0]).toEqual([0, true])
    // A reader that reads ahead has read them before anybody asks.
    const other = createLayeredReader(analytics, { ahead: 0 })
    const begun = read
    const cases = await other.cases({ ...asked, filter: {} })
    await vi.waitFor(() => expect(read - begun).toBe(2))
    const condition = { property: 'amount', op: 'gt', value: 10 } as const
    expect(await other.havingIn?.(asked, condition, cases)).toEqual(
      await reader.havingIn?.(asked, condition, await reader.cases({ ...asked, filter: {} })),
    )
    expect(read - begun).toBe(2)
  })
})
