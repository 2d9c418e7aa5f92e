import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateInWords, duration, NBSP, number, percent, quoted, typeset, writtenDuration } from './typography.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('numbers', () => {
  it('are written as a French reader writes them, with spaces that do not break', () => {
    expect(number(1234.5, 'fr', 1)).toBe('1\u00a0234,5')
    expect(percent(12.345, 'fr')).toBe('1\u00a0234,5\u00a0%')
    expect(number(-45, 'fr')).toBe('−45')
  })
  it('and as an English reader does', () => {
    expect(number(1234567, 'en')).toBe('1,234,567')
    expect(percent(0.5, 'en')).toBe('50%')
    expect(percent(0.123, 'en')).toBe('12.3%')
  })
  it('never write minus zero, nor a space that breaks', () => {
    expect(number(-0.01, 'en')).toBe('0')
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        expect(percent(value, 'fr')).not.toContain(' ')
      }),
    )
  })
})

describe('times', () => {
  it('are said in the unit that a person would use', () => {
    const say = (seconds: number) => plain(duration(seconds, 'fr'))
    expect([30, 60, 90, 5400, 129_600, 864_000, 3_888_000, 7_889_400].map(say)).toEqual([
      '30 secondes',
      '1 minute',
      '90 secondes',
      '90 minutes',
      '36 heures',
      '10 jours',
      '45 jours',
      '3 mois',
    ])
  })
  it('count half a day as singular in French and plural in English', () => {
    expect(plain(writtenDuration('P1.5D', 'fr'))).toBe('1,5 jour')
    expect(plain(writtenDuration('P1.5D', 'en'))).toBe('1.5 days')
  })
  it('of a map are said as their author wrote them', () => {
    expect(plain(writtenDuration('P10D', 'fr'))).toBe('10 jours')
    expect(plain(writtenDuration('P1DT12H', 'fr'))).toBe('1 jour 12 heures')
    expect(plain(writtenDuration('P2W', 'en'))).toBe('2 weeks')
    expect(writtenDuration('soon', 'en')).toBe('soon')
  })
  it('are dated in words', () => {
    expect(plain(dateInWords('2026-09-01T10:00:00Z', 'fr'))).toBe('1er septembre 2026')
    expect(plain(dateInWords('2026-09-14', 'en'))).toBe('14 September 2026')
  })
})

describe('words', () => {
  it('keep their signs on their line in French', () => {
    expect(typeset("Est-ce l'heure ?", 'fr')).toBe('Est-ce l’heure\u202f?')
    expect(typeset('« Trop cher »', 'fr')).toBe(`«${NBSP}Trop cher${NBSP}»`)
  })
  it('are quoted in the marks of their language', () => {
    expect(quoted('Oui', 'fr')).toBe(`«${NBSP}Oui${NBSP}»`)
    expect(quoted('Yes', 'en')).toBe('“Yes”')
    expect(quoted('« Oui »', 'fr')).toBe(`«${NBSP}Oui${NBSP}»`)
    expect(quoted('“Yes”', 'en')).toBe('“Yes”')
  })
})
