import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EVENT_COLUMNS, type Event, eventRows, OWN_SOURCE } from '../events/index.ts'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { createConsentReader } from './consent-reader.clickhouse.ts'
import { createMemoryConsentReader } from './consent-reader.memory.ts'
import { createConsents, createLedger, GIVEN, WITHDRAWN, wordOf } from './index.ts'
import { openLedger } from './ledger.node.ts'
import { createMemoryPurposeStore } from './purpose-store.memory.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)
let number = 0
const said = (identifier: string, given: boolean, at: number, purpose = 'measurement'): Event => ({
  id: asId(`00000000-0000-0000-0000-${String(++number).padStart(12, '0')}`),
  workspace,
  source: 'site',
  at: MARCH + at,
  receivedAt: MARCH + at,
  rank: 0,
  seq: number,
  identifier,
  caseId: '',
  event: given ? GIVEN : WITHDRAWN,
  channel: 'web',
  channelInferred: false,
  party: 'own',
  store: '',
  adviser: '',
  properties: { purpose },
})

const words = fc.array(
  fc.record({
    identifier: fc.constantFrom('user:claire', 'anonymous:b7c1', 'user:karim'),
    given: fc.boolean(),
    at: fc.nat(5),
    purpose: fc.constantFrom('measurement', 'marketing'),
  }),
  { maxLength: 12 },
)

describe('consent', () => {
  it('is refused by default, and is what the latest word says, in whatever order words come: at one instant, no', () => {
    const asked = ['user:claire', 'anonymous:b7c1', 'user:karim'].flatMap((identifier) =>
      ['measurement', 'marketing'].map((purpose) => ({ identifier, purpose })),
    )
    fc.assert(
      fc.property(
        words.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const [ledger, other] = [createLedger(), createLedger()]
          for (const word of list) ledger.hear({ workspace, ...word })
          for (const word of shuffled) other.hear({ workspace, ...word })
          for (const { identifier, purpose } of asked) {
            const mine = list.filter((word) => word.identifier === identifier && word.purpose === purpose)
            const last = Math.max(...mine.map(({ at }) => at))
            const stands = mine.length > 0 && mine.every(({ at, given }) => at < last || given)
            expect(ledger.allows(workspace, identifier, purpose)).toBe(stands)
            expect(other.allows(workspace, identifier, purpose)).toBe(stands)
          }
          expect(ledger.allows(asId('elsewhere'), 'user:claire', 'measurement')).toBe(false)
        },
      ),
    )
  })

  it('of a device is not her own, though both are one person: each identifier answers for itself', () => {
    const ledger = createLedger()
    ledger.hear({ workspace, identifier: 'anonymous:b7c1', purpose: 'marketing', given: true, at: 1 })
    expect(ledger.allows(workspace, 'user:claire', 'marketing')).toBe(false)
    expect(ledger.allows(workspace, 'anonymous:b7c1', 'measurement')).toBe(false)
  })

  it('is a word about a purpose, or nothing', () => {
    expect(wordOf(said('user:claire', true, 1))).toMatchObject({ given: true, purpose: 'measurement' })
    expect(wordOf({ ...said('user:claire', true, 1), properties: {} })).toBeUndefined()
    expect(wordOf({ ...said('user:claire', true, 1), event: 'Page Viewed' })).toBeUndefined()
  })
})

describe('the ledger of a data folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parcours-consents-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('knows after a crash what was acknowledged before it, and tells nobody who it is about', async () => {
    const ledger = await openLedger(folder)
    await ledger.keep(eventRows([said('user:claire', true, 1), said('user:karim', true, 1)]).rows)
    await ledger.keep(eventRows([said('user:karim', false, 2)]).rows)
    await ledger.close()
    const path = join(folder, 'consents.log')
    const text = await readFile(path, 'utf8')
    expect(text).not.toContain('claire')
    // Cut off amid its last line: that word was not acknowledged.
    await truncate(path, text.length - 4)
    const again = await openLedger(folder)
    expect(again.allows(workspace, 'user:claire', 'measurement')).toBe(true)
    await again.keep(eventRows([said('user:karim', false, 3)]).rows)
    await again.close()
    const third = await openLedger(folder)
    expect(third.allows(workspace, 'user:karim', 'measurement')).toBe(false)
    expect(third.allows(workspace, 'user:claire', 'measurement')).toBe(true)
    await third.close()
  })

  it('does not grow with every word of somebody who changes their mind: what holds is what is kept', async () => {
    const ledger = await openLedger(folder)
    for (let at = 1; at <= 9; at++)
      await ledger.keep(eventRows([said('user:karim', at % 2 === 1, at), said('user:claire', at % 2 === 0, at)]).rows)
    await ledger.close()
    await (await openLedger(folder)).close()
    expect((await readFile(join(folder, 'consents.log'), 'utf8')).trim().split('\n')).toHaveLength(2)
    const again = await openLedger(folder)
    expect(again.allows(workspace, 'user:karim', 'measurement')).toBe(true)
    expect(again.allows(workspace, 'user:claire', 'measurement')).toBe(false)
    await again.close()
  })
})

describe('what people consent to', () => {
  let engine: AnalyticsForTests
  beforeAll(async () => {
    engine = await startAnalyticsForTests()
  })
  afterAll(() => engine.stop())

  it('is told from the events under each identifier, alike by the engine and from memory', async () => {
    const events = [
      said('user:claire', true, 1),
      said('user:claire', false, 3),
      said('user:claire', true, 2),
      said('anonymous:b7c1', true, 4),
      said('anonymous:b7c1', false, 4),
      said('user:claire', true, 5, 'marketing'),
      said('user:karim', true, 5),
      { ...said('user:claire', true, 9), properties: {} },
      {
        ...said('user:karim', false, 9),
        source: OWN_SOURCE,
        properties: { purpose: 'surveys', by: 'local-owner', signed: 'Léa' },
      },
      // Nobody else signs here.
      { ...said('user:karim', false, 9), properties: { purpose: 'recalls', by: 'local-owner', signed: 'Léa' } },
    ]
    await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events).rows)
    const filed = ['user:claire', 'anonymous:b7c1', 'user:karim']
    const told = await createConsentReader(engine.analytics).of(workspace, filed)
    expect(told).toEqual(await createMemoryConsentReader(events).of(workspace, filed))
    expect(told.map(({ identifier, purpose, given }) => [identifier, purpose, given])).toEqual([
      ['user:claire', 'marketing', true],
      ['anonymous:b7c1', 'measurement', false],
      ['user:claire', 'measurement', false],
      ['user:karim', 'measurement', true],
      ['user:karim', 'recalls', false],
      ['user:karim', 'surveys', false],
    ])
    expect(told.map(({ noted }) => noted?.by)).toEqual([undefined, undefined, undefined, undefined, undefined, 'Léa'])
  })

  it('may be written down for a declared purpose, by who may', async () => {
    const kept: Event[] = []
    const consents = createConsents({
      purposes: createMemoryPurposeStore(),
      reader: createMemoryConsentReader(kept),
      keep: async (event) => void kept.push(event),
      newId: () => asId('00000000-0000-0000-0000-00000000000a'),
      may: localOwnerMay,
      now: () => MARCH,
    })
    const word = { identifier: 'user:claire', purpose: 'recalls', given: true }
    expect(await consents.say(LOCAL_OWNER, word)).toMatchObject({ refusal: { code: 'purpose-unknown' } })
    orThrow(await consents.declare(LOCAL_OWNER, { id: 'recalls', title: { fr: 'Rappels', en: 'Recalls' } }))
    orThrow(await consents.say(LOCAL_OWNER, word))
    expect(orThrow(await consents.of(LOCAL_OWNER, ['user:claire']))).toEqual([
      {
        ...{ identifier: 'user:claire', purpose: 'recalls', given: true, at: MARCH, source: 'parcours' },
        noted: { by: 'local-owner', at: MARCH },
      },
    ])
    // Said on paper the day before, and written down by Karim now: both are kept, and a word of tomorrow is not.
    const paper = { ...word, given: false, at: MARCH - 86_400_000, channel: 'mail', signed: 'Karim' }
    orThrow(await consents.say(LOCAL_OWNER, { ...paper, identifier: 'user:karim' }))
    expect(orThrow(await consents.of(LOCAL_OWNER, ['user:karim']))).toMatchObject([
      { given: false, at: MARCH - 86_400_000, noted: { by: 'Karim', at: MARCH } },
    ])
    expect(await consents.say(LOCAL_OWNER, { ...word, at: MARCH + 1 })).toMatchObject({
      refusal: { code: 'consent-date' },
    })
    expect(await consents.say({ ...LOCAL_OWNER, id: asId('somebody') }, word)).toMatchObject({ ok: false })
  })
})
