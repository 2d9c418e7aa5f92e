import { describe, expect, it } from 'vitest'
import { checkMap, idFromTitle, newMap, sound } from './index.ts'
import { templates } from './templates.node.ts'

const NOWHERE = new Map<string, { line: number; column: number }>()

describe('a new map', () => {
  it.each([
    ['Acheter une maison !', 'acheter-une-maison'],
    ['L’été à Lille', 'l-ete-a-lille'],
    ['x-ray', 'xray'],
    ['···', 'map'],
  ])('named « %s » has the id %s', (title, id) => {
    expect(idFromTitle(title)).toBe(id)
  })
  it('begins with a stage before, during and after, and no error', () => {
    const map = newMap({ title: { fr: 'Ouvrir un compte', en: 'Opening an account' } }, 'fr')
    expect([map.id, map.status, map.level]).toEqual(['ouvrir-un-compte', 'draft', 'journey'])
    expect(map.stages.map(({ phase }) => phase)).toEqual(['before', 'during', 'after'])
    expect(sound(checkMap(map, NOWHERE, 'map'))).toBe(true)
  })
  it('begins from a template without its gallery words, under its own name', () => {
    const [retail] = templates()
    const map = newMap({ title: 'Lille', ...(retail && { from: retail.map }) }, 'fr')
    expect(map.id).toBe('lille')
    expect(Object.keys(map)).not.toContain('x-template')
    expect(map.touchpoints).toHaveLength(retail?.map.touchpoints.length ?? 0)
  })
  it('below a touchpoint is a sub-journey of its map', () => {
    const parent = { journey: 'cuisine', touchpoint: 'booking' }
    expect(newMap({ title: 'Réserver', parent }, 'fr')).toMatchObject({ level: 'sub_journey', parent })
  })
})

describe('the templates', () => {
  it('are seven trades, in French and in English throughout', () => {
    expect(templates().map(({ map }) => map.id)).toEqual([
      'retail',
      'bank',
      'telecom',
      'public-service',
      'health',
      'b2b',
      'appointment',
    ])
    for (const { map } of templates())
      for (const { title } of [map, ...map.stages, ...map.touchpoints])
        expect(title).toMatchObject({ fr: expect.any(String), en: expect.any(String) })
  })
  it.each(templates().map(({ map, lead }) => [map.id, map, lead] as const))(
    '%s has nothing wrong, doubtful or missing',
    (_id, map, lead) => {
      expect(checkMap(map, NOWHERE, 'map')).toEqual([])
      expect(lead).toMatchObject({ fr: expect.any(String), en: expect.any(String) })
    },
  )
})
