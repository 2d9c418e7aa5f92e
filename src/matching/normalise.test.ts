import { describe, expect, it } from 'vitest'
import { levelOf } from './comparisons.ts'
import { fullNames } from './full-names.ts'
import { cleaned, type Role } from './normalise.ts'
import { guessRole, guessRoles } from './roles.ts'

describe('a cell is compared', () => {
  it('without accents, case or punctuation', () => {
    expect(cleaned('given-name', 'Jean-François')).toBe('jean francois')
    expect(cleaned('city', 'SAINT-ÉTIENNE')).toBe('st etienne')
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
  it('in one form, however French people write it', () => {
    const alike: readonly (readonly [Role, string, string])[] = [
      ['given-name', 'Jean-Pierre', 'JEANPIERRE'],
      ['given-name', 'Marie Thérèse', 'Marie-Thérèse'],
      ['surname', 'd’Artagnan', 'D ARTAGNAN'],
      ['surname', 'Le Goff', 'LE GOFF'],
      ['address', '12 bis, r. de l’Abbé-Grégoire', '12B rue Abbé Grégoire'],
      ['address', 'Bât. C, 3 chem. des Lilas', '3 chemin des lilas'],
      ['address', '8 pl. St-Michel', '8 place Saint Michel'],
      ['address', '5 all. du Gal de Gaulle, appt 12', '5 allée Général de Gaulle'],
      ['address', 'lot. Les Pins, 2 imp. Ste Anne', 'Lotissement les Pins 2 impasse Sainte-Anne'],
      ['city', 'SAINT-DENIS CEDEX 9', 'St Denis'],
      ['city', 'Paris 11e', 'PARIS'],
      ['city', 'Le Havre', 'HAVRE'],
      ['postcode', '75111', '75011'],
      ['postcode', '13208', '13008'],
      ['phone', '+262 692 12 34 56', '0692 12 34 56'],
      ['phone', '0033 (0)6 12 34 56 78', '612345678'],
      ['birth-date', '12 mars 1980', '12/03/80'],
      ['birth-date', '1er août 1975', '1975-08-01'],
      ['gender', 'Mme', 'F'],
    ]
    for (const [role, one, other] of alike) expect(cleaned(role, one), one).toBe(cleaned(role, other))
  })
  it('and found near where it is not the same', () => {
    const level = (role: Role, one: string, other: string) => levelOf(role, cleaned(role, one), cleaned(role, other))
    expect(level('given-name', 'J.-P.', 'Jean-Pierre')).toBe(2)
    expect(level('given-name', 'J.', 'Jean')).toBe(2)
    expect(level('given-name', 'J.', 'Luc')).toBe(0)
    expect(level('surname', 'Martin-Durand', 'Martin')).toBeGreaterThanOrEqual(2)
    expect(level('birth-date', '03/04/1980', '04/03/1980')).toBe(3)
    expect(level('postcode', '6000', '06000')).toBe(3)
    expect(level('postcode', '44035', '44000')).toBe(2)
    expect(level('postcode', '44520', '44000')).toBe(1)
    expect(level('address', '12 rue des Lilas', '14 rue des Lilas')).toBeLessThan(3)
    expect(level('address', 'Rés. du Parc, 12 rue des Lilas', '12 r. des Lilas')).toBe(3)
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
  expect(guessRole('DT_NAIS', [])).toBe('birth-date')
  expect(guessRole('nom_naissance', [])).toBe('surname')
  expect(guessRole('lieu de naissance', [])).toBe('text')
  expect(guessRole('Vorname', [])).toBe('given-name')
  expect(guessRole('TEL1', [])).toBe('phone')
  expect(guessRole('civilité', [])).toBe('gender')
  expect(guessRole('contact', ['claire@example.org', 'karim@example.org'])).toBe('email')
})

it('takes a column of both names for a full name where no other holds given names', () => {
  const sample = ['Claire Martin', 'Karim Benali', 'DUPONT Léa']
  expect(guessRoles([{ name: 'Nom', sample }])).toEqual([{ name: 'Nom', role: 'full-name' }])
})

it('leaves a whole name out beside its halves, which say the same, and keeps a place of birth apart from an address', () => {
  const named = ['full_name', 'first_and_surname', 'first_name', 'surname', 'dob', 'birth_place'].map((name) => ({
    name,
    sample: ['Claire Martin'],
  }))
  expect(guessRoles(named).map(({ name, role }) => `${name}: ${role}`)).toEqual([
    'first_name: given-name',
    'surname: surname',
    'dob: birth-date',
    'birth_place: text',
  ])
})

it('compares whole names word by word, in any order', () => {
  const level = (a: string, b: string) => fullNames(cleaned('full-name', a), cleaned('full-name', b))
  expect(level('DUPONT Léa', 'Léa Dupond')).toBe(3)
  expect(level('Mme de La Tour Anne', 'Anne Tour')).toBe(3)
  expect(level('Jean Paul Martin', 'Martin Jean')).toBe(2)
  expect(level('L. Dupont', 'Dupont Léa')).toBe(2)
  expect(level('SARL Garage Petit', 'Garage Petit et Fils')).toBe(2)
  expect(level('Léa Dupont', 'Hugo Dupont')).toBe(1)
  expect(level('Léa Dupont', 'Karim Benali')).toBe(0)
})
