import { describe, expect, it } from 'vitest'
import { filterQuery, filtersOf, isComparable, isFiltered } from './filters.ts'

describe('the filters of an address', () => {
  it('are read from it, and what it does not know is left aside', () => {
    expect(
      filtersOf({ period: '30d', persona: 'senior', where: ['store=lille'], compare: true, view: 'paths' }),
    ).toEqual({
      period: '30d',
      persona: 'senior',
      where: ['store=lille'],
      compare: true,
    })
    expect(filtersOf({ period: 'tomorrow', from: 'yesterday', channel: '', by: 'luck', compare: 'yes' })).toEqual({})
    expect(filtersOf({ where: 'store=lille' })).toEqual({ where: ['store=lille'] })
  })

  it('take a named period rather than days', () => {
    expect(filtersOf({ period: '7d', from: '2026-01-01' })).toEqual({ period: '7d' })
  })

  it('are asked of the api with the last day included', () => {
    const asked = filterQuery(
      filtersOf({ from: '2025-12-01', to: '2025-12-31', channel: 'store', where: ['a=1', 'b'] }),
    )
    expect(asked.toString()).toBe('journeysFrom=2025-12-01&journeysTo=2026-01-01&through=store&who=a%3D1&who=b')
    expect(filterQuery({ period: '30d' }, true).get('before')).toBe('true')
  })

  it('leave nobody out while only the comparison or the way of counting is chosen', () => {
    expect([isFiltered({ by: 'ended', compare: true }), isFiltered({ source: 'crm' })]).toEqual([false, true])
    expect([isComparable({ to: '2025-12-31' }), isComparable({ period: '7d' })]).toEqual([false, true])
  })
})
