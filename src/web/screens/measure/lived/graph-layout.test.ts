import { expect, it } from 'vitest'
import { layGraph, ranksOfPassages } from './graph-layout.ts'

const passages = [
  { from: 'visit', to: 'quote', count: 90 },
  { from: 'quote', to: 'order', count: 40 },
  { from: 'order', to: 'visit', count: 3 },
  { from: 'visit', to: 'order', count: 10 },
]

it('events stand as far along as the commonest passages bring them, and only the rarest of a circle goes back', () => {
  expect(ranksOfPassages(passages).map(({ names }) => names)).toEqual([['visit'], ['quote'], ['order']])
  expect(ranksOfPassages([])).toEqual([])
})

it('a graph that stands is as wide as the phone, with nothing on top of anything else', () => {
  const ranks = [{ id: 'decide', names: ['a', 'b', 'c', 'd', 'e'] }]
  const { placed, width, height } = layGraph(ranks, 340, true, true)
  expect(width).toBe(340)
  const places = [...placed.values()]
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(5)
  expect(places.every(({ x, y }) => x >= 0 && x + 112 <= 340 && y + 58 <= height)).toBe(true)
})
