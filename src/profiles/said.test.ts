import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EVENT_COLUMNS, type Event, eventRows, storedProperties } from '../events/index.ts'
import { LOCAL_OWNER, localOwnerMay, type May } from '../governance/index.ts'
import { asId, DAY, done, orThrow } from '../kernel/index.ts'
import { type AnalyticsForTests, startAnalyticsForTests } from '../storage/clickhouse/analytics-for-tests.ts'
import { excerptOf } from './excerpt.ts'
import { createSayings, type TextStore } from './said.ts'
import { createTextStore } from './text-store.clickhouse.ts'
import { createMemoryTextStore } from './text-store.memory.ts'

const { workspace } = LOCAL_OWNER
const MARCH = Date.UTC(2025, 2, 3, 10)

const said = (number: number, event: string, properties: Record<string, string | number>): Event => ({
  id: asId(`00000000-0000-0000-0000-${String(number).padStart(12, '0')}`),
  workspace,
  source: 'site',
  at: MARCH + number * DAY,
  receivedAt: MARCH + number * DAY,
  rank: 0,
  seq: number,
  identifier: number % 2 ? 'user:claire' : 'user:karim',
  caseId: '',
  event,
  channel: 'web',
  channelInferred: false,
  party: 'own',
  store: '',
  adviser: '',
  properties: storedProperties(properties),
})

const events = [
  said(1, 'Survey Answered', { text: 'Une RÉCLAMATION restée sans réponse, c’est long', score: 2 }),
  said(2, 'Review Posted', { text: 'Réclamation traitée très vite. Rappelez-moi au 06 39 98 12 34', site: 'maps' }),
  said(3, 'Page Viewed', { title: 'Déposer une réclamation sans attendre' }),
  said(4, 'Product Viewed', { name: 'canapé', 'traits.address': '4 rue de la Réclamation' }),
  said(5, 'Survey Answered', { text: 'Parfait' }),
]

let engine: AnalyticsForTests
let stores: Record<string, TextStore>
beforeAll(async () => {
  engine = await startAnalyticsForTests()
  await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events.slice(0, 3)).rows)
  stores = { memory: createMemoryTextStore(events), engine: createTextStore(engine.analytics) }
  await stores.engine?.refresh(workspace)
  await engine.analytics.insert('events', EVENT_COLUMNS, 'TabSeparated', eventRows(events.slice(3)).rows)
}, 60_000)
afterAll(() => engine.stop())

const numbers = async (store: TextStore, ...words: string[]) =>
  (await store.find(workspace, words, 10)).map(({ id }) => Number(id.slice(-12)))

describe('what people said', () => {
  it('is found by its words, whatever their accents, the latest first; what a page showed is not', async () => {
    for (const store of Object.values(stores)) {
      expect(await store.refresh(workspace)).toBe(3)
      expect(await store.refresh(workspace)).toBe(3)
      expect(await numbers(store, 'reclamation')).toEqual([2, 1])
      expect(await numbers(store, 'reclam', 'sans')).toEqual([1])
      expect(await numbers(store, 'parfait')).toEqual([5])
      expect(await numbers(store, 'clamation')).toEqual([])
    }
  })

  const sayings = (may: May) =>
    createSayings({
      texts: createMemoryTextStore(events),
      faces: {
        whose: async (_, identifiers) =>
          done(
            identifiers.map((each) => ({
              ...{
                profile: asId<'Profile'>(each),
                name: each,
                city: '',
                identifiers: [],
                known: 1,
                events: 1,
                lastAt: 0,
              },
            })),
          ),
      },
      may,
    })

  it('is shown with the words around, and whose it is', async () => {
    const [first] = orThrow(await sayings(localOwnerMay).search(LOCAL_OWNER, 'vite réclamation'))
    expect(first?.excerpt.filter(({ found }) => found).map(({ text }) => text)).toEqual(['Réclamation', 'vite'])
    expect(first?.excerpt.map(({ text }) => text).join('')).toContain('06 39 98 12 34')
    expect(first?.person?.name).toBe('user:karim')
  })

  it('hides numbers and people from whom may not know people, and all from whom may not read', async () => {
    const stranger: May = (actor, capability, space) =>
      capability !== 'profiles.read' && localOwnerMay(actor, capability, space)
    const [first] = orThrow(await sayings(stranger).search(LOCAL_OWNER, 'réclamation'))
    expect(first?.excerpt.map(({ text }) => text).join('')).not.toContain('98 12')
    expect(first?.person).toBeNull()
    expect((await sayings(() => false).search(LOCAL_OWNER, 'réclamation')).ok).toBe(false)
  })

  it('is cut around the first of the words, on a blank', () => {
    const text = `${'Bonjour à tous, '.repeat(20)}la livraison ${'était en retard '.repeat(20)}`
    const { excerpt } = excerptOf([{ property: 'text', text }], ['livraison'])
    const whole = excerpt.map((piece) => piece.text).join('')
    expect(whole).toMatch(/^… .*la livraison était.* …$/)
    expect(whole.length).toBeLessThan(240)
  })
})
