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
  paused: null,
  looked: null,
}
const mine = (until: number) => ({ holder: 'api 1', until })
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
      expect(await store.claim(tills, monday, mine(NOON + 10), NOON)).toBe(false)
      await store.see(tills, [monday], NOON)
      const claims = await Promise.all([1, 2].map(() => store.claim(tills, monday, mine(NOON + 10), NOON + 1)))
      expect(claims.filter(Boolean)).toHaveLength(1)
      await store.settle(tills, monday, 'api 1', { state: 'taken', importId: 'i1', why: null })
      await store.see(tills, [monday, { ...monday, version: 'v2' }], NOON + 2)
      const rest = { why: null, until: null }
      expect(await store.found(workspace, 'caisses', 10)).toEqual([
        { ...monday, version: 'v2', seenAt: NOON + 2, state: 'seen', importId: null, ...rest },
        { ...monday, seenAt: NOON + 1, state: 'taken', importId: 'i1', ...rest },
      ])
    })

    it('gives a file again that was cut on its way, refused, or left by a process that was killed', async () => {
      const why = { code: 'empty-file', what: { fr: 'Vide.', en: 'Empty.' }, remedy: 'x' }
      await store.add(tills)
      await store.see(tills, [monday], NOON)
      await store.claim(tills, monday, mine(NOON + 10), NOON)
      await store.settle(tills, monday, 'api 1', { state: 'seen', importId: null, why: null })
      expect(await store.claim(tills, monday, mine(NOON + 10), NOON)).toBe(true)
      expect(await store.hold(tills, monday, mine(NOON + 20), 'i1')).toBe(true)
      expect(await store.claim(tills, monday, { holder: 'api 2', until: NOON + 40 }, NOON + 20)).toBe(false)
      expect(await store.claim(tills, monday, { holder: 'api 2', until: NOON + 40 }, NOON + 21)).toBe(true)
      // Whoever was thought dead and is not has lost it.
      expect(await store.hold(tills, monday, mine(NOON + 50), 'i1')).toBe(false)
      await store.settle(tills, monday, 'api 1', { state: 'taken', importId: 'i1', why: null })
      await store.settle(tills, monday, 'api 2', { state: 'refused', importId: null, why })
      const [found] = await store.found(workspace, 'caisses', 10)
      expect(found).toMatchObject({ state: 'refused', importId: null, why, until: null })
      expect(await store.again(workspace, 'caisses', monday)).toBe(true)
      expect(await store.again(workspace, 'caisses', monday)).toBe(false)
      expect(await store.claim(tills, monday, mine(NOON + 60), NOON + 50)).toBe(true)
    })

    it('forgets a version that was only seen once another lies there: a file that was still being written', async () => {
      await store.add(tills)
      await store.see(
        tills,
        [
          { ...monday, version: 'half' },
          { ...monday, file: 'taken.csv' },
        ],
        NOON,
      )
      await store.claim(tills, { ...monday, file: 'taken.csv' }, mine(NOON + 10), NOON)
      await store.see(tills, [monday], NOON + 1)
      const found = await store.found(workspace, 'caisses', 10)
      expect(found.map(({ file, version, state }) => [file, version, state])).toEqual([
        ['monday.csv', 'v1', 'seen'],
        ['taken.csv', 'v1', 'taking'],
      ])
    })

    it('tells who paused a deposit, and how the last look into it went', async () => {
      await store.add(tills)
      expect(await store.pause(workspace, 'caisses', { by: 'claire', at: NOON })).toBe(true)
      expect(await store.pause(workspace, 'ailleurs', null)).toBe(false)
      await store.note(tills, { at: NOON + 1, trouble: '403' })
      expect(await store.list()).toEqual([
        { ...tills, paused: { by: 'claire', at: NOON }, looked: { at: NOON + 1, trouble: '403' } },
      ])
      await store.pause(workspace, 'caisses', null)
      expect((await store.list())[0]?.paused).toBe(null)
    })
  })
}
