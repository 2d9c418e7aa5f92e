import { describe, expect, it } from 'vitest'
import { completeRules, draftRules } from './rule-draft.ts'

describe('a rule while it is being written', () => {
  it('counts once it names an event', () => {
    expect(completeRules([{ events: [], where: [{ property: 'topic', op: 'eq', values: ['design'] }] }])).toEqual([])
    expect(completeRules([{ events: ['Appointment Held'], where: [] }])).toEqual([{ event: 'Appointment Held' }])
  })
  it('leaves out conditions that are not whole', () => {
    const where = [
      { property: '', op: 'eq', values: ['x'] },
      { property: 'topic', op: 'eq', values: [] },
      { property: 'store', op: 'in', values: [] },
    ] as const
    expect(completeRules([{ events: ['A', 'B'], where }])).toEqual([{ event: ['A', 'B'] }])
  })
  it('reads numbers as numbers where they are compared, and as text where text is sought', () => {
    const where = [
      { property: 'price', op: 'gte', values: ['100.5'] },
      { property: 'code', op: 'prefix', values: ['100'] },
      { property: 'store', op: 'in', values: ['Lille', '12'] },
      { property: 'coupon', op: 'exists', values: [] },
    ] as const
    expect(completeRules([{ events: ['A'], where }])[0]?.where).toEqual([
      { property: 'price', op: 'gte', value: 100.5 },
      { property: 'code', op: 'prefix', value: '100' },
      { property: 'store', op: 'in', value: ['Lille', 12] },
      { property: 'coupon', op: 'exists', value: true },
    ])
  })
  it('is the stored rule again where nothing was changed', () => {
    const stored = [
      { event: ['A', 'B'], where: [{ property: 'p', op: 'nin', value: ['x', 2] }] },
      { event: 'C', where: [{ property: 'q', op: 'exists', value: false }] },
    ] as const
    expect(completeRules(draftRules(stored))).toEqual(stored)
  })
})
