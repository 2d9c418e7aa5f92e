import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import { createMemoryViewStore } from './view-store.memory.ts'
import { createViews } from './views.ts'

const CLAIRE = { actor: LOCAL_OWNER, signed: 'Claire' }
const SIGNATURES = { title: 'Signatures', note: '', analysis: 'funnel', asked: 'map=cuisine' }

const opened = () => {
  let [last, clock] = [0, Date.UTC(2026, 8, 14, 12)]
  return createViews({
    store: createMemoryViewStore(),
    may: localOwnerMay,
    now: () => clock++,
    newId: () => `id-${++last}`,
  })
}

describe('saved views', () => {
  it('bear who saved them, and can be renamed', async () => {
    const views = opened()
    const saved = orThrow(await views.save(CLAIRE, SIGNATURES))
    expect(saved).toMatchObject({ id: 'id-1', title: 'Signatures', signed: 'Claire' })
    orThrow(await views.change(CLAIRE, saved.id, { title: ' Du devis à la signature ' }))
    expect(orThrow(await views.all(CLAIRE)).views.map(({ title }) => title)).toEqual(['Du devis à la signature'])
  })

  it('are removed and brought back as they were', async () => {
    const views = opened()
    const saved = orThrow(await views.save(CLAIRE, SIGNATURES))
    const removed = orThrow(await views.remove(CLAIRE, saved.id))
    expect(removed.gone?.signed).toBe('Claire')
    expect(orThrow(await views.all(CLAIRE)).views).toEqual([])
    expect(orThrow(await views.bringBack(CLAIRE, saved.id))).toEqual(saved)
  })

  it('are all reworded where what they name is called otherwise', async () => {
    const views = opened()
    const saved = orThrow(await views.save(CLAIRE, SIGNATURES))
    await views.save(CLAIRE, { ...SIGNATURES, asked: 'map=bain' })
    const next = (asked: string) => (asked === 'map=cuisine' ? 'map=cuisine-2' : undefined)
    expect(orThrow(await views.reword(CLAIRE, next))).toBe(1)
    const all = orThrow(await views.all(CLAIRE)).views
    expect(all.map(({ asked }) => asked).sort()).toEqual(['map=bain', 'map=cuisine-2'])
    expect(all.find(({ id }) => id === saved.id)?.title).toBe(SIGNATURES.title)
  })

  it('are reworded while they are removed, and come back in the new words', async () => {
    const views = opened()
    const saved = orThrow(await views.save(CLAIRE, SIGNATURES))
    orThrow(await views.remove(CLAIRE, saved.id))
    orThrow(await views.reword(CLAIRE, () => 'map=cuisine-2'))
    expect(orThrow(await views.all(CLAIRE)).views).toEqual([])
    expect(orThrow(await views.bringBack(CLAIRE, saved.id))).toEqual({ ...saved, asked: 'map=cuisine-2' })
  })

  it('need a title, and are nobody else’s to keep', async () => {
    const views = opened()
    expect(await views.save(CLAIRE, { ...SIGNATURES, title: '  ' })).toMatchObject({
      refusal: { code: 'view-untitled' },
    })
    const stranger = { actor: { ...LOCAL_OWNER, id: asId<'Actor'>('stranger') } }
    expect(await views.save(stranger, SIGNATURES)).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await views.all(stranger)).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await views.change(CLAIRE, 'nowhere', {})).toMatchObject({ refusal: { code: 'view-not-found' } })
  })
})

describe('dashboards', () => {
  it('are pinned on the home page and taken off again', async () => {
    const views = opened()
    const { id } = orThrow(await views.compose(CLAIRE, { title: 'Le lundi', tiles: [] }))
    expect(orThrow(await views.arrange(CLAIRE, id, { pinned: true }))).toMatchObject({
      title: 'Le lundi',
      pinned: true,
    })
    orThrow(await views.arrange(CLAIRE, id, { pinned: false }))
    expect(orThrow(await views.all(CLAIRE)).dashboards).toMatchObject([{ pinned: false }])
  })

  it('hold views in an order, and keep the place of one that is removed', async () => {
    const views = opened()
    const saved = orThrow(await views.save(CLAIRE, SIGNATURES))
    const board = orThrow(await views.compose(CLAIRE, { title: 'Le lundi', tiles: [{ view: saved.id, size: 'half' }] }))
    orThrow(await views.remove(CLAIRE, saved.id))
    orThrow(await views.arrange(CLAIRE, board.id, { title: 'Le mardi' }))
    expect(orThrow(await views.all(CLAIRE)).dashboards).toMatchObject([
      { title: 'Le mardi', tiles: [{ view: saved.id, size: 'half' }] },
    ])
  })

  it('hold no view that never was', async () => {
    const tiles = [{ view: asId<'SavedView'>('nowhere'), size: 'half' as const }]
    expect(await opened().compose(CLAIRE, { title: 'Le lundi', tiles })).toMatchObject({
      refusal: { code: 'view-not-found' },
    })
  })
})
