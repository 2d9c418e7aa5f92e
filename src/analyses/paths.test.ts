import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explorerOf } from '../explorations/explorer.contract.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { spansOf } from '../journeys/index.ts'
import { DAY } from '../kernel/index.ts'
import { ask } from './ask.ts'
import { END, OTHER, paths, pathsOf, throughLink, throughNode } from './paths.ts'
import { pathsAnalysis } from './paths-analysis.ts'
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

it('tell events really called as the others, or as the end, apart from these: in the answer, its tables and its lists', async () => {
  const lives = { claire: ['A', '(other)'], karim: ['A', '(end)'], ana: ['A', 'B'], lea: ['A'], zoe: ['A', '\\(end)'] }
  const events = Object.entries(lives).flatMap(([who, names]) =>
    names.map((event, seq) => eventOf({ event, at: seq * DAY, seq, identifier: `user:${who}` })),
  )
  const explorer = explorerOf(events, 9 * DAY)
  const ports = { explorer, map: () => Promise.reject(), purchases: async () => [], now: () => 9 * DAY }
  const { workspace } = LOCAL_OWNER
  const asking = (top: number, people?: string) =>
    ask(pathsAnalysis, ports, { workspace, filter: {}, look: {}, options: { top } }, people)
  const listed = async (top: number, people: string) => {
    const { body } = await asking(top, people)
    return (body as { people?: { keys: readonly string[] } }).people?.keys
  }
  const [nodes] = (await asking(9)).tables
  expect(nodes?.rows.map(([step, name, cases]) => `${step} ${name} ${cases}`).sort()).toEqual(
    ['1 A 5', '2 (end) 1', '2 B 1', '2 \\(end) 1', '2 \\(other) 1', '2 \\\\(end) 1', '3 (end) 4'].sort(),
  )
  expect(await listed(9, 'node:2:(end)')).toEqual(['person:user:lea'])
  expect(await listed(9, 'node:2:\\(end)')).toEqual(['person:user:karim'])
  expect(await listed(9, 'node:2:\\\\(end)')).toEqual(['person:user:zoe'])
  expect(await listed(9, 'link:1:A>\\(other)')).toEqual(['person:user:claire'])
  expect((await listed(1, 'node:2:(other)'))?.length).toBe(3)
})
