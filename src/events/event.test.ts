import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Condition, holds, type Json, matches, propertyValue, storedProperties, storedValue } from './index.ts'

const visit = {
  event: 'Page Viewed',
  channel: 'web',
  party: 'own',
  store: '',
  adviser: '',
  source: 'site',
  properties: storedProperties({ path: '/programmes/lille', price: 12, code: '12', basket: { size: 3 } }),
}
const test = (property: string, op: Condition['op'], value?: Condition['value']) =>
  holds({ property, op, ...(value === undefined ? {} : { value }) }, visit)

describe('a property in stored form', () => {
  it('comes back as it was, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(propertyValue(storedValue(value as Json))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
  it('keeps nested keys under dotted names', () => {
    expect(visit.properties['basket.size']).toBe('3')
  })
})

describe('a condition', () => {
  it('compares numbers as numbers and text as text', () => {
    expect(test('price', 'gt', 9)).toBe(true)
    expect(test('price', 'lte', 12)).toBe(true)
    expect(test('path', 'gt', 1)).toBe(false)
    expect(test('code', 'eq', '12')).toBe(true)
  })
  it('reads the own fields of an event', () => {
    expect(test('channel', 'in', ['web', 'app'])).toBe(true)
    expect(test('store', 'exists')).toBe(false)
    expect(test('store', 'exists', false)).toBe(true)
  })
  it('fails on what is missing, except to say that it is not there', () => {
    expect(test('colour', 'eq', 'red')).toBe(false)
    expect(test('colour', 'ne', 'red')).toBe(true)
    expect(test('colour', 'nin', ['red'])).toBe(true)
    expect(test('colour', 'lt', 4)).toBe(false)
  })
})

it('recognises an event by one of its names and every condition', () => {
  const rule = {
    event: ['Page Viewed', 'Screen Viewed'],
    where: [{ property: 'path', op: 'prefix', value: '/prog' }],
  } as const
  expect(matches(rule, visit)).toBe(true)
  expect(matches({ ...rule, event: 'Order Completed' }, visit)).toBe(false)
  expect(matches({ ...rule, where: [...rule.where, { property: 'price', op: 'lt', value: 5 }] }, visit)).toBe(false)
})
