import { describe, expect, it } from 'vitest'
import type { Lived } from '../../../../journeys/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { emotionSeries, placesAcross, satisfactionSeries } from './series.ts'

const map: JourneyMap = {
  format: 'parcours/1',
  id: 'a',
  title: 'A',
  stages: [
    { id: 's1', phase: 'before', title: '' },
    { id: 's2', phase: 'after', title: '' },
  ],
  touchpoints: [
    { id: 'visit', stage: 's1', title: '', experience: [{ persona: 'senior', emotion: 2 }, { emotion: -2 }] },
    { id: 'call', stage: 's1', title: '', experience: [{ persona: 'senior', emotion: 0 }] },
    { id: 'fitting', stage: 's2', title: '' },
  ],
}

describe('the curves under a map', () => {
  it('tell what each persona feels, from the worst to the best', () => {
    expect(emotionSeries(map)).toEqual([
      {
        name: 'senior',
        points: [
          { touchpoint: 'visit', height: 1 },
          { touchpoint: 'call', height: 0.5 },
        ],
      },
      { name: '', points: [{ touchpoint: 'visit', height: 0 }] },
    ])
  })
  it('tell what customers answered, each metric apart, with its interval', () => {
    const satisfaction = [
      { metric: 'csat', n: 82, value: 0.5, low: 0.4, high: 0.6 },
      { metric: 'nps', n: 3, value: null, low: null, high: null },
    ]
    const lived = { touchpoints: [{ id: 'visit', satisfaction }] } as unknown as Lived
    expect(satisfactionSeries(map, lived)).toEqual([
      { name: 'csat', points: [{ touchpoint: 'visit', height: 0.5, low: 0.4, high: 0.6 }] },
    ])
  })
  it('stand above the touchpoints of their stage', () => {
    const across = placesAcross(map, 210, 10)
    expect([across.get('visit'), across.get('call'), across.get('fitting')]).toEqual([25, 75, 160])
  })
})
