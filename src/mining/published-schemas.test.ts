import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import { eventOf } from '../journeys/example-logs.node.ts'
import { followMap, recogniserOf } from '../journeys/index.ts'
import { asId, DAY } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { logOf } from './log-format.ts'

const MAP: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: 'Kitchen',
  perimeter: { entry: { event: 'Visit' }, success: { event: 'Sign' }, window: 'P30D' },
  stages: [{ id: 'all', phase: 'before', title: '' }],
  touchpoints: ['Visit', 'Sign'].map((event, t) => ({ id: `t${t}`, stage: 'all', title: '', match: [{ event }] })),
}

/** People and events of any name, on any channel. */
const drawn = fc.array(
  fc.record({
    who: fc.oneof(fc.constantFrom('Claire', 'Karim'), fc.string({ minLength: 1, unit: 'binary' })),
    event: fc.oneof(fc.constantFrom('Visit', 'Sign'), fc.string({ minLength: 1, unit: 'binary' })),
    channel: fc.constantFrom('', 'web', 'store'),
    day: fc.nat(80),
  }),
  { maxLength: 12 },
)
type Drawn = readonly { who: string; event: string; channel: string; day: number }[]
const written = async (format: 'xes' | 'ocel', some: Drawn): Promise<string> => {
  const events = some.map(({ who, event, channel, day }, seq) =>
    eventOf({ at: day * DAY, seq, event, channel, identifier: `user:${who}` }),
  )
  const question = { workspace: asId<'Workspace'>('default'), filter: {}, inferred: 'person' } as const
  const table = await createMemoryCaseReader(events).journeys(question, recogniserOf(MAP))
  const parts = async function* () {
    yield followMap(MAP, table, 90 * DAY)
  }
  let text = ''
  for await (const piece of logOf(format, MAP.id, parts)) text += piece
  return text
}

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
}
const treeOf = (xml: string): Element => {
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', (problem) => {
    throw problem
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Record<string, string>, children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return root
}

/** What the schema of IEEE 1849 says of each kind of value, and of each element: its attributes, then its children in order. */
const NAME = /^[A-Za-z_][\w.-]*$/
const TYPED: Readonly<Record<string, RegExp>> = {
  decimal: /^[+-]?(\d+(\.\d*)?|\.\d+)$/,
  token: /^(\S+( \S+)*)?$/,
  NCName: NAME,
  Name: /^[A-Za-z_:][\w.:-]*$/,
  anyURI: /^https?:\/\/\S+$/,
  string: /^/,
  dateTime: /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  boolean: /^(true|false|0|1)$/,
}
const ATTRIBUTES = ['string', 'date', 'int', 'float', 'boolean', 'id', 'list']
const RULES: Readonly<
  Record<string, { needs: Record<string, string>; may?: Record<string, string>; holds: string[][] }>
> = {
  log: {
    needs: { 'xes.version': 'decimal' },
    may: { 'xes.features': 'token', xmlns: 'anyURI' },
    holds: [['extension'], ['global'], ['classifier'], ATTRIBUTES, ['trace'], ['event']],
  },
  extension: { needs: { name: 'NCName', prefix: 'NCName', uri: 'anyURI' }, holds: [] },
  global: { needs: {}, may: { scope: 'NCName' }, holds: [ATTRIBUTES] },
  classifier: { needs: { name: 'NCName', keys: 'token' }, may: { scope: 'NCName' }, holds: [] },
  trace: { needs: {}, holds: [ATTRIBUTES, ['event']] },
  event: { needs: {}, holds: [ATTRIBUTES] },
  string: { needs: { key: 'Name', value: 'string' }, holds: [ATTRIBUTES] },
  date: { needs: { key: 'Name', value: 'dateTime' }, holds: [ATTRIBUTES] },
  boolean: { needs: { key: 'Name', value: 'boolean' }, holds: [ATTRIBUTES] },
}

const faultsOf = ({ name, attributes, children }: Element): string[] => {
  const rule = RULES[name]
  if (!rule) return [`no element is called ${name}`]
  const types: Readonly<Record<string, string>> = { ...rule.needs, ...rule.may }
  let group = 0
  return [
    ...Object.keys(rule.needs).flatMap((key) => (key in attributes ? [] : [`${name} lacks ${key}`])),
    ...Object.entries(attributes).flatMap(([key, value]) =>
      TYPED[types[key] ?? '']?.test(value) ? [] : [`${name} says ${key}=${value}`],
    ),
    ...children.flatMap((child) => {
      while (group < rule.holds.length && !rule.holds[group]?.includes(child.name)) group++
      return group < rule.holds.length ? [] : [`${child.name} in ${name} stands where it may not`]
    }),
    ...children.flatMap(faultsOf),
  ]
}

describe('an event log taken away', () => {
  it('as XES keeps to the schema of IEEE 1849, whatever people and events are called', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (some) => {
        const [log, ...others] = treeOf(await written('xes', some)).children
        expect(others).toEqual([])
        expect(log?.name).toBe('log')
        expect(log && faultsOf(log)).toEqual([])
        // What a scope says is global is said by everything in it.
        for (const trace of log?.children.filter(({ name }) => name === 'trace') ?? []) {
          const keys = ({ children }: Element) => children.map(({ attributes }) => attributes.key)
          expect(keys(trace)).toContain('concept:name')
          for (const event of trace.children.filter(({ name }) => name === 'event'))
            expect(keys(event)).toEqual(expect.arrayContaining(['concept:name', 'time:timestamp']))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('as OCEL keeps to the schema of OCEL 2.0, whatever people and events are called', async () => {
    const ajv = new Ajv({ strict: false })
    formats.default(ajv)
    const text = { type: 'string' }
    const list = (properties: Record<string, object>, required: string[]) => ({
      type: 'array',
      items: { type: 'object', properties, required },
    })
    const types = list({ name: text, attributes: list({ name: text, type: text }, ['name', 'type']) }, [
      'name',
      'attributes',
    ])
    const time = { type: 'string', format: 'date-time' }
    const relationships = list({ objectId: text, qualifier: text }, ['objectId', 'qualifier'])
    const valued = (...needed: string[]) => list({ name: text, value: text, time }, ['name', 'value', ...needed])
    const isValid = ajv.compile({
      type: 'object',
      properties: {
        eventTypes: types,
        objectTypes: types,
        events: list({ id: text, type: text, time, attributes: valued(), relationships }, ['id', 'type', 'time']),
        objects: list({ id: text, type: text, attributes: valued('time'), relationships }, ['id', 'type']),
      },
      required: ['eventTypes', 'objectTypes', 'events', 'objects'],
    })
    await fc.assert(
      fc.asyncProperty(drawn, async (some) => {
        const log = JSON.parse(await written('ocel', some)) as unknown
        expect(isValid(log) ? '' : ajv.errorsText(isValid.errors)).toBe('')
      }),
      { numRuns: 60 },
    )
  })
})
