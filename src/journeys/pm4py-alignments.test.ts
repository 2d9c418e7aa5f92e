import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { JourneyMap, Need, Stage } from '../maps/index.ts'
import { sharedData } from '../shared-data.ts'
import { alignTraces, fitness, traceCode } from './alignment.ts'
import { createMemoryCaseReader } from './case-reader.memory.ts'
import { type ExampleLog, exampleLog } from './example-logs.node.ts'
import { lived, recogniserOf } from './index.ts'
import { modelOf, UNIT_COSTS } from './model.ts'

/** A map of stages, each a list of touchpoints named after the one event that they match; `?` marks an optional one. */
const design = (stages: readonly (Partial<Stage> & { readonly of: readonly (string | readonly string[])[] })[]) => {
  const touchpoints = stages.flatMap(({ of }, s) =>
    of.map((given) => {
      const events = typeof given === 'string' ? [given.replace('?', '')] : given
      const need: Need = typeof given === 'string' && given.startsWith('?') ? 'optional' : 'mandatory'
      return { id: events.join(' or '), stage: `s${s}`, title: '', need, match: [{ event: events }] }
    }),
  )
  return {
    format: 'parcours/1',
    id: 'model',
    title: '',
    stages: stages.map(({ of: _, ...stage }, s) => ({ id: `s${s}`, phase: 'during', title: '', ...stage })),
    touchpoints,
  } as JourneyMap
}

const EXAMINE = ['examine casually', 'examine thoroughly']
const OUTCOME = ['pay compensation', 'reject request']
const RECEIPT = [
  'Confirmation of receipt',
  'T02 Check confirmation of receipt',
  'T04 Determine confirmation of receipt',
  'T05 Print and send confirmation of receipt',
]
const [T06, T10] = ['T06 Determine necessity of stop advice', 'T10 Determine necessity to stop indication']
const [T11, T15] = ['T11 Create document X request unlicensed', 'T15 Print document X request unlicensed']

/** The five models of the file, written as maps. */
const MAPS: Record<string, JourneyMap> = {
  'sequence with choices': design([{ of: ['register request', EXAMINE, 'check ticket', 'decide', OUTCOME] }]),
  'any order in one stage': design([
    { of: ['register request'] },
    { of: [EXAMINE, 'check ticket'], any_order: true },
    { of: ['decide', OUTCOME] },
  ]),
  skippable: design([{ of: ['register request', '?examine casually', 'check ticket', 'decide', 'reject request'] }]),
  'happy path': design([{ of: [...RECEIPT, T06, T10] }]),
  'choice of branches': design([
    { of: [...RECEIPT, `?${T06}`] },
    { of: [T10, T11, T15], choice: [[T10], [T11, T15], []] },
  ]),
}

/**
 * The file says that its costs are exact, and its three fitness figures as pm4py prints them: where a model has silent
 * moves, which it charges a tiny amount, to a thousandth. There the exact costs tell the figures, too.
 */
const HAS_SILENT_MOVES = new Set(['skippable', 'choice of branches'])

interface Expected {
  readonly perfectShare: number
  readonly averageTraceFitness: number
  readonly logFitness: number
  readonly variants: readonly (readonly [path: string[], cases: number, cost: number, fitness: number])[]
}
const file = sharedData('logs/alignments.json')
const logs = file
  ? (JSON.parse(readFileSync(file, 'utf8')) as { logs: Record<string, Record<string, Expected>> }).logs
  : {}

/** The figures that the file's exact costs make. */
const exactly = ({ variants }: Expected, cheapestRun: number) => {
  const of = (value: (path: readonly string[], cost: number) => number) =>
    variants.reduce((sum, [path, count, cost]) => sum + count * value(path, cost), 0)
  const cases = of(() => 1)
  const worst = (path: readonly string[]) => path.length + cheapestRun
  return {
    perfectShare: of((_, cost) => (cost === 0 ? 1 : 0)) / cases,
    averageTraceFitness: of((path, cost) => 1 - cost / worst(path)) / cases,
    logFitness: 1 - of((_, cost) => cost) / of(worst),
  }
}
const FIGURES = ['perfectShare', 'averageTraceFitness', 'logFitness'] as const
/** As exact as what is published: everywhere to a millionth of what its exact costs make. */
const expectFigures = (
  name: string,
  expected: Expected,
  cheapestRun: number,
  found: Readonly<Record<(typeof FIGURES)[number], number | null>>,
): void => {
  const exact = exactly(expected, cheapestRun)
  for (const figure of FIGURES) {
    const value = found[figure] ?? Number.NaN
    expect(Math.abs(value - exact[figure]), figure).toBeLessThan(1e-6)
    expect(Math.abs(value - expected[figure]), figure).toBeLessThan(HAS_SILENT_MOVES.has(name) ? 1e-3 : 1e-6)
  }
}
const models = Object.values(logs).flatMap((byModel) => Object.entries(byModel))

describe.skipIf(file === undefined)(
  'with every weight 1 (skipped where the shared data is not on this machine)',
  () => {
    it('all five models of process mining are there', () => {
      expect(models.map(([name]) => name).sort()).toEqual(Object.keys(MAPS).sort())
    })
    it.each(models)('the alignments of pm4py to "%s" come out, cost for cost', (name, expected) => {
      const map = MAPS[name] as JourneyMap
      const model = modelOf(map, UNIT_COSTS)
      const align = alignTraces(model, UNIT_COSTS)
      const codeOf = new Map(
        map.touchpoints.flatMap(({ match }, t) =>
          (match ?? []).flatMap(({ event }) => [event].flat().map((e) => [e, t] as const)),
        ),
      )
      let [sum, worstSum, fitnessSum, perfect, cases] = [0, 0, 0, 0, 0]
      for (const [path, count, wantedCost, wantedFitness] of expected.variants) {
        const codes = path.flatMap((event) => {
          const touchpoint = codeOf.get(event)
          return touchpoint === undefined ? [] : [traceCode(touchpoint, false)]
        })
        const cost = align(codes, 'full').cost + (path.length - codes.length) * UNIT_COSTS.unmapped
        const worst = path.length + model.cheapestRun
        expect(cost, path.join(' ')).toBe(wantedCost)
        expect(Math.abs(fitness(cost, worst) - wantedFitness)).toBeLessThan(1e-6)
        sum += count * cost
        worstSum += count * worst
        fitnessSum += count * fitness(cost, worst)
        perfect += cost === 0 ? count : 0
        cases += count
      }
      expectFigures(name, expected, model.cheapestRun, {
        perfectShare: perfect / cases,
        averageTraceFitness: fitnessSum / cases,
        logFitness: fitness(sum, worstSum),
      })
    })
  },
)

const cases = Object.entries(logs).flatMap(([log, byModel]) =>
  Object.entries(byModel).map(([name, expected]) => [name, log, expected] as const),
)
describe.skipIf(file === undefined)('parcours lived --unit-costs (skipped where the shared data is not there)', () => {
  it.each(cases)('has the fitness of pm4py for "%s" of %s', async (name, log, expected) => {
    const map = MAPS[name] as JourneyMap
    const question = { workspace: LOCAL_OWNER.workspace, filter: {}, inferred: 'person' } as const
    const reader = createMemoryCaseReader(exampleLog(log as ExampleLog) ?? [])
    const table = await reader.journeys(question, recogniserOf(map))
    const { conformance, instances } = lived(map, table, Date.UTC(2020, 0, 1), { unitCosts: true })
    expect(instances.total).toBe(expected.variants.reduce((sum, [, count]) => sum + count, 0))
    expectFigures(name, expected, modelOf(map, UNIT_COSTS).cheapestRun, {
      perfectShare: conformance.perfectShare.value,
      averageTraceFitness: conformance.averageTraceFitness,
      logFitness: conformance.fitness,
    })
  })
})
