import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spansOf } from '../journeys/index.ts'
import { END, OTHER, paths, pathsOf, throughLink, throughNode } from './paths.ts'
import type { Sequences } from './sequences.ts'

const sequences = (...cases: readonly (readonly number[])[]): Sequences =>
  spansOf({
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

it('list as many people at a node and along a link as they count there', () => {
  const some = fc.array(fc.array(fc.nat(4), { maxLength: 8 }), { maxLength: 15 })
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }), (cases, depth, perStep) => {
      const found = pathsOf(sequences(...cases), { direction: 'from', depth, perStep })
      for (const { step, code, cases: n } of found.answer.nodes) expect(throughNode(found, step, code)).toHaveLength(n)
      for (const { step, from, to, cases: n } of found.answer.links)
        expect(throughLink(found, step, from, to)).toHaveLength(n)
    }),
  )
})

it('after a drop-off start where each person stopped, and leave out who did not', () => {
  const log = sequences([1, 2, 9], [1, 7, 8], [5])
  const { answer } = pathsOf(log, { startsAt: Int32Array.of(-1, 3, -1), direction: 'from', depth: 3, perStep: 5 })
  expect(answer.cases).toBe(1)
  expect(answer.nodes.map(({ code }) => code)).toEqual([1, 7, 8])
})

it('of a case of 100,000 events over 10,000 touchpoints are drawn at once', () => {
  const size = 100_000
  const log = spansOf({
    starts: Uint32Array.of(0, size),
    at: new Float64Array(size),
    code: Uint32Array.from({ length: size }, (_, e) => e % 10_000),
  })
  const answer = paths(log, { direction: 'to', depth: 50, perStep: 8 })
  expect(answer.nodes).toHaveLength(50)
})
