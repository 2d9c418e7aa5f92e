import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { Share, ShareStore } from './index.ts'

const { workspace } = LOCAL_OWNER
const KARIM = asId<'Actor'>('karim')
const NOON = Date.UTC(2026, 8, 14, 12)

const forTheBoard: Share = {
  id: 'for-the-board',
  workspace,
  map: 'cuisine',
  label: 'Comité du 14',
  shows: 'lived',
  place: 'link',
  revision: 'approved',
  filters: { from: '2026-01-01', where: ['store=Lille'] },
  origins: [],
  tokenHash: 'a'.repeat(64),
  madeAt: NOON,
  madeBy: KARIM,
  expiresAt: NOON + 1000,
  opened: 0,
}
const onTheIntranet: Share = {
  id: 'on-the-intranet',
  workspace,
  map: 'salle-de-bain',
  label: '',
  shows: 'map',
  place: 'embed',
  revision: 3,
  filters: {},
  origins: ['https://intranet.example'],
  tokenHash: 'b'.repeat(64),
  madeAt: NOON + 1,
  madeBy: KARIM,
  opened: 0,
}

/** What every store of shares does alike. */
export const shareStoreContract = (open: () => ShareStore): void => {
  let store: ShareStore
  beforeEach(async () => {
    store = open()
    await store.add(forTheBoard)
    await store.add(onTheIntranet)
  })

  describe('a store of shares', () => {
    it('gives back what was added, newest first, of one map where it is named', async () => {
      expect(await store.list(workspace)).toEqual([onTheIntranet, forTheBoard])
      expect(await store.list(workspace, 'cuisine')).toEqual([forTheBoard])
    })

    it('finds a share by the hash of its token, and no other way', async () => {
      expect(await store.byToken(forTheBoard.tokenHash)).toEqual(forTheBoard)
      expect(await store.byToken(forTheBoard.id)).toBeUndefined()
    })

    it('revokes once, with who and when; the token is still known, as revoked', async () => {
      expect(await store.revoke(workspace, forTheBoard.id, NOON + 5, KARIM)).toBe(true)
      expect(await store.revoke(workspace, forTheBoard.id, NOON + 9, KARIM)).toBe(false)
      const revoked = { at: NOON + 5, by: KARIM }
      expect(await store.byToken(forTheBoard.tokenHash)).toEqual({ ...forTheBoard, revoked })
    })

    it('counts openings, and keeps the last', async () => {
      for (const at of [NOON + 30, NOON + 10]) await store.opened(workspace, onTheIntranet.id, at)
      expect(await store.byToken(onTheIntranet.tokenHash)).toMatchObject({ opened: 2, openedAt: NOON + 30 })
    })

    it('keeps workspaces apart', async () => {
      const elsewhere = asId<'Workspace'>('elsewhere')
      expect(await store.list(elsewhere)).toEqual([])
      expect(await store.revoke(elsewhere, forTheBoard.id, NOON, KARIM)).toBe(false)
      await store.opened(elsewhere, forTheBoard.id, NOON)
      expect(await store.byToken(forTheBoard.tokenHash)).toEqual(forTheBoard)
    })
  })
}
