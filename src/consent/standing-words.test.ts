import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asId } from '../kernel/index.ts'
import { createStandingWords } from './standing-words.ts'
import { createLedger } from './word.ts'

const workspace = asId<'Workspace'>('default')
const keyOf = (identifier: string) => createHash('sha256').update(identifier).digest('base64url').slice(0, 22)

it('what stands of thousands of words is what the latest of each says, whatever the order (a law)', () => {
  const word = fc.record({ who: fc.nat(3_000), given: fc.boolean(), at: fc.integer({ min: -5, max: 5 }) })
  fc.assert(
    fc.property(fc.array(word, { minLength: 2_000, maxLength: 4_000 }), (said) => {
      const standing = createStandingWords()
      const ledger = createLedger()
      for (const { who, given, at } of said) {
        standing.hear(keyOf(`user:${who}`), { given, at })
        ledger.hear({ workspace, identifier: `user:${who}`, purpose: 'measurement', given, at })
      }
      expect(standing.size).toBe(new Set(said.map(({ who }) => who)).size)
      for (const who of new Set([...said.map((one) => one.who), 3_001])) {
        const allowed = standing.get(keyOf(`user:${who}`))?.given === true
        expect(allowed).toBe(ledger.allows(workspace, `user:${who}`, 'measurement'))
      }
    }),
    { numRuns: 5 },
  )
})

it('many of one table grow it, and none is lost', () => {
  const standing = createStandingWords()
  for (let n = 0; n < 60_000; n++) standing.hear(keyOf(`user:${n}`), { given: n % 3 === 0, at: n })
  expect(standing.size).toBe(60_000)
  for (let n = 0; n < 60_000; n += 7) expect(standing.get(keyOf(`user:${n}`))).toEqual({ given: n % 3 === 0, at: n })
})
