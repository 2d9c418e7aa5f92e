import { setTimeout as pause } from 'node:timers/promises'
import { calendarOf } from '../src/analyses/calendar.ts'
import { funnel } from '../src/analyses/funnel.ts'
import type { FunnelQuestion } from '../src/analyses/funnel-question.ts'
import type { AnalysisPorts } from '../src/analyses/index.ts'
import { pathsOf } from '../src/analyses/paths.ts'
import { readCases } from '../src/analyses/read-scope.ts'
import { retention } from '../src/analyses/retention.ts'
import type { View } from '../src/explorations/index.ts'
import { DESIGN_COSTS, followMap, measureConformance, measureStages, survivalTimes } from '../src/journeys/index.ts'
import { followEdges } from '../src/journeys/log-edges.ts'
import { countVariants } from '../src/journeys/log-variants.ts'
import { DAY } from '../src/kernel/index.ts'
import { EVENTS, MAP } from './interactions-in-engine.ts'
import type { Timed } from './stopwatch.ts'

const stepsOf = (steps: number): FunnelQuestion['steps'] =>
  Array.from({ length: steps }, (_, step) => ({ label: `${step}`, codes: [step % EVENTS.length] }))

/** A funnel of so many steps, in order. */
export const ordered = (steps: number): FunnelQuestion => ({
  steps: stepsOf(steps),
  order: 'ordered',
  window: 400 * DAY,
  windowFrom: 'first',
})

let asked = 4000

/** A funnel of those who have an event of more than an amount, another one each time. */
export const funnelOfValued = async ({ ports, scope }: Pick<Asked, 'ports' | 'scope'>): Promise<void> => {
  const who = [{ property: 'amount', op: 'gt', value: asked++ }] as const
  const some = await readCases(ports, { ...scope, look: { who } }, undefined)
  funnel({ ...some.table, code: some.table.activity }, ordered(10))
}

interface Asked {
  readonly ports: AnalysisPorts
  readonly scope: Omit<View, 'map' | 'hash'>
  readonly time: Timed['time']
}

/**
 * What each question must read of memory at the least: activities in codes of 2 bytes, instants in 8, touchpoints and
 * channels in 2; of an instance its events in 4 and its entries of stages in 10.
 */
const bytesRead = (events: number, members: number, instances: number, entries: number): Record<string, number> => ({
  'funnel, 10 steps': events * 10,
  'funnel, 40 steps': events * 10,
  'directly-follows': events * 10,
  'paths, 5 steps': events * 2,
  'retention by week': events * 8,
  variants: events * 2,
  'stage times, first': members * 6 + instances * 23 + entries * 10,
  'stage times': instances * 23 + entries * 10,
  conformance: members * 8 + instances * 8,
  'funnel, of who has a raw property, next': events * 10,
})

/** Asks what is warm, one question after the other; what they looked at is not held once they have been answered. */
export const askWarm = async ({
  ports,
  scope,
  time,
}: Asked): Promise<{ variants: number; bytes: Record<string, number> }> => {
  await time('load, cold', () => readCases(ports, scope, undefined), 1)
  const { table, asOf } = await readCases(ports, scope, undefined)
  const sequences = { ...table, code: table.activity }
  // Other threads begin with the first question, which is none of the warm ones.
  for (let first = 0; first < 3; first++) {
    funnel(sequences, ordered(10))
    await pause(1000)
  }
  await time('ask again, warm', () => readCases(ports, scope, undefined))
  await time('funnel, 10 steps', () => funnel(sequences, ordered(10)))
  await time('funnel, 40 steps', () => funnel(sequences, ordered(40)))
  await time('directly-follows', () => followEdges(table))
  await time('paths, 5 steps', () => pathsOf(sequences, { direction: 'from', depth: 5, perStep: 8 }))
  const first = table.at.reduce((least, at) => Math.min(least, at), asOf)
  const calendar = calendarOf('week', 'Europe/Paris', first, asOf)
  await time('retention by week', () => retention(sequences, calendar, { kind: 'bounded', periods: 8, asOf }))
  let variants = 0
  await time('variants', () => {
    variants = countVariants(table, 50).count
  })
  const lives = await ports.explorer.explore({ ...scope, map: MAP, hash: 'bench' })
  await time('follow every journey', () => followMap(MAP, lives.table, lives.asOf), 1)
  let entries = 0
  const stages = () => {
    const each = measureStages(lives.table, lives.rules, lives.instances, lives.asOf)
    entries = each.reduce((sum, { entered }) => sum + entered, 0)
    return each.map(({ durations }) => survivalTimes(durations, [0.5, 0.9]))
  }
  // The first question after journeys were followed notes when each stage was entered.
  await time('stage times, first', stages, 1)
  await time('stage times', stages)
  await time('conformance', () =>
    measureConformance(MAP, lives.table, lives.rules, lives.instances, {
      asOf: lives.asOf,
      costs: DESIGN_COSTS,
      minN: 0,
      complete: false,
    }),
  )
  const valued = () => funnelOfValued({ ports, scope })
  await time('funnel, of who has a raw property, first', valued, 1)
  await time('funnel, of who has a raw property, next', valued)
  const { members, count } = lives.instances
  return { variants, bytes: bytesRead(table.at.length, members.length, count, entries) }
}
