import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, type Outcome, orThrow } from '../kernel/index.ts'
import { mapHash } from '../maps/hash.node.ts'
import { createMaps, type Maps } from '../maps/index.ts'
import { createMemoryMapStore } from '../maps/map-store.memory.ts'
import { createMemoryDraftStore } from './draft-store.memory.ts'
import {
  applyChange,
  createDrafts,
  type DraftStore,
  type Drafts,
  type HeldDraft,
  type MapChange,
  readDraft,
} from './index.ts'

const KITCHEN = `# La carte de Claire
format: parcours/1
id: kitchen
title: Acheter une cuisine
stages:
  - {id: discover, phase: before, title: Découvrir}
  - {id: meet, phase: during, title: Rencontrer} # à Lille
touchpoints:
  - {id: search, stage: discover, title: Chercher}
  - {id: visit, stage: meet, title: Visiter}
`
const codeOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'done' : outcome.refusal.code)

describe('the draft of a map', () => {
  let maps: Maps
  let store: DraftStore
  let drafts: Drafts
  let told: string[]
  const push = (text: string, revision?: number) =>
    maps.push(LOCAL_OWNER, {
      source: new TextEncoder().encode(text),
      file: 'kitchen.yaml',
      ...(revision !== undefined && { base: { revision } }),
    })
  const processOn = (kept: DraftStore): Drafts =>
    createDrafts({
      store: kept,
      maps,
      may: localOwnerMay,
      now: () => 0,
      hash: mapHash,
      changed: (map) => void told.push(map),
    })
  const open = async (): Promise<HeldDraft> => orThrow(await drafts.open(LOCAL_OWNER, 'kitchen'))
  const edit = (draft: HeldDraft, ...changes: MapChange[]) => draft.write(draft.updateOf(changes))
  const rename = (id: string, value: string): MapChange => ({ do: 'set', at: ['touchpoints', id, 'title'], value })
  const titles = (draft: HeldDraft) => readDraft(draft.doc).touchpoints.map(({ title }) => title)
  const standing = async () => orThrow(await drafts.standing(LOCAL_OWNER, 'kitchen'))

  beforeEach(async () => {
    told = []
    maps = createMaps({ store: createMemoryMapStore(), may: localOwnerMay, now: () => 0, hash: mapHash })
    store = createMemoryDraftStore()
    drafts = processOn(store)
    orThrow(await push(KITCHEN))
  })

  it('opens as the last revision, and stands level with it', async () => {
    const draft = await open()
    expect(titles(draft)).toEqual(['Chercher', 'Visiter'])
    expect(await standing()).toMatchObject({ base: { revision: 1 }, last: { revision: 1 }, changes: 0, conflicts: [] })
  })

  it('is refused for a map that is not there, and to whom may not write', async () => {
    expect(codeOf(await drafts.open(LOCAL_OWNER, 'bathroom'))).toBe('map-not-found')
    const stranger = { ...LOCAL_OWNER, id: asId<'Actor'>('stranger') }
    expect(codeOf(await drafts.open(stranger, 'kitchen'))).toBe('not-allowed')
  })

  it('outlives everybody who had it open', async () => {
    const draft = await open()
    await edit(draft, rename('visit', 'Voir'))
    await draft.letGo()
    expect(titles(await open())).toEqual(['Chercher', 'Voir'])
    expect((await standing()).changes).toBe(1)
  })

  it('is one for two processes on one database', async () => {
    const other = processOn(store)
    const [deaf, mine, theirs] = [await other.follow(), await open(), orThrow(await other.open(LOCAL_OWNER, 'kitchen'))]
    await edit(mine, rename('visit', 'Voir'))
    await edit(theirs, rename('search', 'Fouiller'))
    await mine.catchUp()
    await theirs.catchUp()
    expect(titles(mine)).toEqual(['Fouiller', 'Voir'])
    expect(titles(theirs)).toEqual(['Fouiller', 'Voir'])
    await deaf()
  })

  it('keeps what many write at once, each acknowledged once the store has it', async () => {
    const draft = await open()
    const people = Array.from({ length: 20 }, () => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(draft.doc))
      return doc
    })
    await Promise.all(
      people.map((doc, index) => {
        const before = Y.encodeStateVector(doc)
        const touchpoint = { id: `t${index}`, stage: 'meet', title: `${index}` }
        applyChange(doc, { do: 'add-touchpoint', touchpoint })
        return draft.write(Y.encodeStateAsUpdate(doc, before))
      }),
    )
    const kept = await store.since(LOCAL_OWNER.workspace, 'kitchen', -1)
    const again = new Y.Doc()
    for (const update of kept?.updates ?? []) Y.applyUpdate(again, update)
    expect(readDraft(again).touchpoints).toHaveLength(22)
  })

  it('says so to the writer when the store fails, and shows nobody what was not kept', async () => {
    const failing = processOn({ ...store, append: () => Promise.reject(new Error('the disk is full')) })
    const draft = orThrow(await failing.open(LOCAL_OWNER, 'kitchen'))
    await expect(edit(draft, rename('visit', 'Voir'))).rejects.toThrow('the disk is full')
    expect(titles(draft)).toEqual(['Chercher', 'Visiter'])
  })

  it('is kept as a revision with the comments of its file and the reason, and goes on from there', async () => {
    const draft = await open()
    await edit(draft, rename('visit', 'Voir'))
    const kept = orThrow(await drafts.keep(LOCAL_OWNER, 'kitchen', { why: 'atelier de Lille', status: 'in_review' }))
    expect(kept).toMatchObject({ revision: 2, status: 'in_review' })
    const pulled = orThrow(await maps.pull(LOCAL_OWNER, 'kitchen'))
    expect(pulled.text).toContain('# La carte de Claire')
    expect(pulled.text).toContain('title: Rencontrer} # à Lille')
    expect(pulled.text).toContain('{id: visit, stage: meet, title: Voir}')
    expect(pulled.stored.why).toBe('atelier de Lille')
    expect(await standing()).toMatchObject({ base: { revision: 2 }, changes: 0 })
    expect(codeOf(await drafts.keep(LOCAL_OWNER, 'kitchen', {}))).toBe('draft-unchanged')
    expect(told).toContain('kitchen')
  })

  it('is not kept while it is unsound', async () => {
    const draft = await open()
    await edit(draft, { do: 'set', at: ['transitions'], value: [{ from: 'visit', to: 'nowhere' }] })
    expect((await drafts.keep(LOCAL_OWNER, 'kitchen', {})).ok).toBe(false)
    expect(orThrow(await maps.pull(LOCAL_OWNER, 'kitchen')).stored.revision).toBe(1)
  })

  it('follows what is pushed by file where nobody has changed anything', async () => {
    const draft = await open()
    orThrow(await push(KITCHEN.replace('Visiter', 'Voir'), 1))
    expect(await standing()).toMatchObject({ base: { revision: 2 }, changes: 0 })
    expect(titles(draft)).toEqual(['Chercher', 'Voir'])
  })

  it('is merged with what was pushed by file meanwhile: nothing is lost, and the person chooses where both differ', async () => {
    const draft = await open()
    await edit(draft, rename('visit', 'Mine'), {
      do: 'add-touchpoint',
      touchpoint: { id: 'call', stage: 'meet', title: 'Appeler' },
    })
    const theirs = KITCHEN.replace('Visiter', 'Theirs')
      .replace('title: Chercher', 'title: Fouiller')
      .concat('  - {id: pay, stage: meet, title: Payer}\n')
    orThrow(await push(theirs, 1))
    expect(codeOf(await drafts.keep(LOCAL_OWNER, 'kitchen', {}))).toBe('draft-behind')
    const at = ['touchpoints', 'visit', 'title']
    expect((await standing()).conflicts).toEqual([{ at, mine: 'Mine', theirs: 'Theirs' }])
    const merged = orThrow(await drafts.merge(LOCAL_OWNER, 'kitchen', []))
    expect(merged).toMatchObject({ base: { revision: 2 }, conflicts: [] })
    expect([...titles(draft)].sort()).toEqual(['Appeler', 'Fouiller', 'Mine', 'Payer'])
    expect(orThrow(await drafts.keep(LOCAL_OWNER, 'kitchen', {})).revision).toBe(3)
  })

  it('lets the stored revision win where the person says so', async () => {
    const draft = await open()
    await edit(draft, rename('visit', 'Mine'))
    orThrow(await push(KITCHEN.replace('Visiter', 'Theirs'), 1))
    await drafts.merge(LOCAL_OWNER, 'kitchen', [['touchpoints', 'visit', 'title']])
    expect(titles(draft)).toEqual(['Chercher', 'Theirs'])
  })

  it('given up, says the last revision again to everybody who has it open', async () => {
    const draft = await open()
    await edit(draft, { do: 'remove-stage', id: 'meet' }, rename('search', 'Fouiller'))
    expect(orThrow(await drafts.giveUp(LOCAL_OWNER, 'kitchen')).changes).toBe(0)
    expect(titles(draft)).toEqual(['Chercher', 'Visiter'])
  })
})
