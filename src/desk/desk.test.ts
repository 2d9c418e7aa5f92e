import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { orThrow } from '../kernel/index.ts'
import { readMap } from '../maps/index.ts'
import { choicesOf, messageOf } from './index.ts'

const cuisine = orThrow(
  readMap(readFileSync(new URL('../../examples/cuisine/cuisine.yaml', import.meta.url), 'utf8'), 'cuisine.yaml'),
).map
const NOON = Date.UTC(2026, 8, 14, 12)

it('offers what happens in a store or on the telephone, with what its map recognises it by, and nothing digital', () => {
  const choices = choicesOf(cuisine, 'fr')
  expect(choices.length).toBeGreaterThan(3)
  for (const { channels, event, title } of choices) {
    expect(channels.length, title).toBeGreaterThan(0)
    expect(channels.filter((channel) => ['web', 'app', 'email', 'sms', 'review', 'social'].includes(channel))).toEqual(
      [],
    )
    expect(event).not.toBe('')
  }
})

it('says what happened, when, where and about whom, as a message that is the same however often it is sent', () => {
  const entry = { id: 'a'.repeat(16), event: 'Store Visited', channel: 'store', at: NOON, store: 'lille ', note: ' ' }
  const message = messageOf({ ...entry, person: { kind: 'loyalty', value: ' L7 ' } })
  expect(message).toEqual({
    type: 'track',
    messageId: 'a'.repeat(16),
    event: 'Store Visited',
    timestamp: '2026-09-14T12:00:00.000Z',
    anonymousId: `desk:${'a'.repeat(16)}`,
    traits: { loyalty: 'L7' },
    context: { channel: 'store', store: 'lille', library: { name: 'desk' } },
    properties: {},
  })
  expect(messageOf(entry)).not.toHaveProperty('traits')
})
