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
  perimeter: { entry: { event: 'Visit' }, success: { event: 'Sign & go' }, window: 'P30D' },
  stages: [{ id: 'all', phase: 'before', title: '' }],
  touchpoints: ['Visit', 'Sign & go'].map((event, t) => ({ id: `t${t}`, stage: 'all', title: '', match: [{ event }] })),
}

const NASTY = 'Claire "<d’Arc>" &\u0001'
async function* follow() {
  const events = [
    { at: DAY, event: 'Visit', channel: 'web', identifier: NASTY },
    { at: 2 * DAY, event: 'Complaint', channel: '', identifier: NASTY },
    { at: 3 * DAY, event: 'Sign & go', channel: 'store', identifier: NASTY },
    { at: 40 * DAY, event: 'Visit', channel: 'web', identifier: NASTY },
    { at: 41 * DAY, event: 'Visit', channel: 'web', identifier: 'karim' },
  ].map((given, seq) => eventOf({ ...given, seq }))
  const question = { workspace: asId<'Workspace'>('default'), filter: {}, inferred: 'person' } as const
  const table = await createMemoryCaseReader(events).journeys(question, recogniserOf(MAP))
  yield followMap(MAP, table, 50 * DAY)
}

describe('lived journeys as XES', () => {
  it('are well formed, a trace a journey, an event an interaction, whatever people are called', async () => {
    const found: Record<string, Record<string, string>[]> = { trace: [], event: [] }
    const parser = new SaxesParser({ xmlns: false })
    const stack: string[] = []
    parser.on('error', (problem) => {
      throw problem
    })
    parser.on('opentag', ({ name, attributes }) => {
      stack.push(name)
      found[name]?.push({})
      const { key, value } = attributes as { key?: string; value?: string }
      const last = found[stack.at(-2) ?? '']?.at(-1)
      if (key !== undefined && last) last[key] = value ?? ''
    })
    parser.on('closetag', () => void stack.pop())
    for await (const piece of logOf('xes', MAP.id, follow)) parser.write(piece)
    parser.close()
    expect(found.trace?.map((trace) => [trace['concept:name'], trace['parcours:status']])).toEqual([
      ['person:Claire "<d’Arc>" &', 'succeeded'],
      ['person:Claire "<d’Arc>" &#2', 'open'],
      ['person:karim', 'open'],
    ])
    expect(found.event).toHaveLength(5)
    expect(found.event?.[1]).toEqual({
      'concept:name': 'Complaint',
      'time:timestamp': '1970-01-03T00:00:00.000Z',
      'parcours:onMap': 'false',
    })
    expect(found.event?.[2]).toMatchObject({ 'concept:name': 't1', 'parcours:event': 'Sign & go', channel: 'store' })
  })
})

describe('lived journeys as OCEL 2.0', () => {
  interface Ocel {
    readonly objectTypes: readonly {
      readonly name: string
      readonly attributes: readonly { readonly name: string }[]
    }[]
    readonly eventTypes: readonly { readonly name: string }[]
    readonly objects: readonly {
      readonly id: string
      readonly type: string
      readonly attributes: readonly { readonly name: string; readonly time: string }[]
      readonly relationships: readonly { readonly objectId: string }[]
    }[]
    readonly events: readonly {
      readonly id: string
      readonly type: string
      readonly time: string
      readonly relationships: readonly { readonly objectId: string; readonly qualifier: string }[]
    }[]
  }
  const read = async () => {
    let text = ''
    for await (const piece of logOf('ocel', MAP.id, follow)) text += piece
    return JSON.parse(text) as Ocel
  }

  it('are valid: every type is declared, every object is there once, and every relation leads to one', async () => {
    const { objectTypes, eventTypes, objects, events } = await read()
    const ids = objects.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    const related = [...objects, ...events].flatMap(({ relationships }) =>
      relationships.map(({ objectId }) => objectId),
    )
    expect(related.filter((id) => !ids.includes(id))).toEqual([])
    expect(objects.filter(({ type }) => !objectTypes.some(({ name }) => name === type))).toEqual([])
    expect(events.filter(({ type }) => !eventTypes.some(({ name }) => name === type))).toEqual([])
    for (const { type, attributes } of objects)
      for (const { name } of attributes)
        expect(objectTypes.find((one) => one.name === type)?.attributes.map((one) => one.name)).toContain(name)
  })
  it('hold a person with two journeys once, and tell when a journey changed', async () => {
    const { objects, events } = await read()
    expect(objects.filter(({ type }) => type === 'person')).toHaveLength(2)
    expect(objects.filter(({ type }) => type === 'journey')).toHaveLength(3)
    const first = objects.find(({ type }) => type === 'journey')
    expect(first?.attributes.filter(({ name }) => name === 'status').map(({ time }) => time)).toEqual([
      '1970-01-02T00:00:00.000Z',
      '1970-01-04T00:00:00.000Z',
    ])
    expect(events.map(({ type }) => type)).toEqual(['t0', 'Complaint', 't1', 't0', 't0'])
  })
})
