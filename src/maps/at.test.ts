import { expect, it } from 'vitest'
import { type JourneyMap, pointerAt, valueAt } from './index.ts'

const map: JourneyMap = {
  format: 'parcours/1',
  id: 'a',
  title: 'A',
  stages: [{ id: 's', phase: 'before', title: 'S', choice: [['b']] }],
  touchpoints: [
    { id: 'a', stage: 's', title: 'A' },
    {
      id: 'b',
      stage: 's',
      title: 'B',
      experience: [
        { persona: 'claire', emotion: 1 },
        { persona: 'senior', emotion: -1, barriers: ['noise'] },
      ],
      match: [{ event: 'E' }],
    },
  ],
}

it('finds a part of a map by the names of what holds it', () => {
  expect(valueAt(map, ['touchpoints', 'b', 'experience', 'senior', 'emotion'])).toBe(-1)
  expect(valueAt(map, ['touchpoints', 'b', 'experience', 'senior', 'barriers', '0'])).toBe('noise')
  expect(valueAt(map, ['touchpoints', 'gone', 'title'])).toBeUndefined()
})
it('says where it stands, as findings do', () => {
  expect(pointerAt(map, ['touchpoints', 'b', 'experience', 'senior', 'emotion'])).toBe(
    '/touchpoints/1/experience/1/emotion',
  )
  expect(pointerAt(map, ['touchpoints', 'b', 'match', '0'])).toBe('/touchpoints/1/match/0')
})
