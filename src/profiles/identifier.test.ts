import { describe, expect, it } from 'vitest'
import { IDENTIFIER_KINDS } from '../collection/index.ts'
import { identifier, KINDS, parseIdentifier } from './index.ts'

describe('an identifier', () => {
  it('is of a kind that covers every kind a source may claim', () => {
    expect(IDENTIFIER_KINDS.filter((kind) => !(KINDS as readonly string[]).includes(kind))).toEqual([])
  })

  it.each([
    ['06 12 34 98 76', '+33612349876'],
    ['+33 (0)6 12 34 98 76', '+33612349876'],
    ['0033612349876', '+33612349876'],
    ['0692 12 34 98', '+262692123498'],
    ['+33 692 12 34 98', '+262692123498'],
    ['0690.12.34.98', '+590690123498'],
    ['0694 20 12 34', '+594694201234'],
    ['0696 20 12 34', '+596696201234'],
    ['0639 01 23 45', '+262639012345'],
    ['06 39 98 12 34', '+33639981234'],
    ['+32 470 12 34 98', '+32470123498'],
  ])('reads the telephone %s as %s', (typed, e164) => {
    expect(identifier('phone', typed)).toBe(`phone:${e164}`)
  })

  it.each([
    [' Claire.Martin@Exemple.FR ', 'claire.martin@exemple.fr'],
    ['mailto:claire@exemple.fr', 'claire@exemple.fr'],
    ['Claire.Martin+cuisine@googlemail.com', 'clairemartin@gmail.com'],
    ['claire+cuisine@outlook.fr', 'claire@outlook.fr'],
    ['claire+cuisine@exemple.fr', 'claire+cuisine@exemple.fr'],
  ])('reads the address %s as %s', (typed, mailbox) => {
    expect(identifier('email', typed)).toBe(`email:${mailbox}`)
  })

  it('reads a loyalty card however the till spaces it', () => {
    expect(identifier('loyalty', '9250 0000 0001 7')).toBe('loyalty:9250000000017')
  })

  it('is not what devices and forms send in place of one', () => {
    for (const kind of KINDS)
      for (const nothing of [
        '',
        '  ',
        '0',
        '000',
        '00000000-0000-0000-0000-000000000000',
        'null',
        'undefined',
        'Anonymous',
        'N/A',
        '-',
      ])
        expect(identifier(kind, nothing), `${kind} ${nothing}`).toBeUndefined()
    for (const mailbox of [
      'noreply@enseigne.fr',
      'ne-pas-repondre@enseigne.fr',
      'claire',
      'a@a.fr',
      'claire@',
      'c l@x.fr',
    ])
      expect(identifier('email', mailbox), mailbox).toBeUndefined()
    for (const number of ['0600000000', '0611111111', '12', 'appeler le soir'])
      expect(identifier('phone', number), number).toBeUndefined()
  })

  it('keeps the namespaces apart, and a case of a file is nobody that could merge', () => {
    expect(parseIdentifier('user:42')).toBe('user:42')
    expect(parseIdentifier('email:CLAIRE@exemple.fr')).toBe('email:claire@exemple.fr')
    expect(parseIdentifier('case:tickets:42')).toBeUndefined()
    expect(parseIdentifier('42')).toBeUndefined()
  })
})
