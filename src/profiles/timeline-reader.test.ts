import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  cursorOf,
  cursorText,
  EVENT_COLUMNS,
  type Event,
  eventRows,
  readCursor,
  storedProperties,
} from '../events/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId, DAY, HOUR } from '../kernel/index.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import type { Claim } from './claims.ts'
import type { Face } from './face.ts'
import { createFaceReader } from './face-reader.clickhouse.ts'
import { faceSeen, sightingsIn } from './face-sighting.ts'
import { NOTHING_READ } from './naming-reader.ts'
import type { TimelineReader } from './timeline.ts'
import { createTimelineReader } from './timeline-reader.clickhouse.ts'
import { createMemoryTimelineReader } from './timeline-reader.memory.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)

const lived = (number: number, at: number, identifier: string, event: string, channel: string, said = {}): Event => ({
  id: asId(`00000000-0000-0000-0000-${String(number).padStart(12, '0')}`),
  workspace,
  source: number % 2 ? 'caisse' : 'site',
  at: MARCH + at,
  receivedAt: MARCH + at,
  rank: 0,
  seq: number,
  identifier,
  caseId: '',
  event,
  channel,
  channelInferred: false,
  party: 'own',
  store: '',
  adviser: '',
  properties: storedProperties(said),
})

const HERS = ['user:1', 'phone:06 39 98 12 34']
const events = [
  lived(1, 0, 'user:1', 'Page Viewed', 'web', { path: '/cuisines', 'traits.firstName': 'Clara' }),
  lived(2, 0, 'user:1', 'Page Viewed', 'web', { path: '/devis' }),
  lived(3, HOUR, 'phone:06 39 98 12 34', 'Call Received', 'phone', { topic: 'Délai de livraison', prenom: 'x' }),
  lived(4, DAY, 'user:1', 'Order Completed', 'store', {
    revenue: 1200,
    'traits.firstName': 'Claire',
    'traits.lastName': 'Lefèvre',
    'traits.city': 'Lille',
    'identifiers.email': 'Claire@Exemple.fr',
    'claimed.phone': '0699999999',
    carte: '9250 0001',
  }),
  lived(5, 2 * DAY, 'user:2', 'Page Viewed', 'web', {
    carte: '9250 0002',
    firstName: 'Paul',
    'traits.company': 'ACME',
  }),
  lived(6, 3 * DAY, 'case:tickets:7', 'Ticket', 'web', {}),
]

let engine: AnalyticsForTests
beforeAll(async () => {
  engine = await startAnalyticsForTests()
  await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
})
afterAll(() => engine.stop())

describe.each([
  ['events at hand', () => createMemoryTimelineReader(events)],
  ['the engine', () => createTimelineReader(engine.analytics)],
])('a timeline from %s', (_name, open: () => TimelineReader) => {
  const seqs = async (...[filter, most = 10]: [Parameters<TimelineReader['page']>[2], number?]) =>
    (await open().page(workspace, HERS, filter, most)).map(({ seq }) => seq)

  it('tells all that a person lived under every name, the latest first', async () => {
    expect(await seqs({})).toEqual([4, 3, 2, 1])
    expect(await open().page(workspace, ['user:1'], {}, 1)).toEqual([events[3]])
  })

  it('goes on page by page, none twice and none left out, events of one instant too', async () => {
    const told: number[] = []
    for (let before: ReturnType<typeof readCursor>; ; ) {
      const page = await open().page(workspace, HERS, before ? { before } : {}, 1)
      const [last] = page
      if (!last) break
      told.push(last.seq)
      before = readCursor(cursorText(cursorOf(last)))
    }
    expect(told).toEqual([4, 3, 2, 1])
  })

  it('is filtered by channel and by what was said', async () => {
    expect(await seqs({ channels: ['phone', 'store'] })).toEqual([4, 3])
    expect(await seqs({ text: 'LIVRAISON' })).toEqual([3])
    expect(await seqs({ text: 'page v', channels: ['web'] })).toEqual([2, 1])
    expect(await seqs({ text: "' OR 1=1 --" })).toEqual([])
  })

  it('counts channels', async () => {
    expect(await open().channels(workspace, HERS)).toEqual([
      { channel: 'web', events: 2 },
      { channel: 'phone', events: 1 },
      { channel: 'store', events: 1 },
    ])
  })
})

describe('a cursor', () => {
  it('is nothing but a cursor', () => {
    expect(readCursor('1.2')).toBeUndefined()
    expect(readCursor('1.2.3; DROP')).toBeUndefined()
    expect(readCursor('-5.0.3')).toEqual({ at: -5, rank: 0, seq: 3 })
  })
})

describe('faces read from the engine', () => {
  const CLAIMS: readonly Claim[] = [{ source: 'caisse', property: 'carte', kind: 'loyalty' }]
  const read = async (claims = CLAIMS, from = NOTHING_READ) => {
    const faces: Omit<Face, 'alone'>[] = []
    let reading = from
    for await (const part of createFaceReader(engine.analytics).since(workspace, from, claims)) {
      faces.push(...part.seen.map(faceSeen))
      reading = part.reading ?? reading
    }
    return { faces: faces.sort((one, other) => (one.filed < other.filed ? -1 : 1)), reading }
  }

  it('tell the last name and town told, and identifiers that are believed, of people and not of cases', async () => {
    const { faces } = await read()
    expect(faces.map(({ filed }) => filed)).toEqual(['phone:06 39 98 12 34', 'user:1', 'user:2'])
    expect(faces[0]).toMatchObject({ identifier: 'phone:+33639981234', name: 'x', events: 1 })
    expect(faces[1]).toEqual({
      filed: 'user:1',
      identifier: 'user:1',
      name: 'Claire Lefèvre',
      city: 'Lille',
      named: ['email:claire@exemple.fr'],
      events: 3,
      lastAt: MARCH + DAY,
      told: { city: 'Lille', firstName: 'Claire', lastName: 'Lefèvre' },
      heard: {
        city: ['Lille', MARCH + DAY],
        firstName: ['Claire', MARCH + DAY],
        lastName: ['Lefèvre', MARCH + DAY],
      },
    })
    expect(faces[2]).toMatchObject({ name: 'Paul', named: ['loyalty:92500002'] })
  })

  it('are those that are seen as the events arrive', async () => {
    const says =
      ({ properties }: Event) =>
      (beginning: string) =>
        Object.keys(properties).some((name) => name.startsWith(beginning))
    const arrivals = events.map((event) => ({ ...event, says: says(event) }))
    for (const claims of [CLAIMS, []]) {
      const seen = sightingsIn(arrivals, claims).map(faceSeen)
      expect(seen.sort((one, other) => (one.filed < other.filed ? -1 : 1))).toEqual((await read(claims)).faces)
    }
  })

  it('are counted but for what arrives besides, as if it were not there; nobody else is', async () => {
    const [hers] = events.filter(({ identifier }) => identifier === 'user:1')
    const [alone] = events.filter(({ identifier }) => identifier === 'user:2')
    const uncounted = new Map([
      ['user:1', [hers?.id ?? '']],
      ['user:2', [alone?.id ?? '']],
      ['user:nobody', ['00000000-0000-4000-8000-00000000ffff']],
    ])
    const seen = await createFaceReader(engine.analytics).without(workspace, uncounted, CLAIMS)
    expect(new Map(seen.map(({ filed, events }) => [filed, events]))).toEqual(
      new Map([
        ['user:1', 2],
        ['user:2', 0],
      ]),
    )
  })

  it('believe plain properties of declared sources alone', async () => {
    const { faces } = await read([])
    expect(faces[2]).toMatchObject({ name: 'ACME', named: [] })
  })

  it('are read again only of whom something came in since', async () => {
    const { reading } = await read()
    expect((await read(CLAIMS, reading)).faces).toEqual([])
  })
})
