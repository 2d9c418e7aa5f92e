import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { DAY, HOUR } from '../kernel/index.ts'
import { eventId } from './event-id.node.ts'
import { admitMessage, type Call, type Source } from './index.ts'
import { createPlaces, PLACES } from './places.ts'
import { instantOf } from './times.ts'

const NOON = Date.UTC(2026, 8, 14, 12)
const site: Source = {
  workspace: LOCAL_OWNER.workspace,
  name: 'site',
  trust: 'browser',
  kinds: [],
  keyHash: '',
  addedAt: 0,
  keyedAt: 0,
}
const till: Source = { ...site, name: 'caisse-lille', trust: 'server', kinds: ['user', 'loyalty'] }

const arrives = (message: unknown, source = site, more: { call?: Call; sentAt?: unknown } = {}) =>
  admitMessage(
    { message, call: more.call, source, receivedAt: NOON, sentAt: instantOf(more.sentAt), place: 0 },
    eventId,
  )
const kept = (message: object, source = site, more: { call?: Call; sentAt?: unknown } = {}) => {
  const admitted = arrives({ type: 'track', event: 'Product Viewed', anonymousId: 'a1', ...message }, source, more)
  if (!('event' in admitted)) throw new Error(admitted.stop)
  return admitted.event
}
const whyNot = (message: unknown, sentAt?: unknown) => {
  const admitted = arrives(message, site, { sentAt })
  return 'stop' in admitted ? admitted.stop : undefined
}

describe('who a message is about', () => {
  it('is, from a browser, the anonymous visitor whatever the page claims, and the claim is kept apart', () => {
    const event = kept({ type: 'identify', userId: 'claire', traits: { email: 'claire@example.org', city: 'Lille' } })
    expect(event.identifier).toBe('anonymous:a1')
    expect(event.properties).toMatchObject({ 'claimed.user': 'claire', 'claimed.email': 'claire@example.org' })
    expect(event.properties).toMatchObject({ 'traits.city': 'Lille' })
    expect(Object.keys(event.properties).filter((key) => /^(?:identifiers|traits\.email)/.test(key))).toEqual([])
  })

  it('is never somebody known where a browser gives no anonymous id', () => {
    expect(kept({ anonymousId: undefined, userId: 'claire' }).identifier).toBe('unverified:site:claire')
  })

  it('is, from a server, whom it declares to know; what it does not declare is a claim', () => {
    const event = kept({ userId: 42, context: { traits: { loyaltyCard: 'L7', email: 'claire@example.org' } } }, till)
    expect(event.identifier).toBe('user:42')
    expect(event.properties).toMatchObject({
      'identifiers.loyalty': 'L7',
      'identifiers.anonymous': 'a1',
      'claimed.email': 'claire@example.org',
    })
    expect(event.properties).not.toHaveProperty('traits.email')
  })

  it('is of no order or file that a page names: it might be anybody’s', () => {
    const context = { case: 'order-12' }
    const ofPage = kept({ context })
    expect([ofPage.caseId, ofPage.properties['claimed.case']]).toEqual(['', 'order-12'])
    const ofServer = kept({ context }, till)
    expect([ofServer.caseId, ofServer.properties['claimed.case']]).toEqual(['order-12', undefined])
  })

  it('cannot be said in a property, nor through a merge asked by a page', () => {
    const event = kept({ properties: { identifiers: { user: 'claire' }, 'traits.email': 'x', claimed: 1 } })
    expect(Object.keys(event.properties).sort()).toEqual([
      'properties.claimed',
      'properties.identifiers.user',
      'properties.traits.email',
    ])
    const alias = kept({ type: 'alias', userId: 'claire', previousId: 'karim' })
    expect([alias.identifier, alias.properties['claimed.previous']]).toEqual(['anonymous:a1', 'karim'])
  })

  it('is, from a browser, never a known person, whatever is sent (a law)', () => {
    const key = fc.constantFrom(
      'userId',
      'previousId',
      'traits',
      'context',
      'properties',
      'email',
      'identifiers',
      'user',
    )
    const message = fc.dictionary(key, fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 3 })))
    fc.assert(
      fc.property(message, fc.option(fc.string()), (said, anonymousId) => {
        const admitted = arrives({ ...said, type: 'identify', anonymousId })
        if (!('event' in admitted)) return
        expect(admitted.event.identifier).toMatch(/^(?:anonymous|unverified):/)
        expect(Object.keys(admitted.event.properties).filter((name) => name.startsWith('identifiers.'))).toEqual([])
      }),
    )
  })

  it('is nobody without either id, nor with what careless code sends for none', () => {
    expect(whyNot({ type: 'track', event: 'Product Viewed', userId: null })).toBe('no-person')
    expect(whyNot({ type: 'track', event: 'Product Viewed', userId: 'undefined', anonymousId: '' })).toBe('no-person')
  })
})

describe('when it happened', () => {
  it('is told by our clock, whatever the client’s says', () => {
    for (const skew of [0, -3 * HOUR, 400 * DAY]) {
      const clock = (instant: number) => new Date(instant + skew).toISOString()
      expect(kept({ timestamp: clock(NOON - HOUR) }, site, { sentAt: clock(NOON) }).at).toBe(NOON - HOUR)
    }
  })

  it('is when it was received where nothing is said, and is refused where it cannot be read or cannot be', () => {
    expect(kept({}).at).toBe(NOON)
    const at = (timestamp: unknown) => whyNot({ type: 'track', event: 'Store Visited', anonymousId: 'a1', timestamp })
    expect(at('hier')).toBe('unreadable-time')
    expect(at('2026-09-14T12:00:00')).toBe('unreadable-time')
    expect(at('1970-01-01T00:00:00Z')).toBe('before-1990')
    expect(at('2027-01-01T00:00:00Z')).toBe('in-the-future')
  })
})

describe('what happened, and where', () => {
  it('is named by the call where it names no event itself', () => {
    const page = kept(
      { type: undefined, event: undefined, name: 'Cuisines', properties: { path: '/cuisines' } },
      site,
      {
        call: 'page',
      },
    )
    expect([page.event, page.properties.path, page.properties.name]).toEqual(['Page Viewed', '/cuisines', 'Cuisines'])
    expect(whyNot({ type: 'track', anonymousId: 'a1' })).toBe('no-event')
    expect(whyNot({ type: 'dance', anonymousId: 'a1' })).toBe('malformed')
  })

  it('is read from the reserved words of the context, and a channel that is deduced is marked so', () => {
    const context = { channel: 'store', party: 'third', case: 'D-12', store: 'Lille', adviser: 'Karim' }
    expect(kept({ context }, till)).toMatchObject({
      channel: 'store',
      channelInferred: false,
      party: 'third',
      caseId: 'D-12',
      store: 'Lille',
      adviser: 'Karim',
    })
    expect(kept({ context: { library: { name: 'analytics.js' } } })).toMatchObject({
      channel: 'web',
      channelInferred: true,
      party: 'own',
    })
    expect(kept({})).toMatchObject({ channel: '', channelInferred: false })
  })

  it('is one interaction however often it is sent, and another for another source', () => {
    const twice = [kept({ messageId: 'm1' }), kept({ messageId: 'm1', timestamp: '2026-09-14T10:00:00Z' })]
    expect(new Set(twice.map(({ id }) => id)).size).toBe(1)
    expect(kept({ messageId: 'm1' }, till).id).not.toBe(twice[0]?.id)
    expect(kept({}).id).not.toBe(kept({}).id)
  })

  it('is refused where it is nested without end', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`)
    expect(whyNot({ type: 'track', event: 'Product Viewed', anonymousId: 'a1', properties: deep })).toBe('malformed')
    expect([whyNot(null), whyNot([1]), whyNot('track')]).toEqual(['malformed', 'malformed', 'malformed'])
  })
})

it('gives no two messages one place, in whatever instant their requests come', () => {
  const places = createPlaces()
  const [first, second] = [places(NOON, 5_000), places(NOON, 2)]
  expect([first, second]).toEqual([NOON * PLACES, NOON * PLACES + 5_000])
  // The clock was put back: places rise all the same.
  expect(places(NOON - 9, 1)).toBe(second + 2)
  expect(places(NOON + 7, 1)).toBe((NOON + 7) * PLACES)
})
