import { describe, expect, it } from 'vitest'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { draftMap, lived, recogniserOf } from '../journeys/index.ts'
import { asId, DAY } from '../kernel/index.ts'
import { checkText, type JourneyMap } from '../maps/index.ts'
import { discoverTree } from './inductive-miner.ts'
import { mapOfTree } from './tree-map.ts'

const question = { workspace: asId<'Workspace'>('default'), filter: {}, inferred: 'person' } as const

/** Cases written as letters, as a map by the miner, and how well it fits them. */
const discovered = async (...cases: readonly string[]) => {
  const events = cases.flatMap((text, c) =>
    [...text].map((event, seq) => eventOf({ at: c * DAY + seq * 60_000, seq, event, caseId: `k${c}` })),
  )
  const reader = createMemoryCaseReader(events)
  const table = await reader.cases(question)
  const { map: drafted } = draftMap(table, {
    id: 'kitchen',
    title: 'Kitchen',
    source: 'log',
    asOf: 100 * DAY,
    minShare: 0,
  })
  const traces = table.keys.map((_, c) => ({
    activities: [...table.activity.subarray(table.starts[c], table.starts[c + 1])],
    count: 1,
  }))
  const { map, simplified } = mapOfTree(discoverTree(traces, 0), table.activities, drafted)
  const journeys = await reader.journeys(question, recogniserOf(map))
  const { conformance } = lived(map, journeys, 100 * DAY, { unitCosts: true })
  return { map, simplified, fitness: conformance.fitness }
}

const errorsOf = (map: JourneyMap) =>
  checkText(JSON.stringify(map), 'discovered.json', () => undefined).findings.filter(
    ({ severity }) => severity === 'error',
  )

describe('a discovered map', () => {
  it('has a stage for each block, and fits what it was discovered from', async () => {
    const { map, simplified, fitness } = await discovered('abcde', 'acbdf', 'abcdf', 'acbde')
    expect(map.stages.map(({ any_order, choice }) => [any_order, choice])).toEqual([
      [undefined, undefined],
      [true, undefined],
      [undefined, undefined],
      [undefined, [['e'], ['f']]],
    ])
    expect([errorsOf(map), simplified, fitness]).toEqual([[], [], 1])
  })
  it('lets a touchpoint be skipped, repeated, and gone back to', async () => {
    const { map, fitness } = await discovered('abc', 'ac', 'abbc')
    expect(map.touchpoints.map(({ id, need, repeatable }) => [id, need, repeatable])).toEqual([
      ['a', 'mandatory', undefined],
      ['b', 'optional', true],
      ['c', 'mandatory', undefined],
    ])
    expect(fitness).toBe(1)
    const loop = await discovered('xabcaby', 'xaby', 'xabcabcaby')
    expect(loop.map.transitions).toEqual([{ from: 'c', to: 'a', kind: 'return' }])
    expect([errorsOf(loop.map), loop.fitness]).toEqual([[], 1])
  })
  it('says what its format cannot', async () => {
    const { map, simplified } = await discovered('axyb', 'axby', 'abxy', 'bxya', 'xyab', 'xyba', 'bxay', 'xbya')
    expect(simplified).toHaveLength(1)
    expect(errorsOf(map)).toEqual([])
  })
})
