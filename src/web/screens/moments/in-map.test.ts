import { describe, expect, it } from 'vitest'
import { applyChange, draftFrom, readDraft } from '../../../drafts/index.ts'
import type { JourneyMap, Moment } from '../../../maps/index.ts'
import type { NoticedMoment } from '../../../moments/index.ts'
import { confirmInMap, withdrawFromMap } from './in-map.ts'

const kitchen = (moments?: readonly Moment[]): JourneyMap => ({
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Cuisine',
  stages: [{ id: 'meet', phase: 'during', title: 'Rencontrer' }],
  touchpoints: [
    { id: 'visit', stage: 'meet', title: 'Visiter', ...(moments && { moments }) },
    { id: 'call', stage: 'meet', title: 'Appeler' },
  ],
})
const truth: NoticedMoment = {
  kind: 'truth',
  presence: 'present',
  sign: 'asymmetry',
  status: 'proposed',
  origin: 'data',
  stage: 'meet',
  touchpoint: 'visit',
  event: null,
  channel: null,
  statistics: { n: 420, swing: 0.3, outcome: 'success', z: null },
}
const AS_OF = '2026-09-14T10:00:00.000Z'
const momentsAfter = (map: JourneyMap, changes: ReturnType<typeof confirmInMap>, id = 'visit') => {
  const doc = draftFrom(map)
  applyChange(doc, changes)
  return readDraft(doc).touchpoints.find((touchpoint) => touchpoint.id === id)?.moments
}

describe('a moment that a person confirms', () => {
  it('is written on its touchpoint with its evidence', () => {
    expect(momentsAfter(kitchen(), confirmInMap(kitchen(), truth, AS_OF))).toEqual([
      {
        kind: 'truth',
        presence: 'present',
        origin: 'data',
        status: 'confirmed',
        statistics: { n: 420, swing: 0.3, outcome: 'success' },
        evidence: { level: 'measured', n: 420, as_of: '2026-09-14' },
      },
    ])
  })
  it('confirms what a workshop had declared, rather than stand there twice', () => {
    const map = kitchen([{ kind: 'irritant' }, { kind: 'truth', origin: 'workshop', status: 'proposed' }])
    const after = momentsAfter(map, confirmInMap(map, truth, AS_OF))
    expect(after).toHaveLength(2)
    expect(after?.[1]).toMatchObject({ kind: 'truth', origin: 'workshop', status: 'confirmed', evidence: { n: 420 } })
    expect(withdrawFromMap(map, truth)).toEqual([])
  })
  it('of a missing touchpoint is written where it is missed', () => {
    const missing: NoticedMoment = {
      ...truth,
      kind: 'irritant',
      presence: 'missing',
      sign: 'off_map',
      touchpoint: null,
      event: 'Delivery Question',
      statistics: { n: 90, after: 'call' },
    }
    const map = kitchen()
    expect(momentsAfter(map, confirmInMap(map, missing, AS_OF), 'call')).toMatchObject([
      { kind: 'irritant', presence: 'missing', title: 'Delivery Question' },
    ])
    expect(confirmInMap(map, { ...missing, statistics: { n: 90, after: null } }, AS_OF)).toEqual([])
  })
  it('leaves the map when the word is taken back', () => {
    const map = kitchen([
      { kind: 'irritant', origin: 'data' },
      { kind: 'truth', origin: 'data', status: 'confirmed' },
    ])
    expect(momentsAfter(map, withdrawFromMap(map, truth))).toEqual([{ kind: 'irritant', origin: 'data' }])
  })
})
