import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Signature } from './mapping.ts'
import { signatureFault } from './request-signature.node.ts'

const NOON = Date.UTC(2026, 8, 14, 12)
const SECRET = 'a secret that both know'
const BODY = '{"id":1}'
const hmac = (text: string, encoding: 'hex' | 'base64' = 'hex', secret = SECRET) =>
  createHmac('sha256', secret).update(text).digest(encoding)
const fault = (scheme: Signature, headers: Record<string, string>, text = BODY, now = NOON) =>
  signatureFault(
    scheme,
    {
      method: 'POST',
      url: 'https://collect.example/hooks/a1',
      headers,
      bytes: Buffer.from(text),
      body: JSON.parse(text) as never,
    },
    SECRET,
    now,
  )

describe('a signed request', () => {
  it('is believed as GitHub signs: hexadecimal, after its prefix', () => {
    const scheme = { scheme: 'hmac-sha256', header: 'X-Hub-Signature-256', encoding: 'hex', prefix: 'sha256=' } as const
    expect(fault(scheme, { 'x-hub-signature-256': `sha256=${hmac(BODY)}` })).toBeUndefined()
    expect(fault(scheme, { 'x-hub-signature-256': hmac(BODY) })).toBe('wrong-signature')
    expect(fault(scheme, { 'x-hub-signature-256': `sha256=${hmac(BODY, 'hex', 'guessed')}` })).toBe('wrong-signature')
    expect(fault(scheme, { 'x-hub-signature-256': `sha256=${hmac(BODY)}` }, '{"id":2}')).toBe('wrong-signature')
    expect(fault(scheme, {})).toBe('no-signature')
  })

  it('is believed as Shopify signs: in base64', () => {
    const scheme = { scheme: 'hmac-sha256', header: 'X-Shopify-Hmac-Sha256', encoding: 'base64' } as const
    expect(fault(scheme, { 'x-shopify-hmac-sha256': hmac(BODY, 'base64') })).toBeUndefined()
  })

  it('is believed as Stripe signs, for five minutes: the time is signed too, under one of several signatures', () => {
    const scheme = {
      scheme: 'hmac-sha256',
      header: 'Stripe-Signature',
      encoding: 'hex',
      part: 'v1',
      signed: ['timestamp', 'body'],
      separator: '.',
      timestamp: { part: 't' },
    } satisfies Signature
    const time = NOON / 1000
    const header = `t=${time},v1=${hmac('old', 'hex')},v1=${hmac(`${time}.${BODY}`)}`
    expect(fault(scheme, { 'stripe-signature': header })).toBeUndefined()
    expect(fault(scheme, { 'stripe-signature': header }, BODY, NOON + 299_000)).toBeUndefined()
    expect(fault(scheme, { 'stripe-signature': header }, BODY, NOON + 301_000)).toBe('too-old')
    const later = header.replace(`t=${time}`, `t=${time + 600}`)
    expect(fault(scheme, { 'stripe-signature': later }, BODY, NOON + 600_000)).toBe('wrong-signature')
    expect(fault(scheme, { 'stripe-signature': `v1=${hmac(BODY)}` })).toBe('no-signature')
  })

  it('is believed with its method and its address, as HubSpot signs', () => {
    const scheme = {
      scheme: 'hmac-sha256',
      header: 'X-HubSpot-Signature-v3',
      encoding: 'base64',
      signed: ['method', 'url', 'body', 'timestamp'],
      timestamp: { header: 'X-HubSpot-Request-Timestamp' },
    } satisfies Signature
    const signed = hmac(`POSThttps://collect.example/hooks/a1${BODY}${NOON}`, 'base64')
    const headers = { 'x-hubspot-signature-v3': signed, 'x-hubspot-request-timestamp': String(NOON) }
    expect(fault(scheme, headers)).toBeUndefined()
    expect(fault(scheme, { ...headers, 'x-hubspot-request-timestamp': String(NOON + 1) })).toBe('wrong-signature')
  })

  it('is believed by a shared token in a header, in Basic authorization or in the body, and by no other', () => {
    const bearer = { scheme: 'token', header: 'Authorization', prefix: 'Bearer ' } as const
    expect(fault(bearer, { authorization: `Bearer ${SECRET}` })).toBeUndefined()
    expect(fault(bearer, { authorization: SECRET })).toBe('no-signature')
    expect(fault(bearer, { authorization: 'Bearer guessed' })).toBe('wrong-signature')
    const basic = { scheme: 'token', basic: true } as const
    expect(fault(basic, { authorization: `Basic ${btoa(`twilio:${SECRET}`)}` })).toBeUndefined()
    expect(fault(basic, {})).toBe('no-signature')
    const inside = { scheme: 'token', path: 'token' } as const
    expect(fault(inside, {}, JSON.stringify({ token: SECRET }))).toBeUndefined()
    expect(fault(inside, {}, JSON.stringify({ token: ['a'] }))).toBe('no-signature')
  })
})
