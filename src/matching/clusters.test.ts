import { describe, expect, it } from 'vitest'
import { clustersOf, oneToOne } from './clusters.ts'

const sure = (i: number, j: number) => ({ i, j, probability: 0.95 })

describe('groups', () => {
  it('refuse a chain: Claire is like Clara, Clara like Carla, but Claire is not Carla', () => {
    const alike = (i: number, j: number) => (j - i === 1 ? 0.95 : 0.01)
    expect([...clustersOf(3, [sure(0, 1), sure(1, 2)], 0.5, alike)]).toEqual([0, 0, 2])
  })
  it('take in a third record that resembles both', () => {
    expect([...clustersOf(3, [sure(0, 1), sure(1, 2)], 0.5, () => 0.9)]).toEqual([0, 0, 0])
  })
  it('do not depend on the order in which pairs were found', () => {
    const alike = (i: number, j: number) => (j - i === 1 ? 0.95 : 0.01)
    const pairs = [sure(0, 1), sure(1, 2), sure(2, 3)]
    expect(clustersOf(4, pairs, 0.5, alike)).toEqual(clustersOf(4, [...pairs].reverse(), 0.5, alike))
  })
})

it('links each record to its likeliest partner only, where neither file repeats its people', () => {
  const pairs = [sure(0, 10), { i: 0, j: 11, probability: 0.8 }, { i: 1, j: 11, probability: 0.7 }]
  expect(oneToOne(pairs).map(({ i, j }) => [i, j])).toEqual([
    [0, 10],
    [1, 11],
  ])
})
