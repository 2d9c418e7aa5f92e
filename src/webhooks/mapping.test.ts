import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import { MAPPING, readMapping, tryMapping } from './index.ts'
import { webhookTemplates } from './templates.node.ts'

const NOON = Date.UTC(2026, 8, 15, 12)
const tried = (text: string, body: never, headers: Readonly<Record<string, string>> = {}) =>
  orThrow(tryMapping(text, body, headers, NOON, LOCAL_OWNER.workspace))
const template = (name: string) => {
  const found = webhookTemplates().find((one) => one.name === name)
  if (!found) throw new Error(name)
  return found
}
const example = (name: string) => {
  const { mapping, payload, headers } = template(name)
  return tried(mapping, payload as never, headers)
}

describe('a mapping', () => {
  it('is published as the schema that validates it', () => {
    const file = new URL('../../schemas/parcours-webhook-1.schema.json', import.meta.url)
    const { $schema, title, ...schema } = JSON.parse(readFileSync(file, 'utf8'))
    expect(schema).toEqual(JSON.parse(JSON.stringify(MAPPING)))
  })

  it('says what is wrong with it, and where', () => {
    const base = 'format: parcours-webhook/1\nsignature: {scheme: token, header: X-Token}\nevents: [{event: A}]'
    expect(readMapping(base).ok).toBe(true)
    const wrong = (text: string) => {
      const outcome = readMapping(text)
      return outcome.ok ? '' : String((outcome.refusal.what as { en: string }).en)
    }
    expect(wrong(base.replace('event: A', 'event: A, colour: red'))).toContain('/events/0/colour')
    expect(wrong(base.replace('header: X-Token', 'header: X-Token, path: token'))).toContain('/signature')
    expect(wrong(base.replace('event: A', 'event: A, channel: pigeon'))).toContain('/events/0/channel')
    expect(wrong('events: [')).toContain('/')
  })

  it('gives, for each ready-made one, the events of its example and nothing that is set aside', () => {
    const all = webhookTemplates().map(({ name }) => name)
    expect(all).toEqual([
      'aircall',
      'hubspot',
      'reviews',
      'salesforce',
      'shopify',
      'social',
      'twilio',
      'woocommerce',
      'zendesk',
    ])
    const events = Object.fromEntries(all.map((name) => [name, example(name).events.map(({ event }) => event)]))
    expect(events).toEqual({
      aircall: ['Call Received'],
      hubspot: ['Contact Created', 'Contract Signed'],
      reviews: ['Review Posted', 'Review Posted'],
      salesforce: ['Complaint Opened', 'Contract Signed'],
      shopify: ['Order Completed', 'Product Bought', 'Product Bought'],
      social: ['Brand Mentioned', 'Message Received'],
      twilio: ['Call Received'],
      woocommerce: ['Order Completed'],
      zendesk: ['Survey Answered'],
    })
    for (const name of all) expect([name, example(name).stopped, example(name).unmapped]).toEqual([name, [], 0])
    for (const name of all)
      for (const { at } of example(name).events) expect([name, at.slice(0, 10)]).toEqual([name, '2026-09-14'])
  })

  it('knows a caller by the number, a buyer by the account, at the time that was said', () => {
    expect(example('aircall').events[0]).toMatchObject({
      identifier: 'phone:+33 3 20 00 00 00',
      channel: 'phone',
      store: 'Lille',
      adviser: 'sonia@maison-alder.example',
      at: '2026-09-14T12:05:12.000Z',
      properties: { seconds: '300' },
    })
    expect(example('shopify').events[0]).toMatchObject({
      identifier: 'user:1158',
      properties: { 'identifiers.email': 'claire.martin@exemple.fr', orderId: 'MA-1158', revenue: '1813.8' },
    })
    expect(example('shopify').events[2]?.properties).toMatchObject({ product: 'Robinet', orderId: 'MA-1158' })
    expect(example('woocommerce').events[0]?.identifier).toBe('email:karim@exemple.fr')
    expect(example('zendesk').events[0]?.properties).toMatchObject({ metric: 'csat', score: '5' })
  })

  it('takes a review for the word of a third party, about somebody whom nothing proves', () => {
    for (const name of ['reviews', 'social'])
      for (const { identifier, properties } of example(name).events) {
        expect(identifier).toMatch(/^anonymous:webhook:/)
        expect(Object.keys(properties).filter((key) => key.startsWith('identifiers'))).toEqual([])
      }
    expect(example('reviews').events[0]).toMatchObject({
      party: 'third',
      channel: 'review',
      properties: { 'claimed.social': 'Claire M.', rating: '4', site: 'avis.example' },
    })
  })

  it('counts what no rule recognises, and says why an event would be set aside', () => {
    const { mapping } = template('aircall')
    expect(tried(mapping, { event: 'user.created' } as never)).toEqual({ events: [], stopped: [], unmapped: 1 })
    const broken = { event: 'call.ended', data: { id: 1, direction: 'outbound', started_at: 'hier' } }
    expect(tried(mapping, broken as never).stopped[0]?.reason).toBe('unreadable-time')
  })
})
