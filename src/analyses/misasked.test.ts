import { describe, expect, it } from 'vitest'
import { viewAsked } from '../api/view-asked.ts'
import { parseCondition } from '../events/index.ts'
import { explorerOf } from '../explorations/explorer.contract.ts'
import { LOCAL_OWNER } from '../governance/index.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { inOrder, instantFrom } from '../journeys/index.ts'
import { DAY, HOUR, type Instant, orThrow, Refused } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { ANALYSES } from './analyses.ts'
import { ask } from './ask.ts'
import { compareAnalysis } from './compare-analysis.ts'
import { codesOf } from './event-codes.ts'
import { tableCsv, timesColumn } from './result-table.ts'
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

const asking = (name: string, options: object, filter: object = {}, people?: string, asOf?: Instant) => {
  const explorer = explorerOf(lived, 9 * DAY, { values: async () => ['Signed', 'Visited'] })
  const map = async () => ({ map: visits, hash: 'visits' })
  const ports = { explorer, map, purchases: async () => [], now: () => 9 * DAY }
  const one = ANALYSES.find((each) => each.name === name)
  if (!one) throw new Error(name)
  return ask(
    one,
    ports,
    { workspace: LOCAL_OWNER.workspace, filter, look: {}, options, ...(asOf !== undefined && { asOf }) },
    people,
  )
}
const refusal = async (answer: Promise<unknown>) => {
  const problem = await answer.catch((thrown: unknown) => thrown)
  if (!(problem instanceof Refused)) throw new Error('it was answered')
  // A command and a request are refused alike: neither is told the other's options.
  expect(JSON.stringify(problem.refusal)).not.toMatch(/[\s«]--[a-z]|journeysFrom/)
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
  it.each(['retention', 'activity', 'trends'])(
    '%s as of a day so far away that its periods would fill the memory',
    async (name) => {
      const far = instantFrom('9999-01-01')
      expect((await refusal(asking(name, { calendar: 'day' }, {}, undefined, far))).code).toBe('too-many-periods')
      await asking(name, { calendar: 'day' }, {}, undefined, instantFrom('2026-01-01'))
    },
  )
  it('an optional step that the funnel does not have', async () => {
    expect((await refusal(asking('funnel', { step: ['Visited', 'Signed'], optional: [3] }))).code).toBe(
      'funnel-misasked',
    )
  })
  it('what so few bought, and two sides that are one', async () => {
    expect((await refusal(asking('value', { purchase: 'Signed' }))).code).toBe('too-few-buyers')
    expect((await refusal(asking('compare', { map: 'visits' }))).code).toBe('same-sides')
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
    expect((await refusal(asking('funnel', { step: ['Visited'] }, { to: DAY }))).code).toBe('no-events')
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

describe('an answer of nobody', () => {
  const lookingAt = async (name: string, text: string, options = {}) => {
    const { body, tables } = await asking(name, options, { where: [orThrow(parseCondition(text))] })
    const hints = (body as { hints?: readonly { en: string }[] }).hints?.map(({ en }) => en)
    return { hints, text: tables.map((table) => tableText(table, 'en')).join('') }
  }
  it.each(['variants', 'flow', 'activity', 'trends', 'retention'])(
    'says of %s that no event bears the property',
    async (name) => {
      const { hints, text } = await lookingAt(name, 'sotre=lille')
      expect(hints).toEqual(['No event bears the property "sotre": the answer is one of nobody.'])
      expect(text).toContain(hints?.[0])
    },
  )
  it('names what there is where no event has the value, by itself and on one side of a comparison', async () => {
    const known = 'No event has "Vistied" as its name: the answer is one of nobody. Nearest values: Visited, Signed.'
    expect((await lookingAt('variants', 'event=Vistied')).hints).toEqual([known])
    const { body } = await asking('compare', { map: 'visits', a: ['event=Vistied'], b: ['event=Visited'] })
    expect((body as { hints?: readonly { en: string }[] }).hints?.map(({ en }) => en)).toEqual([known])
  })
  it('never names values that say who somebody is', async () => {
    const { hints } = await lookingAt('variants', 'email=claire@example.org')
    expect(hints).toEqual(['No event bears the property "email": the answer is one of nobody.'])
  })
  it('says nothing where somebody is left', async () => {
    expect((await lookingAt('variants', 'sotre!=lille')).hints).toBeUndefined()
  })
})

it('an event is asked for by its name, also where that holds the sign between two, or begins with a blank', () => {
  const table = { activities: ['Visited', 'a|b', ' blank ', 'b|c|d'] }
  expect(codesOf('a|b', table)).toEqual([1])
  expect(codesOf('Visited | a|b|b|c|d|Visited', table)).toEqual([0, 1, 3, 0])
  expect(codesOf(' blank ', table)).toEqual([2])
  for (const none of ['a', 'Visited|', 'Visited||a|b', 'b|c'])
    expect(() => codesOf(none, table)).toThrow('unknown-event')
})

it('the numbers whose people can be listed are named in any language', async () => {
  const { remedy } = await refusal(asking('funnel', { step: ['Visited'] }, {}, 'nobody'))
  expect(remedy).toMatchObject({ fr: expect.stringContaining('step:N, stopped:N, open:N, lost:N, dropped') })
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

it('times are told in the units of a reader, and in seconds to a file', () => {
  const median = { value: 3_613_530, low: 3_516_254, high: 3_757_855, n: 3896 }
  const table = { name: 'times', title: { fr: '', en: '' }, columns: [timesColumn('median', '', '')], rows: [[median]] }
  expect(tableText(table, 'en').replaceAll('\u00a0', ' ')).toContain('42 days [41 days – 43 days], n = 3,896')
  expect(tableCsv(table)).toContain('3613530')
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
