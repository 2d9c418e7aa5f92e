import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flowsOf, OTHER, type Passage, relabelled, sizeOf } from './flows.ts'

const passages = fc.array(
  fc.record({
    path: fc.array(fc.constantFrom('website', 'store', 'call', 'quote', 'signature', 'pose'), { maxLength: 9 }),
    succeeded: fc.nat(40),
    abandoned: fc.nat(40),
    open: fc.nat(9),
  }),
  { maxLength: 30 },
)
const limits = fc.record({
  depth: fc.integer({ min: 1, max: 7 }),
  most: fc.integer({ min: 1, max: 5 }),
  minN: fc.nat(30),
})

describe('the flows of paths', () => {
  it('balance: what flows into a node flows out of it, and everyone who starts ends', () => {
    fc.assert(
      fc.property(passages, limits, (all, limit) => {
        const { nodes, links } = flowsOf(all, limit)
        const total = all.reduce((sum, passage) => sum + sizeOf(passage), 0)
        const sum = (of: typeof links) => of.reduce((size, link) => size + link.size, 0)
        for (const node of nodes) {
          if (node.step > 0) expect(sum(links.filter(({ to }) => to === node.id))).toBe(node.size)
          if (!node.outcome) expect(sum(links.filter(({ from }) => from === node.id))).toBe(node.size)
        }
        expect(nodes.filter(({ step }) => step === 0).reduce((size, node) => size + node.size, 0)).toBe(total)
        expect(nodes.filter(({ outcome }) => outcome).reduce((size, node) => size + node.size, 0)).toBe(total)
      }),
    )
  })
  it('never name a label that fewer than the minimum share, nor more labels than asked for', () => {
    fc.assert(
      fc.property(passages, limits, (all, limit) => {
        const { nodes } = flowsOf(all, limit)
        const named = nodes.filter(({ label, outcome }) => label !== OTHER && !outcome)
        for (const { size } of named) expect(size).toBeGreaterThanOrEqual(limit.minN)
        for (const { step } of named)
          expect(named.filter((node) => node.step === step).length).toBeLessThanOrEqual(limit.most)
      }),
    )
  })
  it('tell a stage once while one stays in it', () => {
    const claire: Passage = { path: ['website', 'store', 'quote', 'website'], succeeded: 1, abandoned: 0, open: 0 }
    const [told] = relabelled([claire], (touchpoint) => (touchpoint === 'quote' ? 'decide' : 'discover'))
    expect(told?.path).toEqual(['discover', 'decide', 'discover'])
  })
})
