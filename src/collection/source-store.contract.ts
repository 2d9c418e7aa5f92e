import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { Source, SourceStore } from './index.ts'

const { workspace } = LOCAL_OWNER
const NOON = Date.UTC(2026, 8, 14, 12)
const site: Source = {
  workspace,
  name: 'site',
  trust: 'browser',
  kinds: [],
  keyHash: 'a'.repeat(64),
  addedAt: NOON,
  keyedAt: NOON,
}
const till: Source = { ...site, name: 'caisse de Lille', trust: 'server', kinds: ['loyalty', 'email'], keyHash: 'b' }

/** What every store of sources does alike. */
export const sourceStoreContract = (open: () => SourceStore): void => {
  let store: SourceStore
  beforeEach(() => {
    store = open()
  })

  describe('a store of sources', () => {
    it('gives back what was added, by name', async () => {
      expect(await store.add(site)).toBe(true)
      expect(await store.add(till)).toBe(true)
      expect(await store.list(workspace)).toEqual([till, site])
    })

    it('has one source of a name, and leaves it alone when it is added again', async () => {
      await store.add(site)
      expect(await store.add({ ...site, keyHash: 'stolen' })).toBe(false)
      expect(await store.list()).toEqual([site])
    })

    it('gives a source another key', async () => {
      await store.add(site)
      const changed = { ...site, keyHash: 'c', keyedAt: NOON + 5 }
      expect(await store.rekey(workspace, 'site', 'c', NOON + 5)).toEqual(changed)
      expect(await store.list()).toEqual([changed])
      expect(await store.rekey(workspace, 'nobody', 'c', NOON)).toBeUndefined()
    })

    it('changes what a source may send and what signs for its people, each apart', async () => {
      const limits = { perSecond: 50, burst: 200 }
      await store.add(site)
      expect(await store.change(workspace, 'site', { limits })).toEqual({ ...site, limits })
      expect(await store.change(workspace, 'site', { identity: 'sealed' })).toEqual({
        ...site,
        limits,
        identity: 'sealed',
      })
      expect(await store.change(workspace, 'site', { limits: null })).toEqual({ ...site, identity: 'sealed' })
      expect(await store.list()).toEqual([{ ...site, identity: 'sealed' }])
      expect(await store.change(workspace, 'nobody', { limits })).toBeUndefined()
      expect(await store.change(workspace, 'site', { needs: 'measurement' })).toMatchObject({
        needs: 'measurement',
        identity: 'sealed',
      })
      expect(await store.change(workspace, 'site', { needs: null })).toEqual({ ...site, identity: 'sealed' })
      await store.add({ ...till, limits, identity: 'sealed' })
      expect(await store.list()).toContainEqual({ ...till, limits, identity: 'sealed' })
    })

    it('forgets a source once', async () => {
      await store.add(site)
      expect(await store.remove(workspace, 'site')).toBe(true)
      expect(await store.remove(workspace, 'site')).toBe(false)
      expect(await store.list()).toEqual([])
    })

    it('keeps workspaces apart', async () => {
      const elsewhere = asId<'Workspace'>('elsewhere')
      await store.add(site)
      expect(await store.remove(elsewhere, 'site')).toBe(false)
      expect(await store.rekey(elsewhere, 'site', 'c', NOON)).toBeUndefined()
      const theirs = { ...site, workspace: elsewhere, keyHash: 'd' }
      expect(await store.add(theirs)).toBe(true)
      expect(await store.list(elsewhere)).toEqual([theirs])
      expect(await store.list()).toHaveLength(2)
    })
  })
}
