import fc from 'fast-check'
import { expect, it } from 'vitest'
import { editDistance, jaroWinkler, oneEditApart } from '../kernel/index.ts'
import { editsWithin, jaroWinklerAtLeast, oneEdit } from './near-letters.ts'
import { packed, textAt } from './texts.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '1', '7', '9', ' '), maxLength: 38 })
/** Two texts that are often a few slips apart. */
const near = fc
  .tuple(word, fc.array(fc.tuple(fc.nat(40), fc.constantFrom('', 'a', 'b7', '1', 'é')), { maxLength: 4 }))
  .map(
    ([text, slips]) =>
      [text, slips.reduce((now, [at, put]) => now.slice(0, at) + put + now.slice(at + 1), text)] as const,
  )

it('packed texts are told back, and are as alike as the kernel says', () => {
  fc.assert(
    fc.property(fc.oneof(near, fc.tuple(word, word)), fc.integer({ min: 0, max: 3 }), ([a, b], limit) => {
      const texts = packed([a, 'between', b])
      expect([textAt(texts, 0), textAt(texts, 2)]).toEqual([a, b])
      expect(oneEdit(texts, 0, texts, 2)).toBe(oneEditApart(a, b))
      expect(editsWithin(texts, 0, texts, 2, limit)).toBe(editDistance(a, b, limit) <= limit)
      const alike = jaroWinkler(a, b)
      expect(jaroWinklerAtLeast(texts, 0, texts, 2, 0)).toBe(alike)
      expect(jaroWinklerAtLeast(texts, 0, texts, 2, 0.8) >= 0.8).toBe(alike >= 0.8)
      const [m, n] = [a.replace(/\D/g, ''), b.replace(/\D/g, '')]
      const digits = packed([m, n], true)
      expect(oneEdit(digits, 0, digits, 1)).toBe(oneEditApart(m, n))
      expect(editsWithin(digits, 0, digits, 1, limit)).toBe(editDistance(m, n, limit) <= limit)
    }),
    { numRuns: 1_000 },
  )
})
