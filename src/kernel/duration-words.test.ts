import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationMs, readDuration } from './index.ts'

describe('a length of time as people type it', () => {
  it.each([
    ['2 jours', 'P2D'],
    ['1 h 30', 'PT1H30M'],
    ['1h30', 'PT1H30M'],
    ['1 h 30 min', 'PT1H30M'],
    ['90 min', 'PT90M'],
    ['une semaine', 'P1W'],
    ['a week', 'P1W'],
    ['3 months', 'P3M'],
    ['3 mois', 'P3M'],
    ['2 ans et demi', 'P2.5Y'],
    ['1 jour et 12 heures', 'P1DT12H'],
    ['1 day, 12 hours', 'P1DT12H'],
    ['1,5 jour', 'P1.5D'],
    ['10\u00a0jours', 'P10D'],
    ['45 s', 'PT45S'],
    ['P10D', 'P10D'],
    ['pt1h', 'PT1H'],
  ])('%s is %s', (typed, iso) => {
    expect(readDuration(typed)).toBe(iso)
  })
  it.each(['', 'bientôt', '3', '3 pommes', '30 min 1 h', 'P', 'PT', '-2 jours', '2 jours 30'])(
    '%s is none',
    (typed) => {
      expect(readDuration(typed)).toBeUndefined()
    },
  )
  it('is always one that maps accept', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.constantFrom('ans', 'mois', 'weeks', 'j', 'h', 'minutes', 's'), (n, unit) => {
        expect(durationMs(readDuration(`${n} ${unit}`) ?? '')).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
