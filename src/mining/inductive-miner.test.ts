import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { exampleLog } from '../journeys/example-logs.node.ts'
import { drawBelow, drawsOf } from '../statistics/index.ts'
import type { Trace } from './follows.ts'
import { discoverTree } from './inductive-miner.ts'
import { activitiesOf, type ProcessTree, treeText } from './process-tree.ts'

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f']
const log = (...traces: readonly string[]): Trace[] =>
  traces.map((text) => ({ activities: [...text].map((letter) => LETTERS.indexOf(letter)), count: 1 }))
const tree = (traces: readonly Trace[], noise = 0) => treeText(discoverTree(traces, noise), LETTERS)

/** Whether a tree accepts a trace, tried split by split: independent of how it was discovered. */
const accepts = (one: ProcessTree, trace: readonly number[]): boolean => {
  if (one.kind === 'silent') return trace.length === 0
  if (one.kind === 'activity') return trace.length === 1 && trace[0] === one.activity
  const [first, ...rest] = one.parts
  if (one.kind === 'choice') return one.parts.some((part) => accepts(part, trace))
  if (!first) return trace.length === 0
  if (one.kind === 'parallel')
    return one.parts.every((part) => {
      const mine = new Set(activitiesOf(part))
      return accepts(
        part,
        trace.filter((activity) => mine.has(activity)),
      )
    })
  const splits = trace.map((_, at) => at).concat(trace.length)
  if (one.kind === 'sequence')
    return splits.some(
      (at) => accepts(first, trace.slice(0, at)) && accepts({ kind: 'sequence', parts: rest }, trace.slice(at)),
    )
  if (accepts(first, trace)) return true
  return splits.some(
    (at) =>
      accepts(first, trace.slice(0, at)) &&
      splits.some(
        (to) =>
          to >= at &&
          to > 0 &&
          trace.length - to < trace.length &&
          rest.some((redo) => accepts(redo, trace.slice(at, to))) &&
          accepts(one, trace.slice(to)),
      ),
  )
}

describe('the inductive miner', () => {
  it('stops where nobody waits for it any more', () => {
    let looks = 0
    const look = () => {
      if (++looks === 3) throw new Error('nobody waits')
    }
    expect(() => discoverTree(log('abcdef', 'acbdef'), 0, look)).toThrow('nobody waits')
  })

  it('finds sequence, choice, parallel and loop', () => {
    expect(tree(log('abc'))).toBe("->( 'a', 'b', 'c' )")
    expect(tree(log('abd', 'acd'))).toBe("->( 'a', X( 'b', 'c' ), 'd' )")
    expect(tree(log('abcd', 'acbd'))).toBe("->( 'a', +( 'b', 'c' ), 'd' )")
    expect(tree(log('ab', 'abcab', 'abcabcab'))).toBe("*( ->( 'a', 'b' ), 'c' )")
    expect(tree(log('ac', 'abc'))).toBe("->( 'a', X( tau, 'b' ), 'c' )")
    expect(tree(log('abbbc', 'abc'))).toBe("->( 'a', *( 'b', tau ), 'c' )")
    expect(tree(log(''))).toBe('tau')
    expect(tree([])).toBe('tau')
  })
  it('accepts every trace that it was given, without noise', () => {
    const traces = fc.array(fc.array(fc.nat(3), { maxLength: 5 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(traces, (some) => {
        const found = discoverTree(
          some.map((activities) => ({ activities, count: 1 })),
          0,
        )
        for (const activities of some) expect(accepts(found, activities), treeText(found, LETTERS)).toBe(true)
        const known = activitiesOf(found)
        expect(new Set(known).size).toBe(known.length)
      }),
      { numRuns: 1000 },
    )
  })
  it('sees through noise where it is told to', () => {
    const draws = drawsOf(1)
    const noisy = Array.from({ length: 500 }, (): Trace => {
      const activities = [0, ...(draws() < 0.5 ? [1, 2] : [2, 1]), ...(draws() < 0.4 ? [3] : [4]), 5]
      if (draws() < 0.06) activities.splice(drawBelow(draws, 4), 0, activities.splice(drawBelow(draws, 4), 1)[0] ?? 0)
      return { activities, count: 1 }
    })
    expect(tree(noisy, 0.2)).toBe("->( 'a', +( 'b', 'c' ), X( 'd', 'e' ), 'f' )")
    expect(tree(noisy)).not.toBe(tree(noisy, 0.2))
  })
})

const events = exampleLog('running-example.csv')
it.skipIf(events === undefined)(
  'finds the published tree of the textbook log (skipped where the shared data is not on this machine)',
  async () => {
    const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
    const table = await createMemoryCaseReader(events ?? []).cases(question)
    const traces = table.keys.map((_, c) => ({
      activities: Array.from(table.activity.subarray(table.starts[c], table.starts[c + 1])),
      count: 1,
    }))
    const found = treeText(discoverTree(traces, 0), table.activities)
    expect(found).toMatch(
      /^->\( 'register request', \*\( ->\( \+\( .* \), 'decide' \), 'reinitiate request' \), X\( .* \) \)$/,
    )
    expect(found).toContain("X( 'examine")
    expect(found).toContain("'check ticket'")
  },
)
