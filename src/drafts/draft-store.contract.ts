import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { DraftStore } from './draft-store.ts'

const { workspace, id: owner } = LOCAL_OWNER
const NOON = Date.UTC(2026, 8, 14, 12)
const base = { revision: 3, hash: 'three' }
const bytes = (...values: number[]) => new Uint8Array(values)

/** What every store of drafts does alike. */
export const draftStoreContract = (open: () => DraftStore): void => {
  let store: DraftStore
  const append = (value: number) => store.append(workspace, 'kitchen', bytes(value), owner, NOON)
  const updatesSince = async (position: number) =>
    (await store.since(workspace, 'kitchen', position))?.updates.map(([value]) => value)
  beforeEach(async () => {
    store = open()
    await store.begin(workspace, 'kitchen', base, bytes(0, 255, 10))
  })

  describe('a store of drafts', () => {
    it('gives what was kept, in order, with the revision that it changes', async () => {
      expect(await store.since(workspace, 'kitchen', -1)).toEqual({
        base,
        updates: [bytes(0, 255, 10)],
        upTo: 0,
        loose: 0,
      })
      expect([await append(1), await append(2)]).toEqual([1, 2])
      expect(await updatesSince(-1)).toEqual([0, 1, 2])
      expect(await updatesSince(1)).toEqual([2])
      expect(await store.since(workspace, 'bathroom', -1)).toBeUndefined()
    })

    it('begins once: the second to open a draft finds the first one’s', async () => {
      await append(1)
      await store.begin(workspace, 'kitchen', { revision: 9, hash: 'nine' }, bytes(9))
      expect((await store.since(workspace, 'kitchen', -1))?.base).toEqual(base)
      expect(await updatesSince(-1)).toEqual([0, 1])
    })

    it('gives each of many writers at once a position of its own, with no gap', async () => {
      const positions = await Promise.all([1, 2, 3, 4, 5, 6].map(append))
      expect([...positions].sort()).toEqual([1, 2, 3, 4, 5, 6])
      expect((await store.since(workspace, 'kitchen', -1))?.upTo).toBe(6)
    })

    it('puts a snapshot in the place of what it holds, and keeps what came after', async () => {
      for (const value of [1, 2, 3]) await append(value)
      await store.compact(workspace, 'kitchen', 2, bytes(12))
      expect(await updatesSince(-1)).toEqual([12, 3])
      expect(await updatesSince(1)).toEqual([12, 3])
      expect(await updatesSince(2)).toEqual([3])
      expect((await store.since(workspace, 'kitchen', -1))?.loose).toBe(1)
      await store.compact(workspace, 'kitchen', 1, bytes(99))
      expect(await updatesSince(-1)).toEqual([12, 3])
    })

    it('changes another revision with the update that goes with it, once: the second to move it does nothing', async () => {
      const four = { revision: 4, hash: 'four' }
      const change = { update: bytes(7), by: owner, at: NOON }
      expect(await store.rebase(workspace, 'kitchen', base, four, change)).toBe(true)
      expect(await store.rebase(workspace, 'kitchen', base, four, change)).toBe(false)
      expect(await store.since(workspace, 'kitchen', 0)).toEqual({ base: four, updates: [bytes(7)], upTo: 1, loose: 1 })
      expect(await store.rebase(workspace, 'kitchen', four, base)).toBe(true)
      expect((await store.since(workspace, 'kitchen', -1))?.upTo).toBe(1)
    })

    it('tells which draft changed', async () => {
      let tell: (map: string | undefined) => void = () => {}
      const told = new Promise((resolve) => {
        tell = resolve
      })
      const deaf = await store.listen(tell)
      await append(1)
      expect(await told).toBe('kitchen')
      await deaf()
    })

    it('keeps workspaces apart', async () => {
      expect(await store.since(asId<'Workspace'>('elsewhere'), 'kitchen', -1)).toBeUndefined()
    })
  })
}
