import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { ANALYSES } from '../src/analyses/analyses.ts'
import type { Analysis, AnalysisPorts } from '../src/analyses/analysis.ts'
import { ask } from '../src/analyses/ask.ts'
import { type ViewAsked, viewAsked } from '../src/api/view-asked.ts'
import { type AnalysisOptions, looking, scopeOf } from '../src/cli/analysis.ts'
import { interactions } from '../src/demo/index.ts'
import type { Event } from '../src/events/index.ts'
import { parseCondition } from '../src/events/index.ts'
import { orThrow } from '../src/kernel/index.ts'
import { companyOf, WHOLE } from './alder.ts'

/** Some people of the synthetic company, whole. */
const events = [...interactions({ people: 600 })]

/** Every question, asked so that each filter leaves it something to say. */
const ASKED: Readonly<Record<string, object>> = {
  funnel: { step: ['Configurator Opened', 'Appointment Held|Call Received', 'Contract Signed'] },
  paths: { map: 'cuisine', top: 100 },
  variants: { cases: 'session' },
  flow: { top: 10_000 },
  times: { map: 'cuisine', step: ['configurator', 'design-appointment|quote', 'signature'] },
  retention: { calendar: 'month', kind: 'unbounded', periods: 3 },
  attribution: { conversion: 'Contract Signed', resamples: 20 },
  drivers: { map: 'cuisine', outcome: 'success', drivenBy: 'channels', resamples: 20, permutations: 19 },
  activity: { map: 'cuisine' },
  trends: { of: 'touchpoints', calendar: 'month', top: 100 },
  recommend: { map: 'cuisine' },
  contacts: { map: 'cuisine', cost: ['phone=6'] },
  effectiveness: { map: 'cuisine', landmark: 'P20D', support: 10 },
  compare: { map: 'cuisine', aThrough: 'web', bThrough: 'phone' },
  next: { map: 'cuisine' },
  value: {},
  discover: {},
}

/** What is left of some events once a filter has been asked. */
interface Filter {
  readonly words: readonly string[]
  readonly asked: ViewAsked
  /** The log that holds nothing but what is asked for. */
  left(events: readonly Event[]): readonly Event[]
}

const at = (text: string) => Date.parse(text)
const whole = (some: readonly Event[], keep: (life: readonly Event[]) => boolean): Event[] => {
  const lives = new Map<string, Event[]>()
  for (const event of some) lives.set(event.identifier, [...(lives.get(event.identifier) ?? []), event])
  return [...lives.values()].filter(keep).flat()
}

const AUTUMN = ['2024-09-01T00:00:00Z', '2025-04-01T00:00:00Z'] as const

/** Filters on events: the log without the others answers alike. */
const OF_EVENTS: Readonly<Record<string, Filter>> = {
  'a period': {
    words: ['--from', AUTUMN[0], '--to', AUTUMN[1]],
    asked: { from: AUTUMN[0], to: AUTUMN[1] },
    left: (some) => some.filter((event) => event.at >= at(AUTUMN[0]) && event.at < at(AUTUMN[1])),
  },
  'an instant to look from': {
    words: ['--as-of', AUTUMN[1]],
    asked: { asOf: AUTUMN[1] },
    left: (some) => some.filter((event) => event.at <= at(AUTUMN[1])),
  },
  'a channel': {
    words: ['--channel', 'store'],
    asked: { channel: 'store' },
    left: (some) => some.filter(({ channel }) => channel === 'store'),
  },
  'a store, an adviser': {
    words: ['--where', 'store=paris', '--where', 'adviser!=paris-1'],
    asked: { where: ['store=paris', 'adviser!=paris-1'] },
    left: (some) => some.filter(({ store, adviser }) => store === 'paris' && adviser !== 'paris-1'),
  },
  'a property': {
    words: ['--where', 'offer=cuisine'],
    asked: { where: 'offer=cuisine' },
    left: (some) => some.filter(({ properties }) => properties.offer === 'cuisine'),
  },
  'a source': {
    words: ['--source', 'maison-alder'],
    asked: { source: 'maison-alder' },
    left: (some) => some.filter(({ source }) => source === 'maison-alder'),
  },
}

/** Filters on people, each of them whole: the log of these people alone answers alike. */
const OF_PEOPLE: Readonly<Record<string, Filter>> = {
  'people of a store': {
    words: ['--who', 'store=paris'],
    asked: { who: 'store=paris' },
    left: (some) => whole(some, (life) => life.some(({ store }) => store === 'paris')),
  },
  'people of whom two things hold, one of them not': {
    words: ['--who', 'store!=paris', '--who', 'topic=design'],
    asked: { who: ['store!=paris', 'topic=design'] },
    left: (some) =>
      whole(
        some,
        (life) => life.every(({ store }) => store !== 'paris') && life.some((one) => one.properties.topic === 'design'),
      ),
  },
  'a persona': {
    words: ['--persona', 'renovator'],
    asked: { persona: 'renovator' },
    left: (some) => whole(some, (life) => life.some(({ properties }) => properties.persona === 'renovator')),
  },
}

/** What another source kept of other people. */
const elsewhere = [...interactions({ people: 150, seed: 7 })].map((event) => ({
  ...event,
  source: 'till',
  identifier: `till:${event.identifier}`,
  seq: event.seq + 1e6,
}))
const log = [...events, ...elsewhere]
const mixed = companyOf(log)

/** Sums are taken in the order in which channels are first met; a draft says from which source it is. */
const rounded = (_: string, value: unknown) =>
  typeof value === 'number' ? Number(value.toPrecision(9)) : value === 'maison-alder' ? 'log' : value

const answerOf = async (one: Analysis, ports: AnalysisPorts, asked: object) => {
  try {
    const { body } = await ask(one, ports, { ...WHOLE, ...asked, options: ASKED[one.name] ?? {} })
    return JSON.parse(JSON.stringify(body, rounded)) as unknown
  } catch (problem) {
    return String(problem)
  }
}

const named = ANALYSES.map((one) => [one.name, one] as const)

describe.each(Object.entries({ ...OF_EVENTS, ...OF_PEOPLE }))('%s', (_, { asked, left, words }) => {
  const view = viewAsked(asked)
  const alone = companyOf(left(log))
  it.each(named)('asked of %s answers as a log that holds nothing else', async (name, one) => {
    const [found, wanted] = [
      await answerOf(one, mixed, view),
      await answerOf(one, alone, view.asOf === undefined ? {} : view),
    ]
    expect(found, name).toEqual(wanted)
    expect(found, name).not.toEqual(await answerOf(one, mixed, {}))
  })
  it('is said alike by a command and over HTTP', async () => {
    let scope: unknown
    const command = looking(new Command('any')).exitOverride()
    command.action((options: AnalysisOptions) => {
      scope = scopeOf(options)
    })
    await command.parseAsync([...words], { from: 'user' })
    const { filter, look, asOf } = view
    expect(scope).toEqual({ workspace: WHOLE.workspace, filter, look, ...(asOf !== undefined && { asOf }) })
  })
})

it('who somebody is does not depend on which of their events are looked at', async () => {
  const who = [orThrow(parseCondition('store=paris'))]
  const wanted = companyOf(whole(log, (life) => life.some(({ store }) => store === 'paris')))
  for (const [name, one] of named) {
    const found = await answerOf(one, mixed, { filter: { channel: 'web' }, look: { who } })
    expect(found, name).toEqual(await answerOf(one, wanted, { filter: { channel: 'web' } }))
  }
})
