import { describe, expect, it } from 'vitest'
import { viewAsked } from '../api/view-asked.ts'
import { createExplorer } from '../explorations/index.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { inOrder, instantFrom } from '../journeys/index.ts'
import { DAY, HOUR, Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { ANALYSES } from './analyses.ts'
import { ask } from './ask.ts'
import { compareAnalysis } from './compare-analysis.ts'
import { tableText } from './result-text.cli.ts'

const visits: JourneyMap = {
  format: 'parcours/1',
  id: 'visits',
  title: '',
  stages: [{ id: 'all', phase: 'before', title: '' }],
  touchpoints: [
    { id: 'visit', stage: 'all', title: '', match: [{ event: 'Visited' }] },
    { id: 'sign', stage: 'all', title: '', match: [{ event: 'Signed' }] },
  ],
}
/** Claire visits and signs; Karim visits. */
const lived = (
  [
    ['claire', 'Visited'],
    ['karim', 'Visited'],
    ['claire', 'Signed'],
  ] as const
).map(([who, event], seq) => eventOf({ at: (seq + 1) * DAY, identifier: `user:${who}`, event, seq, channel: 'store' }))

const asking = (name: string, options: object, filter: object = {}) => {
  const explorer = createExplorer({
    reader: createMemoryCaseReader(lived),
    version: async () => 'v1',
    now: () => 9 * DAY,
    zone: 'UTC',
    budget: 1_000_000,
  })
  const map = async () => ({ map: visits, hash: 'visits' })
  const ports = { explorer, map, purchases: async () => [], now: () => 9 * DAY }
  const one = ANALYSES.find((each) => each.name === name)
  if (!one) throw new Error(name)
  return ask(one, ports, { workspace: LOCAL_OWNER.workspace, filter, look: {}, options })
}
const refusal = async (answer: Promise<unknown>) => {
  const problem = await answer.catch((thrown: unknown) => thrown)
  if (!(problem instanceof Refused)) throw new Error('it was answered')
  return problem.refusal
}

describe('a question that means nothing is refused, where an answer would be read as a figure', () => {
  it.each(['retention', 'activity', 'trends', 'value'])('%s in a zone that does not exist', async (name) => {
    const { code, what } = await refusal(
      asking(name, { zone: 'Mars/Olympus', ...(name === 'value' && { purchase: 'Signed' }) }),
    )
    expect(code).toBe('unknown-zone')
    expect(what).toEqual({
      fr: 'Aucun fuseau horaire ne s’appelle « Mars/Olympus ».',
      en: 'No time zone is called "Mars/Olympus".',
    })
  })
  it('an optional step that the funnel does not have', async () => {
    expect((await refusal(asking('funnel', { step: ['Visited', 'Signed'], optional: [3] }))).code).toBe(
      'funnel-misasked',
    )
  })
  it('paths after the drop-off of a single step', async () => {
    expect((await refusal(asking('paths', { afterDropOff: ['Visited'] }))).code).toBe('paths-misasked')
  })
  it('purchases of what nobody calls so', async () => {
    expect((await refusal(asking('value', { purchase: 'Singed' }))).code).toBe('unknown-event')
  })
  it('contacts on a channel that is none, and the cost of nothing', async () => {
    expect((await refusal(asking('contacts', { map: 'visits', contact: ['pigeon'] }))).code).toBe('unknown-contact')
    expect((await refusal(asking('contacts', { map: 'visits', cost: ['Singed=3'] }))).code).toBe('unknown-contact')
    await asking('contacts', { map: 'visits', contact: ['store'], cost: ['visit=2', 'Signed=1', 'phone=4'] })
  })
  it('events of which the filters leave none are not called unknown', async () => {
    expect((await refusal(asking('funnel', { step: ['Visited'] }, { channel: 'pigeon' }))).code).toBe('no-events')
    expect((await refusal(asking('funnel', { step: ['Singed'] }))).code).toBe('unknown-event')
  })
  it('a period that ends before it begins, whichever way it is said', () => {
    const reversed = [
      { from: '2025-06-01', to: '2025-01-01' },
      { journeysFrom: '2025-06-01', journeysTo: '2025-06-01' },
    ]
    for (const asked of reversed) expect(() => viewAsked(asked)).toThrow('reversed-period')
    expect(inOrder({ from: 1 })).toEqual({ from: 1 })
  })
  it('the period before none', () => {
    expect(() => viewAsked({ before: true })).toThrow('before-no-period')
    expect(viewAsked({ before: true, period: '30d' }).look.period?.before).toBe(true)
  })
})

describe('an instant is read in the zone it says', () => {
  it('as an offset, as a name between brackets, else in that of the workspace', () => {
    const paris = instantFrom('2025-06-01')
    expect(instantFrom('2025-06-01T00:00:00+02:00')).toBe(paris)
    expect(instantFrom('2025-06-01T00:00:00[America/New_York]')).toBe(paris + 6 * HOUR)
    expect(instantFrom('2025-06-01[America/New_York]')).toBe(paris + 6 * HOUR)
    expect(() => instantFrom('2025-06-01T00:00:00[Mars/Olympus]')).toThrow('unreadable-time')
  })
})

it('the figures of a comparison are named in the reader’s language, and by their code in a file', () => {
  const side = { map: 'visits', journeys: 1, ended: 1, succeeded: 0, conversion: { value: 0, low: 0, high: 1, n: 1 } }
  const none = { value: null, low: null, high: null, n: 0 }
  const difference = { measured: 'drop_off' as const, at: 'all', a: none, b: none, difference: none, p: null, q: null }
  const body = { asOf: '', a: side, b: side, both: 0, contributions: null, differences: [difference] }
  const table = compareAnalysis.tables(body as never).find(({ name }) => name === 'differences')
  if (!table) throw new Error('no table')
  expect(tableText(table, 'fr')).toContain('abandon')
  expect(tableText(table, 'en')).toContain('drop-off')
  expect(table.rows[0]?.[0]).toBe('drop_off')
})
