import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { Deposit, DepositStore } from './deposit.ts'

const { workspace } = LOCAL_OWNER
const NOON = Date.UTC(2026, 8, 14, 12)
const tills: Deposit = {
  workspace,
  name: 'caisses',
  source: 'caisses',
  place: { kind: 'folder', path: '/srv/tills' },
  chosen: { columns: { time: 'quand' } },
  everySeconds: 60,
  addedAt: NOON,
}
const monday = { file: 'monday.csv', size: 12, version: 'v1' }

/** What every store of deposits does alike. */
export const depositStoreContract = (open: () => DepositStore): void => {
  let store: DepositStore
  beforeEach(() => {
    store = open()
  })

  describe('a store of deposits', () => {
    it('gives back what was added, by name, has one of a name, and forgets it with its files', async () => {
      const calls = { ...tills, name: 'appels' }
      expect(await store.add(tills)).toBe(true)
      expect(await store.add(tills)).toBe(false)
      await store.add(calls)
      await store.see(tills, [monday], NOON)
      expect(await store.list(workspace)).toEqual([calls, tills])
      expect(await store.remove(workspace, 'caisses')).toBe(true)
      expect(await store.remove(workspace, 'caisses')).toBe(false)
      expect(await store.list()).toEqual([calls])
      expect(await store.found(workspace, 'caisses', 10)).toEqual([])
    })

    it('gives a version of a file to one alone, once, and tells what became of it', async () => {
      await store.add(tills)
      expect(await store.claim(tills, monday, NOON)).toBe(false)
      await store.see(tills, [monday], NOON)
      const claims = await Promise.all([store.claim(tills, monday, NOON + 1), store.claim(tills, monday, NOON + 1)])
      expect(claims.filter(Boolean)).toHaveLength(1)
      await store.settle(tills, monday, { state: 'taken', importId: 'i1', why: null })
      await store.see(tills, [monday, { ...monday, version: 'v2' }], NOON + 2)
      expect(await store.found(workspace, 'caisses', 10)).toEqual([
        { ...monday, version: 'v2', seenAt: NOON + 2, state: 'seen', importId: null, why: null },
        { ...monday, seenAt: NOON + 1, state: 'taken', importId: 'i1', why: null },
      ])
    })

    it('gives a file again that was cut on its way', async () => {
      await store.see(tills, [monday], NOON)
      await store.claim(tills, monday, NOON)
      await store.settle(tills, monday, { state: 'seen', importId: null, why: null })
      expect(await store.claim(tills, monday, NOON)).toBe(true)
    })
  })
}
