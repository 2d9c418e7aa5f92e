import { describe, expect, it } from 'vitest'
import { ANALYSES } from '../src/analyses/analyses.ts'
import { ask } from '../src/analyses/ask.ts'
import { parseCondition } from '../src/events/index.ts'
import { createExplorations, type Question } from '../src/explorations/index.ts'
import { readLog } from '../src/journeys/read-log.ts'
import { orThrow } from '../src/kernel/index.ts'
import { logOf } from '../src/mining/log-format.ts'
import { alder, alderInParts, alderReader, WHOLE } from './alder.ts'

/** How each is asked here, and one of its numbers whose people are listed. */
const ASKED: Readonly<Record<string, readonly [options: object, people?: string]>> = {
  paths: [{ start: 'quote', map: 'cuisine' }, 'node:1:quote'],
  variants: [{ cases: 'session', contains: 'Configurator Opened' }, 'variant:1'],
  flow: [{ map: 'cuisine' }, 'passage:quote>Call Received'],
  funnel: [{ step: ['Configurator Opened', 'Appointment Held', 'Contract Signed'], window: 'P60D' }, 'stopped:1'],
  times: [{ step: ['Configurator Opened', 'Appointment Held', 'Contract Signed'] }, 'waiting:1'],
  retention: [{ calendar: 'month', kind: 'unbounded', periods: 4 }, 'overall:1'],
  activity: [{ map: 'cuisine' }, 'once'],
  trends: [{ of: 'touchpoints', calendar: 'month' }, '2024-10-01:Plan Saved'],
  attribution: [{ conversion: 'Contract Signed', resamples: 20 }, 'converted'],
  drivers: [{ map: 'cuisine', resamples: 20, permutations: 19 }, 'n'],
  recommend: [{ map: 'cuisine' }, 'promoters'],
  contacts: [{ map: 'cuisine', cost: ['phone=6', 'design-appointment=80.5'], top: 5 }, 'contacted'],
  effectiveness: [{ map: 'cuisine', landmark: 'P30D', support: 50, stratum: ['store exists'] }, 'succeeded'],
  compare: [{ map: 'cuisine', aPeriod: '2024-07-01/2024-10-01', bPeriod: '2024-10-01/2025-01-01' }, 'both'],
  next: [{ map: 'cuisine' }, 'open'],
  discover: [{}, 'cases'],
  value: [{}, 'repeat'],
}

/** Filters that leave people out, and one that cuts. */
const LOOKS = {
  everybody: { filter: {}, look: {} },
  'a segment, a channel and a period': {
    filter: {},
    look: {
      who: [orThrow(parseCondition('store exists'))],
      through: 'store',
      period: { from: Date.UTC(2024, 5, 1), to: Date.UTC(2025, 2, 1), by: 'entered' as const },
    },
  },
} as const

describe.each(Object.entries(LOOKS))('cases in parts, of %s', (_, looked) => {
  const [whole, parts] = [alder(), alderInParts(4, Number.POSITIVE_INFINITY)]
  it.each(ANALYSES.map((one) => [one.name, one] as const))(
    '%s tells what it tells of them at once',
    async (name, one) => {
      const [options = {}, people] = ASKED[name] ?? []
      const asked = { ...WHOLE, ...looked, options }
      expect(await ask(one, parts, asked, people)).toEqual(await ask(one, whole, asked, people))
    },
  )
})

describe.each(Object.entries(LOOKS))('cases in parts of which nothing may be put together, of %s', (_, looked) => {
  const [whole, parts] = [alder(), alderInParts(4, 0)]
  it.each(ANALYSES.map(({ name }) => name))('%s tells what it tells of them at once', async (name) => {
    const one = ANALYSES.find((each) => each.name === name)
    if (!one) throw new Error(`No analysis is called ${name}`)
    const [options = {}, people] = ASKED[name] ?? []
    const asked = { ...WHOLE, ...looked, options }
    expect(await ask(one, parts, asked, people)).toEqual(await ask(one, whole, asked, people))
  })
})

const FLOW = { anchor: 'start', at: '', direction: 'from', depth: 4, perStep: 2, offMap: true } as const

/** What is asked of a lived journey, of which every number is a sum: no part need be there with another. */
const SUMMED: readonly Question[] = [
  { kind: 'lived', minN: 5 },
  { kind: 'lived', unitCosts: true, top: 3 },
  { kind: 'moments' },
  { kind: 'pulse', since: 30 },
  { kind: 'times', minN: 0 },
  { kind: 'variants', order: 'time', after: 1, limit: 5, minN: 0, contains: 'quote' },
  { kind: 'drop-off', stage: 'decide', minN: 0 },
  { kind: 'drop-off', stage: 'nowhere', minN: 0 },
  { kind: 'flow', anchor: 'drop-off', at: '', direction: 'from', depth: 4, perStep: 3, offMap: true },
  { kind: 'flow', anchor: 'touchpoint', at: 'quote', direction: 'to', depth: 5, perStep: 2, offMap: false },
  ...(
    [
      { of: 'outcome', outcome: 'deviating' },
      { of: 'stage', stage: 'decide', as: 'skipped' },
      { of: 'off-map', event: 'Call Received', channel: 'phone' },
      { of: 'touchpoint', touchpoint: 'quote', as: 'missed' },
      { of: 'trait', stage: 'decide', trait: 'slow', side: 'with', left: true },
      { of: 'flow', question: FLOW, step: 1, label: 'other' },
    ] as const
  ).map((selection): Question => ({ kind: 'people', selection, order: 'last', descending: true, after: 3, limit: 7 })),
]

describe.each(Object.entries(LOOKS))(
  'a lived journey in parts of which nothing may be put together, of %s',
  (_, looked) => {
    it('is told as it is at once', async () => {
      const [whole, parts] = await Promise.all(
        [alder(), alderInParts(4, 0)].map(async ({ explorer, map }) => {
          const view = { ...WHOLE, ...looked, ...(await map('cuisine')) }
          const explorations = createExplorations(explorer)
          return { explorations, view }
        }),
      )
      if (!whole || !parts) throw new Error('There is no company')
      for (const question of SUMMED)
        expect(await parts.explorations.ask(parts.view, question)).toEqual(
          await whole.explorations.ask(whole.view, question),
        )
    })
  },
)

it.each(['xes', 'ocel'] as const)('an event log (%s) of cases in parts is written as it is at once', async (format) => {
  const [whole, parts] = await Promise.all(
    [alder(), alderInParts(4, 0)].map(async ({ explorer, map }) => {
      const view = { ...WHOLE, ...(await map('cuisine')) }
      const pieces: string[] = []
      for await (const piece of logOf(format, view.map.id, () => explorer.parts(view))) pieces.push(piece)
      return pieces.join('')
    }),
  )
  expect(whole?.length).toBeGreaterThan(1_000_000)
  expect(parts === whole).toBe(true)
})

it('the raw log of cases in parts is what it is at once, medians too', async () => {
  const reader = alderReader(4)
  const { parts: _, ...whole } = reader
  const question = { ...WHOLE, inferred: 'person' } as const
  const log = await readLog(whole, question, { top: 40 })
  expect(log).toMatchObject({ caseBasis: 'person' })
  expect(log.edges).toBeGreaterThan(50)
  expect(await readLog(reader, question, { top: 40 })).toEqual(log)
})
