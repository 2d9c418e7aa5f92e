import { describe, expect, it } from 'vitest'
import { find, plain } from './find.ts'

const places = [
  { name: 'Prise de rendez-vous', also: 'Acheter sa cuisine' },
  { name: 'Rendez-vous de conception', also: 'Acheter sa cuisine' },
  { name: 'Métré à domicile', also: 'Acheter sa cuisine' },
]
const names = (sought: string) => find(sought, places, 8).map(({ name }) => name)

describe('what Claire looks for', () => {
  it('is found without its accents and in any case', () => {
    expect(names('METRE')).toEqual(['Métré à domicile'])
    expect(plain('L’Étape')).toBe("l'etape")
  })
  it('comes first where its name begins so', () => {
    expect(names('rendez')).toEqual(['Rendez-vous de conception', 'Prise de rendez-vous'])
  })
  it('is found by where it stands, after those found by name', () => {
    expect(names('cuisine')).toHaveLength(3)
    expect(names('cuisine conception')).toEqual(['Rendez-vous de conception'])
  })
  it('is not guessed: every word must be there', () => {
    expect(names('rendez-vous lunaire')).toEqual([])
  })
  it('is everything, up to a limit, before a word is typed', () => {
    expect(find('  ', places, 2)).toHaveLength(2)
  })
})
