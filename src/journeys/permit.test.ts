import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { orThrow } from '../kernel/index.ts'
import { readMap } from '../maps/index.ts'
import { createMemoryCaseReader } from './case-reader.memory.ts'
import { exampleLog } from './example-logs.node.ts'
import { lived } from './measure-lived.ts'
import { recogniserOf } from './recogniser.ts'

const receipt = exampleLog('receipt.csv')
const permit = async () => {
  const text = readFileSync(new URL('../../examples/permit/permit.yaml', import.meta.url), 'utf8')
  const { map } = orThrow(readMap(text, 'permit.yaml'))
  const reader = createMemoryCaseReader(receipt ?? [])
  const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
  return lived(map, await reader.journeys(question, recogniserOf(map)), (await reader.latest(question)) ?? 0)
}

// The README of examples/permit says what the log shows beside the map; this keeps it true.
describe.skipIf(receipt === undefined)('the permit request beside its log (needs the shared data)', () => {
  it('is entered by every request, and followed step by step by more than half', async () => {
    const { instances, notEntered, conformance } = await permit()
    expect([instances.total, instances.succeeded, instances.abandoned, notEntered]).toEqual([1434, 1273, 149, 0])
    expect([conformance.perfectShare.num, conformance.perfectShare.den]).toEqual([766, 1434])
    expect(conformance.fitness).toBeCloseTo(0.898, 3)
  })
  it('breaks in one place, where the request is filed', async () => {
    const { breakingPoints } = await permit()
    expect(breakingPoints.map(({ stage, dropOff }) => [stage, dropOff.num])).toEqual([['file', 119]])
  })
  it('is deviated from by deciding on advice too early, and by channels that nobody designed', async () => {
    const { deviations } = (await permit()).conformance
    const [most] = deviations
    expect(most).toMatchObject({ kind: 'out_of_order', touchpoint: 'stop-advice' })
    // Alignments of equal cost may lay a deviation on one neighbour or the other: about 260.
    expect(Math.abs((most?.instances ?? 0) - 260)).toBeLessThan(10)
    expect(deviations.find(({ kind }) => kind === 'wrong_channel')).toMatchObject({
      touchpoint: 'request',
      instances: 22,
    })
  })
  it('leaves only the giving of advice off the map', async () => {
    const { offMap } = await permit()
    expect([...new Set(offMap.map(({ event }) => event.slice(0, 3)))].sort()).toEqual(['T07', 'T09'])
  })
})
