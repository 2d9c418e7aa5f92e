import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { DAY } from '../kernel/index.ts'
import type { JourneyMap, Stage } from '../maps/index.ts'
import { createMemoryCaseReader } from './case-reader.memory.ts'
import { eventOf } from './example-logs.node.ts'
import { lived, recogniserOf } from './index.ts'

/** A map of stages, each a list of labels; a label in several places is a touchpoint in each. */
const design = (...stages: readonly (Partial<Stage> & { readonly of: readonly string[] })[]): JourneyMap => ({
  format: 'parcours/1',
  id: 'model',
  title: '',
  stages: stages.map(({ of: _, ...stage }, s) => ({ id: `s${s}`, phase: 'during', title: '', ...stage })),
  touchpoints: stages.flatMap(({ of }, s) =>
    of.map((event, k) => ({ id: `${event}-${s}-${k}`, stage: `s${s}`, title: event, match: [{ event }] })),
  ),
})

/** What aligning each of some cases to the whole design costs. */
const aligned = async (map: JourneyMap, ...traces: readonly (readonly string[])[]) => {
  const events = traces.flatMap((trace, c) =>
    trace.map((event, seq) => eventOf({ at: 0, seq, event, caseId: `${c}`, identifier: `case:log:${c}` })),
  )
  const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
  const table = await createMemoryCaseReader(events).journeys(question, recogniserOf(map))
  return lived(map, table, 100 * DAY, { unitCosts: true }).conformance
}
const told = async (map: JourneyMap, ...traces: readonly (readonly string[])[]) =>
  ((await aligned(map, ...traces)).traces ?? []).map(({ path, cases, cost }) => [path.join(''), cases, cost])

describe('a finished log held to a model of somebody else', () => {
  const abc = design({ of: ['a', 'b'] }, { of: ['c'] })
  it('is aligned case by case, from the first event to the last', async () => {
    expect(await told(abc, ['a', 'b', 'c'], ['x', 'a', 'b', 'c'], ['x', 'y'], ['a', 'b', 'c'])).toEqual([
      ['abc', 2, 0],
      ['xabc', 1, 1],
      // Nothing of it is foreseen: two events too many, three touchpoints left out.
      ['xy', 1, 5],
    ])
  })
  it('says the fitness of each trace, of their mean and of the log', async () => {
    const { traces, tracesTotal, fitness, averageTraceFitness, perfectShare } = await aligned(
      abc,
      ['a', 'b', 'c'],
      ['x'],
    )
    expect(traces?.map((one) => one.fitness)).toEqual([1, 0])
    expect([tracesTotal, fitness, averageTraceFitness, perfectShare.value]).toEqual([2, 1 - 4 / 10, 0.5, 0.5])
  })
  it('may have a label in several stages', async () => {
    const again = design({ of: ['a', 'b'] }, { of: ['c', 'b'], any_order: true }, { of: ['a'] })
    expect(await told(again, ['a', 'b', 'b', 'c', 'a'], ['a', 'b', 'c', 'a'])).toEqual([
      ['abbca', 1, 0],
      ['abca', 1, 1],
    ])
  })
  it('has exact costs for twelve in any order, and a lower bound that says so for thirteen', async () => {
    const labels = Array.from({ length: 13 }, (_, k) => String.fromCharCode(97 + k))
    const twelve = design({ of: labels.slice(0, 12), any_order: true }, { of: ['z'] })
    const exact = await aligned(twelve, ['z', ...labels.slice(1, 12).reverse()])
    expect([exact.traces?.[0]?.cost, exact.lowerBound]).toEqual([3, undefined])
    const thirteen = design({ of: labels, any_order: true }, { of: ['z'] })
    const bound = await aligned(thirteen, [...labels.slice(1).reverse(), 'z'])
    expect([bound.traces?.[0]?.cost, bound.lowerBound]).toEqual([0, true])
  })
  it('may have a case of ten thousand events', async () => {
    const labels = Array.from({ length: 10 }, (_, k) => `step${k}`)
    const map = design({ of: labels, any_order: true }, { of: ['end'] })
    const long = Array.from({ length: 10_000 }, (_, k) => (k % 3 === 0 ? 'other' : (labels[k % 10] ?? '')))
    const { traces } = await aligned(map, [...long, 'end'])
    expect(traces?.[0]?.cost).toBe(10_000 - 10)
  })
})
