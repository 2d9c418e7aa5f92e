import { describe, expect, it } from 'vitest'
import { orThrow } from '../kernel/index.ts'
import { parseCondition } from './index.ts'

const read = (text: string) => orThrow(parseCondition(text))

describe('a condition on the command line', () => {
  it('is a name, a sign and a value', () => {
    expect(read('store=Lille')).toEqual({ property: 'store', op: 'eq', value: 'Lille' })
    expect(read('price >= 100')).toEqual({ property: 'price', op: 'gte', value: 100 })
    expect(read('store != Lille')).toEqual({ property: 'store', op: 'ne', value: 'Lille' })
    expect(read('path^=/cuisines?a=b')).toEqual({ property: 'path', op: 'prefix', value: '/cuisines?a=b' })
    expect(read('title~=four')).toEqual({ property: 'title', op: 'contains', value: 'four' })
    expect(read('paid=true')).toEqual({ property: 'paid', op: 'eq', value: true })
  })
  it('is of a text where digits are no number: a postcode, a long order number', () => {
    expect(read('postcode=01000')).toEqual({ property: 'postcode', op: 'eq', value: '01000' })
    expect(read('order in 12345678901234567891,0.50')).toMatchObject({ value: ['12345678901234567891', 0.5] })
    expect(read('degrees>-0.5')).toMatchObject({ value: -0.5 })
  })
  it('lists values', () => {
    expect(read('store in Lille, Paris')).toEqual({ property: 'store', op: 'in', value: ['Lille', 'Paris'] })
    expect(read('level not in 1,2')).toEqual({ property: 'level', op: 'nin', value: [1, 2] })
  })
  it('asks whether something is there', () => {
    expect(read('coupon')).toEqual({ property: 'coupon', op: 'exists', value: true })
    expect(read('!coupon')).toEqual({ property: 'coupon', op: 'exists', value: false })
  })
  it('says its operator by the name that maps give it', () => {
    expect(read('store eq Lille')).toEqual({ property: 'store', op: 'eq', value: 'Lille' })
    expect(read('unit price gte 100')).toEqual({ property: 'unit price', op: 'gte', value: 100 })
    expect(read('store nin Lille,Paris')).toEqual({ property: 'store', op: 'nin', value: ['Lille', 'Paris'] })
    expect(read('coupon exists')).toEqual({ property: 'coupon', op: 'exists', value: true })
    expect(read('coupon exists false')).toEqual({ property: 'coupon', op: 'exists', value: false })
    expect(read('title=all eq one')).toEqual({ property: 'title', op: 'eq', value: 'all eq one' })
  })
  it('is refused where it does not read', () => {
    for (const text of ['', '=Lille', 'two words', 'store eq']) expect(parseCondition(text).ok, text).toBe(false)
  })
})
