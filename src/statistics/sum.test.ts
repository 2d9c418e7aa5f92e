import { expect, it } from 'vitest'
import { sumOver } from './sum.ts'

it('keeps of every term what rounding would lose', () => {
  const sum = (...terms: number[]) => sumOver(terms.length, (place) => terms[place] ?? 0)
  expect(sum(1, 1e100, 1, -1e100)).toBe(2)
  expect(sum(...new Array<number>(10).fill(0.1))).toBe(1)
  expect(sum()).toBe(0)
})
