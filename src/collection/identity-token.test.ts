import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { collect } from './collect.ts'
import { eventId } from './event-id.node.ts'
import { tokenJudge } from './identity-token.node.ts'
import type { Source } from './index.ts'

const NOON = Date.UTC(2026, 8, 14, 12)
const site: Source = {
  workspace: LOCAL_OWNER.workspace,
  name: 'site',
  trust: 'browser',
  kinds: [],
  keyHash: '',
  addedAt: 0,
  keyedAt: 0,
  identity: 'sealed: of the site',
}
/** Sealed secrets open by dropping their label here. */
const judge = tokenJudge((sealed) => sealed.replace('sealed: ', ''))
const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signed = (claims: object, secret = 'of the site', header: object = { alg: 'HS256', typ: 'JWT' }) => {
  const said = `${text(header)}.${text(claims)}`
  return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`
}
const soon = NOON / 1000 + 600
const claire = { sub: 'claire', email: 'claire@example.org', exp: soon }

const kept = (identityToken: unknown, message: object = {}, source = site) => {
  const asked = {
    type: 'identify',
    userId: 'claire',
    anonymousId: 'a1',
    traits: { email: 'claire@example.org', phone: '+33320000000' },
    context: { identityToken },
    ...message,
  }
  const request = { call: undefined, sentAt: undefined, messages: [asked] }
  const [event] = collect(request, source, NOON, { idOf: eventId, judge, tooLarge: () => undefined }).events
  if (!event) throw new Error('not kept')
  return event
}

describe('a page that bears a token of its own server', () => {
  it('is believed about who is behind it, for the very values that were signed', () => {
    const { identifier, properties } = kept(signed(claire))
    expect(identifier).toBe('user:claire')
    expect(properties).toMatchObject({
      'identifiers.email': 'claire@example.org',
      'identifiers.anonymous': 'a1',
      'claimed.phone': '+33320000000',
    })
    expect(properties).not.toHaveProperty('claimed.user')
    expect(JSON.stringify(properties)).not.toContain(signed(claire))
  })

  it('is believed about the order that was signed, and about no other', () => {
    const token = signed({ ...claire, order: 'order-12' })
    const said = (order: string) => kept(token, { context: { identityToken: token, case: order } })
    expect(said('order-12').caseId).toBe('order-12')
    expect([said('order-13').caseId, said('order-13').properties['claimed.case']]).toEqual(['', 'order-13'])
  })

  it('is believed about nobody else: a token of Claire’s does not open Karim’s profile', () => {
    const { identifier, properties } = kept(signed(claire), { userId: 'karim', traits: { email: 'karim@example.org' } })
    expect(identifier).toBe('anonymous:a1')
    expect(properties).toMatchObject({ 'claimed.user': 'karim', 'claimed.email': 'karim@example.org' })
  })

  it.each([
    ['made up without the secret', signed(claire, 'guessed'), 'wrong-signature'],
    ['of another source', signed(claire, 'of the shop'), 'wrong-signature'],
    [
      'whose claims were changed',
      signed(claire).replace(/\..*\./, `.${text({ ...claire, sub: 'karim' })}.`),
      'wrong-signature',
    ],
    ['that says it needs no signature', `${text({ alg: 'none' })}.${text(claire)}.`, 'malformed'],
    ['of another algorithm', signed(claire, 'of the site', { alg: 'HS512' }), 'malformed'],
    ['that has expired', signed({ ...claire, exp: NOON / 1000 - 120 }), 'expired'],
    ['that never expires', signed({ sub: 'claire' }), 'malformed'],
    ['that lasts a year', signed({ ...claire, exp: NOON / 1000 + 365 * 86_400 }), 'too-long-lived'],
    ['that begins tomorrow', signed({ ...claire, nbf: NOON / 1000 + 3_600 }), 'not-yet'],
    ['bound to another visitor', signed({ ...claire, anonymousId: 'a2' }), 'other-visitor'],
    ['that is no token', 'claire', 'malformed'],
  ])('is not believed with a token %s: the claim is kept apart, with why', (_, token, fault) => {
    const { identifier, properties } = kept(token)
    expect(identifier).toBe('anonymous:a1')
    expect(properties).toMatchObject({ 'claimed.user': 'claire', 'claimed.token': fault })
    expect(Object.keys(properties).filter((key) => key.startsWith('identifiers'))).toEqual([])
  })

  it('needs a source that has a secret at all', () => {
    const { identity: _, ...unsigned } = site
    expect(kept(signed(claire), {}, unsigned).identifier).toBe('anonymous:a1')
  })

  it('is believed for as long as the token lasts, however often it comes', () => {
    expect(kept(signed({ ...claire, anonymousId: 'a1' })).identifier).toBe('user:claire')
    const { alg } = { alg: 'HS256' }
    const token = signed(claire, 'of the site', { alg })
    expect('vouched' in judge(site, token, NOON)).toBe(true)
    expect('vouched' in judge(site, token, NOON + 300_000)).toBe(true)
    expect(judge(site, token, NOON + 86_400_000)).toEqual({ fault: 'expired' })
  })
})
