import { describe, expect, it } from 'vitest'
import { hidden, isPersonal, masked, maskedIdentifier } from './index.ts'

describe('what may be shown of a person', () => {
  it.each(['email', 'customer.email', 'firstName', 'loyaltyCard', 'phone_number', 'Nom', 'birthDate', 'adresse'])(
    '%s says who somebody is',
    (name) => expect(isPersonal(name)).toBe(true),
  )
  it.each(['topic', 'path', 'template', 'renamed', 'telescope', 'score', 'nominal'])('%s does not', (name) =>
    expect(isPersonal(name)).toBe(false),
  )
  it('hides addresses and long numbers in a text, and leaves days and prices', () => {
    expect(hidden('Rappelez Claire au 06 12 34 56 78, claire@lille.example, le 2026-09-14, 1 250 €')).toBe(
      'Rappelez Claire au ••••78, •••@•••, le 2026-09-14, 1 250 €',
    )
  })
  it('hides the whole value of a personal property', () => {
    expect([masked('email', 'claire'), masked('topic', 'design')]).toEqual(['••••', 'design'])
  })
  it('leaves of an identifier its kind and two signs', () => {
    expect(maskedIdentifier('user:claire-martin')).toBe('user:••••in')
  })
})
