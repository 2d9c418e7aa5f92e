import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type ArrivalReader,
  EVENT_COLUMNS,
  type Event,
  eventRows,
  type Json,
  storedProperties,
} from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId, DAY } from '../kernel/index.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { evidenceOf, gather, type NamingReader } from './index.ts'
import { readFiled, readLife } from './life-reader.clickhouse.ts'
import { createNamingReader } from './naming-reader.clickhouse.ts'
import { createMemoryNamingReader } from './naming-reader.memory.ts'
import { NOTHING_READ, namingsFrom, namingsIn } from './naming-reader.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)
const CLAIMS = [{ source: 'caisse', property: 'carte', kind: 'loyalty' }] as const

let number = 0
const seen = (day: number, identifier: string, source: string, properties: { readonly [key: string]: Json }): Event => {
  number += 1
  return {
    id: asId(`00000000-0000-0000-0000-${String(number).padStart(12, '0')}`),
    workspace,
    source,
    at: MARCH + day * DAY,
    receivedAt: MARCH + day * DAY,
    rank: 0,
    seq: number,
    identifier,
    caseId: '',
    event: 'Order Completed',
    channel: 'store',
    channelInferred: false,
    party: 'own',
    store: 'lille',
    adviser: '',
    properties: storedProperties(properties),
  }
}

const first = [
  seen(1, 'user:claire', 'caisse', { carte: '9250 0000', note: 'x' }),
  seen(2, 'user:claire', 'caisse', { carte: '92500000' }),
  seen(2, 'user:claire', 'site', {
    carte: '9999',
    'identifiers.email': 'Claire@Exemple.fr',
    'claimed.phone': '0612349876',
  }),
  seen(3, 'anonymous:b7', 'site', { 'identifiers.user': 'claire', path: '/' }),
  seen(3, 'email:Claire@Exemple.fr', 'site', {}),
  seen(3, 'case:tickets:7', 'caisse', { carte: '92500000' }),
]

let engine: AnalyticsForTests
const insert = (events: readonly Event[]) =>
  engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
beforeAll(async () => {
  engine = await startAnalyticsForTests()
})
afterAll(() => engine.stop())
beforeEach(() => engine.analytics.run('TRUNCATE TABLE events'))

const evidenceFrom = async (reader: NamingReader, reading = NOTHING_READ) => {
  const { namings, reading: next } = await reader.since(workspace, reading, CLAIMS)
  const edges = gather(namings.flatMap((naming) => evidenceOf(naming, CLAIMS)))
  return { edges: new Map([...edges].sort(([one], [other]) => (one < other ? -1 : 1))), next, namings }
}

const arriving = (events: readonly Event[]) =>
  events.map((event) => ({
    ...event,
    says: (beginning: string) => Object.keys(event.properties).some((name) => name.startsWith(beginning)),
  }))

describe('what events say of who is who', () => {
  it('is read as they arrive; from where they are stored at first, and where what arrived is kept no longer', async () => {
    const [arrived, trimmed] = [[...first.slice(0, 1)], { before: 0 }]
    const came: ArrivalReader = {
      end: async () => arrived.length,
      passed: async () => {},
      coming: async () => undefined,
      after: async (_, from) => {
        const events = arriving(arrived.slice(from))
        const rest = { latest: null, live: true, rows: events.length, more: false }
        return from < trimmed.before ? undefined : { events, end: arrived.length, ...rest }
      },
    }
    const asked: unknown[] = []
    const stored: NamingReader = {
      since: async (_, reading) => {
        asked.push(reading)
        return { namings: [], reading: { upTo: 9, before: 3 } }
      },
    }
    const reader = namingsFrom(came, stored)
    const begun = await reader.since(workspace, NOTHING_READ, CLAIMS)
    expect(begun.reading).toEqual({ upTo: 9, before: 3, offset: 1 })
    arrived.push(...first.slice(1))
    const next = await reader.since(workspace, begun.reading, CLAIMS)
    expect(next.reading).toEqual({ upTo: 9, before: 3, offset: first.length })
    expect(next.namings).toEqual(namingsIn(arriving(first.slice(1)), CLAIMS))
    expect(asked).toEqual([NOTHING_READ])
    trimmed.before = 99
    await reader.since(workspace, next.reading, CLAIMS)
    expect(asked).toEqual([NOTHING_READ, { upTo: 9, before: 3 }])
  })

  it('is the same from the engine as from events at hand', async () => {
    await insert(first)
    const [theirs, ours] = [
      await evidenceFrom(createNamingReader(engine.analytics)),
      await evidenceFrom(createMemoryNamingReader(first)),
    ]
    expect(theirs.edges).toEqual(ours.edges)
    const arrived = gather(namingsIn(arriving(first), CLAIMS).flatMap((naming) => evidenceOf(naming, CLAIMS)))
    expect(arrived).toEqual(theirs.edges)
    expect([...theirs.edges.values()].map(({ a, b }) => `${a} ${b}`)).toEqual([
      'user:claire anonymous:b7',
      'user:claire email:claire@exemple.fr',
      'user:claire loyalty:92500000',
    ])
  })

  it('is read from where the last reading ended, and all again where late events came in', async () => {
    await insert(first)
    const reader = createNamingReader(engine.analytics)
    const { next } = await evidenceFrom(reader)
    await insert([seen(4, 'user:karim', 'caisse', { carte: '1111' })])
    const second = await evidenceFrom(reader, next)
    expect([...second.edges.values()].map(({ a }) => a)).toContain('user:karim')
    expect([...second.edges.values()].map(({ b }) => b)).not.toContain('loyalty:92500000')
    // Two requests passed each other: the earlier one is met, and the rest is not read again.
    await insert([{ ...seen(4, 'user:lea', 'caisse', { carte: '3333' }), receivedAt: MARCH + 4 * DAY - 2_000 }])
    const passing = await evidenceFrom(reader, second.next)
    expect([...passing.edges.values()].map(({ b }) => b)).toEqual(['loyalty:1111', 'loyalty:3333'])
    expect((await evidenceFrom(reader, passing.next)).namings).toEqual([])
    await insert([seen(0, 'user:karim', 'caisse', { carte: '2222' })])
    const third = await evidenceFrom(reader, passing.next)
    expect([...third.edges.values()].map(({ b }) => b)).toEqual(
      expect.arrayContaining(['loyalty:1111', 'loyalty:2222', 'loyalty:92500000']),
    )
  })

  it('leads back to what the person lived, in order, as it was kept', async () => {
    await insert(first)
    const filed = await readFiled(engine.analytics)(workspace, [
      'user:claire',
      'email:Claire@Exemple.fr',
      'user:nobody',
    ])
    expect([...filed].sort()).toEqual(['email:Claire@Exemple.fr', 'user:claire'])
    const { events, truncated } = await readLife(engine.analytics, workspace, filed)
    expect(truncated).toBe(false)
    expect(events).toEqual(first.filter(({ identifier }) => filed.includes(identifier)))
  })
})
