import { describe, expect, it } from 'vitest'
import { lanesOf, moveLane, withLane, withoutLane } from './lane-kinds.ts'

describe('the lanes of a map', () => {
  it('are the usual ones where it names none, and none where it names an empty list', () => {
    expect(lanesOf({}).map(({ kind }) => kind)).toContain('emotion')
    expect(lanesOf({ lanes: [] })).toEqual([])
  })
  it('keep the map’s order and ids, and understand a lane of one metric', () => {
    const lanes = [
      { id: 'l2', type: 'metric', metric: 'abandonment' },
      { id: 'l1', type: 'emotion' },
      { id: 'l3', type: 'weather' },
    ]
    expect(lanesOf({ lanes })).toEqual([
      { id: 'l2', kind: 'metrics', metric: 'abandonment' },
      { id: 'l1', kind: 'emotion' },
    ])
  })
  it('gain one at the end under an id of its own, and lose just one', () => {
    const lanes = [{ id: 'verbatims', type: 'emotion' }]
    expect(withLane({ lanes }, 'verbatims')).toEqual([...lanes, { id: 'verbatims-2', type: 'verbatims' }])
    expect(withoutLane({ lanes: [...lanes, { id: 'e2', type: 'emotion' }] }, 'e2')).toEqual(lanes)
  })
  it('move by one place, never out of the list', () => {
    const lanes = ['a', 'b', 'c'].map((id) => ({ id, type: 'emotion' }))
    expect(moveLane({ lanes }, 'b', -1).map(({ id }) => id)).toEqual(['b', 'a', 'c'])
    expect(moveLane({ lanes }, 'a', -1)).toEqual(lanes)
    expect(moveLane({ lanes }, 'c', 1)).toEqual(lanes)
  })
})
