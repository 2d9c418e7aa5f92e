import { describe, expect, it } from 'vitest'
import type { JourneyMap } from './map.ts'
import { personaTitle, withPersonasNamed } from './persona-title.ts'

const map = {
  format: 'parcours/1',
  id: 'cuisine',
  title: 'Cuisine',
  stages: [],
  touchpoints: [{ id: 'quote', stage: 'decide', title: 'Devis', experience: [{ persona: 'senior', emotion: 1 }] }],
  perimeter: {
    personas: ['senior', 'renovator', 'constructor'],
    'x-persona-titles': { senior: { fr: 'Retraité', en: 'Pensioner' }, renovator: 4 },
  },
} as unknown as JourneyMap

describe('A persona of a map', () => {
  it('is called as the map says, in each language', () => {
    expect(personaTitle(map, 'senior')).toEqual({ fr: 'Retraité', en: 'Pensioner' })
  })

  it('has no title where the map gives none, or something that is no text', () => {
    expect(personaTitle(map, 'renovator')).toBeUndefined()
    expect(personaTitle(map, 'constructor')).toBeUndefined()
    expect(personaTitle({}, 'senior')).toBeUndefined()
  })

  it('is drawn by its title, and by its id where it has none', () => {
    const drawn = withPersonasNamed(map, 'fr')
    expect(drawn.perimeter?.personas).toEqual(['Retraité', 'renovator', 'constructor'])
    expect(drawn.touchpoints[0]?.experience?.[0]?.persona).toBe('Retraité')
  })
})
