import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, jaroWinkler, oneEditApart, sharedWords } from './similarity.ts'

/** The textbook recurrence, for comparison. */
const plainDistance = (a: string, b: string): number => {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array.from({ length: b.length }, () => 0)])
  for (let j = 0; j <= b.length; j++) (rows[0] ?? [])[j] = j
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      (rows[i] ?? [])[j] = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (rows[i]?.[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
  return rows[a.length]?.[b.length] ?? 0
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', ' '), maxLength: 40 })

describe('names that resemble each other', () => {
  it('score as Winkler published', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4)
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4)
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
  })
  it('score the same in both directions for short and long texts, between 0 and 1', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const score = jaroWinkler(a, b)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(jaroWinkler(`${a}${'z'.repeat(40)}`, `${b}${'z'.repeat(40)}`)).toBeGreaterThan(0)
      }),
    )
  })
})

describe('the edit distance', () => {
  it('is the textbook one up to its limit, and above it says so', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 6 }), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(plainDistance(a, b), limit + 1))
      }),
    )
  })
  it('of one holds exactly where one slip explains the difference', () => {
    expect(oneEditApart('dupont', 'dupond')).toBe(true)
    expect(oneEditApart('dupont', 'dupnot')).toBe(true)
    expect(oneEditApart('dupont', 'dupon')).toBe(true)
    expect(oneEditApart('dupont', 'dupont')).toBe(false)
    expect(oneEditApart('dupont', 'durand')).toBe(false)
  })
})

it('shared words do not care for their order', () => {
  expect(sharedWords('12 rue des lilas', 'rue des lilas 12')).toBe(1)
  expect(sharedWords('rue des lilas', 'avenue foch')).toBe(0)
})
