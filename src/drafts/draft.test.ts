import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { orThrow } from '../kernel/index.ts'
import { canonicalForm, type JourneyMap, readMap } from '../maps/index.ts'
import { applyChange, createHistory, draftFrom, type MapChange, readDraft, seedOf } from './index.ts'

const kitchen: JourneyMap = {
  format: 'parcours/1',
  id: 'kitchen',
  title: { fr: 'Acheter une cuisine', en: 'Buying a kitchen' },
  objectives: [{ text: 'Vendre' }, { text: 'Plaire', metric: 'nps', target: 40 }],
  perimeter: { personas: ['claire', 'karim'], entry: { event: 'Page Viewed' } },
  channels: { web: { kind: 'digital' }, store: { kind: 'physical' } },
  stages: [
    { id: 'discover', phase: 'before', title: 'Découvrir', expected: 'P10D' },
    { id: 'meet', phase: 'during', title: 'Rencontrer', choice: [['visit'], ['call', 'video']] },
    { id: 'live', phase: 'after', title: 'Vivre' },
  ],
  touchpoints: [
    { id: 'search', stage: 'discover', title: 'Chercher', channels: ['web'] },
    {
      id: 'visit',
      stage: 'meet',
      title: 'Visiter',
      match: [{ event: ['Visit'], where: [{ property: 'store', op: 'eq', value: 'lille' }] }],
      experience: [{ persona: 'claire', emotion: -1, motivations: ['voir', 'toucher'] }],
      levers: { advice: { aimed: 4 } },
    },
    { id: 'call', stage: 'meet', title: 'Appeler' },
    { id: 'video', stage: 'meet', title: 'Voir en vidéo' },
  ],
  transitions: [{ from: 'search', to: 'visit', within: 'P10D' }],
  lanes: [{ id: 'l1', type: 'emotion' }],
}
/** Another person's document, with everything the first one knows. */
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
const meet = (a: Y.Doc, b: Y.Doc): void => {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))
}
const pair = (): [Y.Doc, Y.Doc] => {
  const claire = draftFrom(kitchen)
  return [claire, copyOf(claire)]
}
const touchpointOf = (doc: Y.Doc, id: string) => readDraft(doc).touchpoints.find((touchpoint) => touchpoint.id === id)
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id)

describe('a draft', () => {
  it('says what the map said, own keys included', () => {
    const own = { ...kitchen, 'x-note': { a: [1, null, { b: [] }], '@': { '~/': {} } } } as JourneyMap
    expect(canonicalForm(readDraft(draftFrom(own)))).toBe(canonicalForm(own))
  })
  it('says what every example says', () => {
    const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name))
    const maps = files.flatMap((name) => {
      const text = readFileSync(`examples/${name}`, 'utf8')
      return text.includes('parcours/1') ? [orThrow(readMap(text, name)).map] : []
    })
    expect(maps.length).toBeGreaterThan(0)
    for (const map of maps) expect(canonicalForm(readDraft(draftFrom(map)))).toBe(canonicalForm(map))
  })
  it('begins with the same bytes wherever it is opened', () => {
    expect(seedOf(kitchen)).toEqual(seedOf(JSON.parse(JSON.stringify(kitchen))))
    const both = new Y.Doc()
    Y.applyUpdate(both, seedOf(kitchen))
    Y.applyUpdate(both, seedOf(kitchen))
    expect(canonicalForm(readDraft(both))).toBe(canonicalForm(kitchen))
  })
  it('gives back the same objects for what did not change', () => {
    const doc = draftFrom(kitchen)
    const before = readDraft(doc)
    expect(readDraft(doc)).toBe(before)
    applyChange(doc, { do: 'set', at: ['touchpoints', 'call', 'title'], value: 'Téléphoner' })
    const after = readDraft(doc)
    expect(after).not.toBe(before)
    expect(after.touchpoints[2]).not.toBe(before.touchpoints[2])
    for (const index of [0, 1, 3]) expect(after.touchpoints[index]).toBe(before.touchpoints[index])
    for (const index of [0, 1, 2]) expect(after.stages[index]).toBe(before.stages[index])
  })
})

describe('two people on one map', () => {
  it('who move one stage at once never make two of it', () => {
    const [claire, karim] = pair()
    applyChange(claire, { do: 'move-stage', id: 'meet', after: null })
    applyChange(karim, { do: 'move-stage', id: 'meet', after: 'live' })
    meet(claire, karim)
    expect(ids(readDraft(claire).stages).sort()).toEqual(['discover', 'live', 'meet'])
    expect(readDraft(claire)).toEqual(readDraft(karim))
  })
  it('both keep what they wrote in one touchpoint, even in an object that neither had', () => {
    const [claire, karim] = pair()
    applyChange(claire, { do: 'set', at: ['touchpoints', 'call', 'levers', 'advice', 'aimed'], value: 5 })
    applyChange(karim, { do: 'set', at: ['touchpoints', 'call', 'levers', 'emotion', 'perceived'], value: 2 })
    applyChange(karim, { do: 'set', at: ['touchpoints', 'call', 'title'], value: 'Être appelé' })
    meet(claire, karim)
    const expected = { levers: { advice: { aimed: 5 }, emotion: { perceived: 2 } }, title: 'Être appelé' }
    expect(touchpointOf(claire, 'call')).toMatchObject(expected)
    expect(touchpointOf(karim, 'call')).toMatchObject(expected)
  })
  it('both add a text to one list', () => {
    const [claire, karim] = pair()
    const at = ['touchpoints', 'visit', 'experience', 'claire', 'motivations']
    applyChange(claire, { do: 'set', at, value: ['voir', 'toucher', 'comparer'] })
    applyChange(karim, { do: 'set', at, value: ['être conseillée', 'voir', 'toucher'] })
    meet(claire, karim)
    expect(touchpointOf(claire, 'visit')?.experience?.[0]?.motivations).toEqual([
      'être conseillée',
      'voir',
      'toucher',
      'comparer',
    ])
  })
  it('both change one rule: its event and its condition', () => {
    const [claire, karim] = pair()
    const rule = { property: 'store', op: 'eq', value: 'lille' }
    applyChange(claire, {
      do: 'set',
      at: ['touchpoints', 'visit', 'match'],
      value: [{ event: ['Visit', 'Tour'], where: [rule] }],
    })
    applyChange(karim, {
      do: 'set',
      at: ['touchpoints', 'visit', 'match', '0', 'where', '0', 'value'],
      value: 'nantes',
    })
    meet(claire, karim)
    expect(touchpointOf(karim, 'visit')?.match).toEqual([
      { event: ['Visit', 'Tour'], where: [{ ...rule, value: 'nantes' }] },
    ])
  })
  it('bring a removed stage back, where it stood, when one of them put a touchpoint in it meanwhile', () => {
    const [claire, karim] = pair()
    applyChange(claire, { do: 'remove-stage', id: 'meet' })
    applyChange(karim, { do: 'move-touchpoint', id: 'search', stage: 'meet' })
    meet(claire, karim)
    expect(readDraft(claire)).toEqual(readDraft(karim))
    expect(ids(readDraft(claire).stages)).toEqual(['discover', 'meet', 'live'])
    expect(readDraft(claire).stages[1]?.title).toBe('Rencontrer')
    expect(readDraft(claire).touchpoints).toMatchObject([{ id: 'search', stage: 'meet' }])
  })
  it('keep a touchpoint whole that one moves and the other removes', () => {
    const [claire, karim] = pair()
    applyChange(claire, { do: 'remove-touchpoint', id: 'visit' })
    applyChange(karim, { do: 'move-touchpoint', id: 'visit', stage: 'live' })
    meet(claire, karim)
    expect(touchpointOf(claire, 'visit')).toMatchObject({
      stage: 'live',
      title: 'Visiter',
      levers: { advice: { aimed: 4 } },
    })
  })
})

describe('what leads to a touchpoint', () => {
  it('goes with it, and comes back with it', () => {
    const doc = draftFrom(kitchen)
    const history = createHistory(doc)
    history.change([{ do: 'remove-touchpoint', id: 'visit' }])
    expect(readDraft(doc).transitions).toBeUndefined()
    expect(readDraft(doc).stages[1]?.choice).toEqual([['call', 'video']])
    history.undo()
    expect(canonicalForm(readDraft(doc))).toBe(canonicalForm(kitchen))
  })
})

describe('undo', () => {
  it('takes back one gesture, and redo does it again', () => {
    const doc = draftFrom(kitchen)
    const history = createHistory(doc)
    history.change([
      { do: 'move-touchpoint', id: 'search', stage: 'live', after: null },
      { do: 'remove-stage', id: 'discover' },
    ])
    const changed = canonicalForm(readDraft(doc))
    history.undo()
    expect(canonicalForm(readDraft(doc))).toBe(canonicalForm(kitchen))
    history.redo()
    expect(canonicalForm(readDraft(doc))).toBe(changed)
  })
  it('leaves what the other did', () => {
    const [claire, karim] = pair()
    const history = createHistory(claire)
    history.change([{ do: 'set', at: ['touchpoints', 'call', 'title'], value: 'Claire' }])
    applyChange(karim, { do: 'set', at: ['touchpoints', 'video', 'title'], value: 'Karim' })
    meet(claire, karim)
    history.undo()
    expect(touchpointOf(claire, 'call')?.title).toBe('Appeler')
    expect(touchpointOf(claire, 'video')?.title).toBe('Karim')
  })
  it('takes typing in one field back at once', () => {
    const doc = draftFrom(kitchen)
    const history = createHistory(doc)
    for (const value of ['A', 'Ap', 'App']) history.change([{ do: 'set', at: ['stages', 'meet', 'title'], value }])
    history.undo()
    expect(readDraft(doc).stages[1]?.title).toBe('Rencontrer')
    expect(history.canUndo()).toBe(false)
  })
})

const names = ['search', 'visit', 'call', 'video', 'n1', 'n2']
const stageNames = ['discover', 'meet', 'live', 's1']
const name = fc.constantFrom(...names)
const stageName = fc.constantFrom(...stageNames)
const after = fc.option(fc.constantFrom(...names, ...stageNames), { nil: null })
const anyChange: fc.Arbitrary<MapChange> = fc.oneof(
  fc.record({ do: fc.constant('move-stage' as const), id: stageName, after }),
  fc.record({ do: fc.constant('remove-stage' as const), id: stageName }),
  fc.record({ do: fc.constant('remove-stage' as const), id: stageName, to: stageName }),
  fc.record({
    do: fc.constant('add-stage' as const),
    stage: fc.record({ id: stageName, phase: fc.constant('after' as const), title: fc.string() }),
    after,
  }),
  fc.record({ do: fc.constant('move-touchpoint' as const), id: name, stage: stageName, after }),
  fc.record({ do: fc.constant('remove-touchpoint' as const), id: name }),
  fc.record({
    do: fc.constant('add-touchpoint' as const),
    touchpoint: fc.record({ id: name, stage: stageName, title: fc.string() }),
    after,
  }),
  name.map((id): MapChange => ({ do: 'set', at: ['touchpoints', id, 'levers', 'advice', 'aimed'], value: 3 })),
  fc
    .tuple(name, fc.array(fc.constantFrom('web', 'store', 'phone')))
    .map(([id, value]): MapChange => ({ do: 'set', at: ['touchpoints', id, 'channels'], value })),
  name.map((id): MapChange => ({ do: 'clear', at: ['touchpoints', id, 'experience'] })),
  fc.constant<MapChange>({ do: 'become', map: kitchen }),
)
/** Who acts: a change of one replica, or two replicas that meet. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ who: fc.nat(2), change: anyChange }) },
  { weight: 1, arbitrary: fc.record({ who: fc.nat(2), meets: fc.nat(2) }) },
)

describe('the laws of editing together', () => {
  it('whatever is done and whenever people meet, all end with one sound map', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const first = draftFrom(kitchen)
        const people = [first, copyOf(first), copyOf(first)]
        const person = (index: number) => people[index] ?? first
        for (const one of steps)
          if ('change' in one) applyChange(person(one.who), one.change)
          else meet(person(one.who), person(one.meets))
        for (const a of people) for (const b of people) meet(a, b)
        const map = readDraft(first)
        for (const other of people) {
          expect(readDraft(other)).toEqual(map)
          // What was kept in step edit by edit is what a newcomer reads.
          expect(readDraft(copyOf(other))).toEqual(map)
        }
        expect(new Set(ids(map.stages)).size).toBe(map.stages.length)
        expect(new Set(ids(map.touchpoints)).size).toBe(map.touchpoints.length)
        for (const { stage, title } of map.touchpoints) {
          expect(ids(map.stages)).toContain(stage)
          expect(title).toBeDefined()
        }
      }),
      { numRuns: 300 },
    )
  })
  it('whatever one person does, undoing it all gives the map back, and redoing it all what was done', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 15 }), (changes) => {
        const doc = draftFrom(kitchen)
        const history = createHistory(doc)
        for (const change of changes) history.change([change])
        const done = canonicalForm(readDraft(doc))
        while (history.canUndo()) history.undo()
        expect(canonicalForm(readDraft(doc))).toBe(canonicalForm(kitchen))
        while (history.canRedo()) history.redo()
        expect(canonicalForm(readDraft(doc))).toBe(done)
      }),
      { numRuns: 200 },
    )
  })
  it('becoming another map is being it, from wherever one starts', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 15 }), (changes) => {
        const doc = draftFrom(kitchen)
        for (const change of changes) if (change.do !== 'become') applyChange(doc, change)
        const other = draftFrom(kitchen)
        const target = readDraft(doc)
        applyChange(other, { do: 'become', map: target })
        expect(canonicalForm(readDraft(other))).toBe(canonicalForm(target))
        applyChange(doc, { do: 'become', map: kitchen })
        expect(canonicalForm(readDraft(doc))).toBe(canonicalForm(kitchen))
      }),
      { numRuns: 200 },
    )
  })
})
