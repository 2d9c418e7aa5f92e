import { describe, expect, it } from 'vitest'
import { cleaned } from './normalise.ts'
import { guessRole } from './roles.ts'

describe('a cell is compared', () => {
  it('without accents, case or punctuation', () => {
    expect(cleaned('given-name', 'Jean-François')).toBe('jeanfrancois')
    expect(cleaned('city', 'SAINT-ÉTIENNE')).toBe('saint etienne')
  })
  it('without the particle of a name', () => {
    expect(cleaned('surname', 'de La Fontaine')).toBe('fontaine')
    expect(cleaned('surname', "D'Artagnan")).toBe('artagnan')
  })
  it('with the words of a street written out', () => {
    expect(cleaned('address', '12 bd. Foch')).toBe('12 boulevard foch')
    expect(cleaned('address', '4 av de la Gare')).toBe(cleaned('address', '4, avenue de la Gare'))
  })
  it('with dates and telephone numbers in one form', () => {
    expect(cleaned('birth-date', '09/12/1980')).toBe('19801209')
    expect(cleaned('birth-date', '1980-12-09')).toBe('19801209')
    expect(cleaned('phone', '+33 6 12 34 56 78')).toBe(cleaned('phone', '06.12.34.56.78'))
  })
  it('as missing where it says nothing', () => {
    for (const nothing of ['', ' ', 'NULL', 'n/a', 'inconnu']) expect(cleaned('surname', nothing)).toBe('')
  })
})

it('guesses what a column holds from its French or English name, and leaves technical ids out', () => {
  expect(guessRole('prenom_client', [])).toBe('given-name')
  expect(guessRole('date_of_birth', [])).toBe('birth-date')
  expect(guessRole('codePostal', [])).toBe('postcode')
  expect(guessRole('soc_sec_id', [])).toBe('number')
  expect(guessRole('cluster', ['1', '2'])).toBeUndefined()
  expect(guessRole('contact', ['claire@example.org', 'karim@example.org'])).toBe('email')
})
