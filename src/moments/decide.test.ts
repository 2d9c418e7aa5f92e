import { describe, expect, it } from 'vitest'
import { LOCAL_OWNER, localOwnerMay } from '../governance/index.ts'
import { asId, orThrow } from '../kernel/index.ts'
import { proposed } from './candidate.ts'
import { decideMoment, momentKey, type NoticedMoment } from './index.ts'
import { createMemoryMomentStore } from './moment-store.memory.ts'

const stop = proposed({
  kind: 'breaking_point',
  sign: 'drop_off',
  stage: 'quote',
  touchpoint: 'visit',
  statistics: { n: 400 },
})
const key = momentKey(stop)
const CLAIRE = { actor: LOCAL_OWNER, signed: 'Claire' }
const there = async () => stop
const gone = async () => undefined

const decide = (
  store = createMemoryMomentStore(),
  wish: Partial<Parameters<typeof decideMoment>[2]> = {},
  standing: () => Promise<NoticedMoment | undefined> = there,
  who = CLAIRE,
) =>
  decideMoment(
    { store, may: localOwnerMay, now: () => 7 },
    who,
    { map: 'cuisine', key, verdict: 'confirmed', ...wish },
    standing,
  )

describe('deciding on a noticed moment', () => {
  it('keeps who, when, why and the evidence of the day', async () => {
    const store = createMemoryMomentStore()
    const decided = orThrow(await decide(store, { verdict: 'rejected', why: ' Effet de la grève ' }))
    expect(decided).toMatchObject({ signed: 'Claire', at: 7, why: 'Effet de la grève', moment: stop })
    expect(await store.decisions(LOCAL_OWNER.workspace)).toEqual([decided])
  })
  it('rejects with a reason only, and only what was noticed', async () => {
    expect(await decide(undefined, { verdict: 'rejected' })).toMatchObject({ refusal: { code: 'reason-missing' } })
    expect(await decide(undefined, {}, gone)).toMatchObject({ refusal: { code: 'moment-not-found' } })
    const stranger = { actor: { ...LOCAL_OWNER, id: asId<'Actor'>('stranger') }, signed: '' }
    expect(await decide(undefined, {}, there, stranger)).toMatchObject({ refusal: { code: 'not-allowed' } })
  })
  it('can be taken back once the data no longer show the moment', async () => {
    const store = createMemoryMomentStore()
    await decide(store)
    expect((await decide(store, { verdict: 'reopened' }, gone)).ok).toBe(true)
  })
  it('is about the stage where it stops, whichever touchpoint came last', () => {
    expect(momentKey({ ...stop, touchpoint: 'call', statistics: { n: 9 } })).toBe(key)
    expect(momentKey({ ...stop, stage: 'order' })).not.toBe(key)
  })
})
