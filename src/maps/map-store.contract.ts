import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { MapRevision, MapStore, StatusChange } from './index.ts'

const KARIM = asId<'Actor'>('karim')
const NOON = Date.UTC(2026, 8, 14, 12)
const workspace = LOCAL_OWNER.workspace

const kitchen = (revision: number, extra: Partial<MapRevision> = {}): MapRevision => ({
  id: 'kitchen',
  revision,
  source: new TextEncoder().encode(`# Révision ${revision}\r\nid: kitchen\n`),
  hash: `hash ${revision}`,
  canonical: '{}\n',
  at: NOON + revision,
  by: KARIM,
  ...extra,
})
const draft = (revision: number, extra: Partial<StatusChange> = {}): StatusChange => ({
  revision,
  status: 'draft',
  reviewed: false,
  at: NOON + revision,
  by: KARIM,
  ...extra,
})

/** What every store of maps does alike. */
export const mapStoreContract = (open: () => MapStore): void => {
  let store: MapStore
  beforeEach(() => {
    store = open()
  })

  describe('a store of maps', () => {
    it('gives back a revision byte for byte, with who pushed it, when and why', async () => {
      const pushed = kitchen(1, { source: new Uint8Array([0xef, 0xbb, 0xbf, 0, 13, 10, 255]), why: 'atelier de Lille' })
      expect(await store.add(workspace, pushed, draft(1))).toBe(true)
      expect(await store.revision(workspace, 'kitchen', 1)).toEqual(pushed)
    })

    it('gives the last revision where none is named', async () => {
      for (const revision of [1, 2, 3]) await store.add(workspace, kitchen(revision), draft(revision))
      expect((await store.revision(workspace, 'kitchen'))?.revision).toBe(3)
      expect((await store.revision(workspace, 'kitchen', 2))?.hash).toBe('hash 2')
      expect(await store.revision(workspace, 'kitchen', 9)).toBeUndefined()
      expect(await store.revision(workspace, 'bathroom')).toBeUndefined()
    })

    it('lists the revisions of a map without their text, latest first', async () => {
      for (const revision of [1, 2]) await store.add(workspace, kitchen(revision), draft(revision))
      await store.add(workspace, kitchen(3, { why: 'atelier' }), draft(3))
      const lines = await store.revisions(workspace, 'kitchen')
      expect(lines.map(({ revision, why }) => [revision, why])).toEqual([
        [3, 'atelier'],
        [2, undefined],
        [1, undefined],
      ])
      expect(lines[2]).toEqual({ id: 'kitchen', revision: 1, hash: 'hash 1', at: NOON + 1, by: KARIM })
      expect(await store.revisions(workspace, 'bathroom')).toEqual([])
    })

    it('never overwrites a revision, and leaves its history alone', async () => {
      await store.add(workspace, kitchen(1), draft(1))
      expect(await store.add(workspace, kitchen(1, { hash: 'other' }), draft(1))).toBe(false)
      expect((await store.revision(workspace, 'kitchen'))?.hash).toBe('hash 1')
      expect(await store.history(workspace, 'kitchen')).toHaveLength(1)
    })

    it('lets one of two pushes at once through', async () => {
      const pushes = ['Claire', 'Karim'].map((name) => store.add(workspace, kitchen(1, { hash: name }), draft(1)))
      expect((await Promise.all(pushes)).sort()).toEqual([false, true])
    })

    it('lets one of two decisions at once through, and none upon a history that is no longer so', async () => {
      for (const revision of [1, 2]) await store.add(workspace, kitchen(revision), draft(revision))
      const approve = (revision: number) =>
        store.changeStatuses(workspace, 'kitchen', [draft(revision, { status: 'approved' })], 2)
      expect((await Promise.all([approve(1), approve(2)])).sort()).toEqual([false, true])
      expect(await approve(1)).toBe(false)
      expect(await store.history(workspace, 'kitchen')).toHaveLength(3)
      expect(await store.changeStatuses(workspace, 'bathroom', [draft(1)], 0)).toBe(false)
    })

    it('keeps the history of statuses in order, with who, when and why', async () => {
      await store.add(workspace, kitchen(1), draft(1))
      await store.add(workspace, kitchen(2), draft(2))
      const approved = draft(2, {
        status: 'approved',
        by: LOCAL_OWNER.id,
        signed: 'Claire',
        why: 'comité du 14',
        at: NOON + 9,
      })
      await store.changeStatuses(workspace, 'kitchen', [draft(1, { status: 'archived' }), approved], 2)
      expect(await store.history(workspace, 'kitchen')).toEqual([
        draft(1),
        draft(2),
        draft(1, { status: 'archived' }),
        approved,
      ])
    })

    it('lists the last revision of each map with where it stands', async () => {
      await store.add(workspace, kitchen(1), draft(1))
      await store.changeStatuses(workspace, 'kitchen', [draft(1, { status: 'approved' })], 1)
      await store.add(workspace, kitchen(2), draft(2))
      await store.add(workspace, kitchen(1, { id: 'bathroom' }), draft(1, { status: 'in_review' }))
      const heads = await store.heads(workspace)
      expect(heads.map(({ id, revision, status }) => [id, revision, status])).toEqual([
        ['bathroom', 1, 'in_review'],
        ['kitchen', 2, 'draft'],
      ])
    })

    it('keeps workspaces apart', async () => {
      await store.add(workspace, kitchen(1), draft(1))
      const elsewhere = asId<'Workspace'>('elsewhere')
      expect(await store.revision(elsewhere, 'kitchen')).toBeUndefined()
      expect(await store.heads(elsewhere)).toEqual([])
      expect(await store.history(elsewhere, 'kitchen')).toEqual([])
      expect(await store.add(elsewhere, kitchen(1), draft(1))).toBe(true)
    })
  })
}
