import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyChange, readDraft, seedOf } from '../../../../drafts/index.ts'
import { checkMap, type JourneyMap, sound } from '../../../../maps/index.ts'
import { expectMissing, foresee, isForeseen } from './place-off-map.ts'

const map: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Cuisine',
  channels: { web: { kind: 'digital' } },
  stages: [
    { id: 'prepare', phase: 'before', title: 'Préparer' },
    { id: 'make', phase: 'during', title: 'Attendre' },
  ],
  touchpoints: [
    { id: 'plan', stage: 'prepare', title: 'Plan', channels: ['web'], match: [{ event: 'Plan Saved' }] },
    {
      id: 'help',
      stage: 'prepare',
      title: 'Aide',
      match: [{ event: 'Call Received', where: [{ property: 'topic', op: 'eq', value: 'configurator' }] }],
    },
    { id: 'order', stage: 'make', title: 'Commande', match: [{ event: 'Order Completed' }] },
  ],
}
const call = {
  event: 'Call Received',
  channel: 'phone',
  events: 120,
  instances: 90,
  lift: 3,
  liftLow: 2.1,
  liftHigh: 4.3,
  after: 'order',
  before: null,
}

describe('an event off the map', () => {
  it('becomes a touchpoint just after what it follows, in the same stage', () => {
    const seen = foresee(map, { ...call, after: 'plan' })
    expect(seen?.id).toBe('call-received')
    expect(seen?.changes.at(-1)).toMatchObject({
      do: 'add-touchpoint',
      after: 'plan',
      touchpoint: { stage: 'prepare' },
    })
  })
  it('stands just before what follows it where it comes first', () => {
    const seen = foresee(map, { ...call, after: null, before: 'order' })
    expect(seen?.changes.at(-1)).toMatchObject({ after: null, touchpoint: { stage: 'make' } })
  })
  it('takes nothing from the touchpoints that recognise the same event', () => {
    const seen = foresee(map, call)
    expect(seen?.changes.at(-1)).toMatchObject({
      touchpoint: {
        match: [
          {
            event: 'Call Received',
            where: [
              { property: 'channel', op: 'eq', value: 'phone' },
              { property: 'topic', op: 'nin', value: ['configurator'] },
            ],
          },
        ],
      },
    })
  })
  it('leaves a sound map, with its channel declared', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, seedOf(map))
    for (const seen of [foresee(map, call), expectMissing(map, call, '2026-09-14T00:00:00Z')])
      applyChange(doc, seen?.changes ?? [])
    const after = readDraft(doc)
    expect(after.channels).toHaveProperty('phone')
    expect(after.touchpoints.map(({ id }) => id)).toContain('call-received')
    expect(sound(checkMap(after, new Map(), 'map'))).toBe(true)
    expect([isForeseen(map, call), isForeseen(after, call)]).toEqual([false, true])
  })
  it('may be the sign of something that customers expect and do not find', () => {
    const seen = expectMissing(map, call, '2026-09-14T10:00:00Z')
    expect(seen?.changes.at(-1)).toMatchObject({
      touchpoint: {
        need: 'expected_absent',
        moments: [{ kind: 'irritant', presence: 'missing', origin: 'data', statistics: { instances: 90, lift: 3 } }],
      },
    })
  })
})
