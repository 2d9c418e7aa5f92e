import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import { proposed } from './candidate.ts'
import { momentKey } from './moment-key.ts'
import { type MomentDecision, type MomentStore, undecided } from './moment-store.ts'

const NOON = Date.UTC(2026, 8, 14, 12)
const workspace = LOCAL_OWNER.workspace
const stop = proposed({
  kind: 'breaking_point',
  sign: 'drop_off',
  stage: 'quote',
  statistics: { n: 400, dropOff: 0.4 },
})
const loop = proposed({ kind: 'irritant', sign: 'loop', touchpoint: 'cart', statistics: { n: 90 } })
const keyed = (...moments: (typeof stop)[]) => moments.map((moment) => ({ key: momentKey(moment), moment }))

/** What every store of moments does alike. */
export const momentStoreContract = (open: () => MomentStore): void => {
  let store: MomentStore
  beforeEach(() => {
    store = open()
  })

  describe('a store of moments', () => {
    it('knows the first look at a map, and what a later one found that was not there', async () => {
      expect(await store.see(workspace, 'cuisine', keyed(stop), NOON)).toEqual({ first: true, keys: [momentKey(stop)] })
      expect(await store.see(workspace, 'cuisine', keyed(stop, loop), NOON + 1)).toEqual({
        first: false,
        keys: [momentKey(loop)],
      })
      expect(await store.see(workspace, 'permit', [], NOON)).toEqual({ first: true, keys: [] })
    })

    it('keeps since when a moment stands, with its latest evidence; what goes and comes back is no news', async () => {
      await store.see(workspace, 'cuisine', keyed(loop), NOON - 1)
      await store.see(workspace, 'cuisine', keyed(stop, loop), NOON)
      const grown = { ...stop, statistics: { n: 500, dropOff: 0.42 } }
      await store.see(workspace, 'cuisine', keyed(grown), NOON + 1)
      const standing = Object.fromEntries((await store.sightings(workspace)).map((one) => [one.key, one]))
      expect(standing[momentKey(stop)]).toEqual({
        map: 'cuisine',
        key: momentKey(stop),
        moment: grown,
        firstAt: NOON,
        standing: true,
      })
      expect(standing[momentKey(loop)]).toMatchObject({ standing: false, firstAt: 0 })
      expect((await store.see(workspace, 'cuisine', keyed(stop, loop), NOON + 2)).keys).toEqual([])
    })

    it('keeps every decision in order, and proposes no more what was decided until it is opened again', async () => {
      await store.see(workspace, 'cuisine', keyed(stop, loop), NOON)
      const rejected: MomentDecision = {
        map: 'cuisine',
        key: momentKey(loop),
        verdict: 'rejected',
        why: 'comportement voulu',
        at: NOON + 1,
        by: LOCAL_OWNER.id,
        signed: 'Claire',
        moment: loop,
      }
      await store.decide(workspace, rejected)
      const open = async () =>
        undecided(await store.sightings(workspace), await store.decisions(workspace)).map(({ key }) => key)
      expect(await open()).toEqual([momentKey(stop)])
      const { why: _why, signed: _signed, ...bare } = rejected
      await store.decide(workspace, { ...bare, verdict: 'reopened' })
      expect(await store.decisions(workspace, 'cuisine')).toEqual([rejected, { ...bare, verdict: 'reopened' }])
      expect((await open()).sort()).toEqual([momentKey(stop), momentKey(loop)].sort())
      expect(await store.decisions(workspace, 'permit')).toEqual([])
    })

    it('keeps workspaces apart', async () => {
      await store.see(workspace, 'cuisine', keyed(stop), NOON)
      const elsewhere = asId<'Workspace'>('elsewhere')
      expect(await store.sightings(elsewhere)).toEqual([])
      expect((await store.see(elsewhere, 'cuisine', keyed(stop), NOON)).first).toBe(true)
    })
  })
}
