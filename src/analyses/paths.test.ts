import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sequences } from './funnel.ts'
import { END, OTHER, paths } from './paths.ts'

const sequences = (...cases: readonly (readonly number[])[]): Sequences => ({
  starts: Uint32Array.from([0, ...cases.map((_, c) => cases.slice(0, c + 1).flat().length)]),
  at: new Float64Array(cases.flat().length),
  code: cases.flat(),
})

describe('paths', () => {
  it('conserve the flow: what enters a node leaves it or ends there', () => {
    const some = fc.array(fc.array(fc.nat(6), { maxLength: 8 }), { maxLength: 15 })
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }), (cases, depth, perStep) => {
        const answer = paths(sequences(...cases), { direction: 'from', depth, perStep })
        for (const { step, code, cases: through } of answer.nodes) {
          const sum = (links: typeof answer.links) => links.reduce((all, link) => all + link.cases, 0)
          if (step > 0) expect(sum(answer.links.filter((l) => l.step === step - 1 && l.to === code))).toBe(through)
          if (step < depth - 1 && code !== END)
            expect(sum(answer.links.filter((l) => l.step === step && l.from === code))).toBe(through)
        }
        const first = answer.nodes.filter(({ step }) => step === 0)
        expect(first.reduce((all, node) => all + node.cases, 0)).toBe(answer.cases)
      }),
    )
  })
  it('start at the anchor, or end there', () => {
    const log = sequences([1, 2, 3], [4, 2, 5], [6])
    const from = paths(log, { anchor: [2], direction: 'from', depth: 2, perStep: 5 })
    expect(from.cases).toBe(2)
    expect(from.links.map(({ to }) => to).sort()).toEqual([3, 5])
    const to = paths(log, { anchor: [2], direction: 'to', depth: 2, perStep: 5 })
    expect(to.links.map((link) => link.to).sort()).toEqual([1, 4])
  })
  it('say "other" for what is not shown', () => {
    const answer = paths(sequences([1, 2], [1, 3], [1, 3]), { direction: 'from', depth: 2, perStep: 1 })
    expect(answer.nodes).toEqual([
      { step: 0, code: 1, cases: 3 },
      { step: 1, code: 3, cases: 2 },
      { step: 1, code: OTHER, cases: 1 },
    ])
  })
})
