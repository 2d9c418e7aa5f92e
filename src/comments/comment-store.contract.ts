import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { CommentStore } from './comment-store.ts'
import type { Comment, Thread } from './thread.ts'

const NOON = Date.UTC(2026, 8, 14, 12)
const workspace = LOCAL_OWNER.workspace
const by = LOCAL_OWNER.id
const claire: Comment = {
  id: asId('c1'),
  at: NOON,
  by,
  signed: 'Claire',
  text: 'Pourquoi attend-on ici ? @Karim',
  mentions: ['Karim'],
}
const karim: Comment = { id: asId('c2'), at: NOON + 1, by, signed: 'Karim', text: 'Le magasin de Lille…', mentions: [] }
const waiting: Thread = { id: asId('t1'), map: 'cuisine', anchor: 'touchpoint:devis', comments: [claire], turns: [] }
const other: Thread = {
  ...waiting,
  id: asId('t2'),
  map: 'permit',
  anchor: 'map',
  comments: [{ ...karim, id: asId('c9') }],
}

/** What every store of comments does alike. */
export const commentStoreContract = (open: () => CommentStore): void => {
  let store: CommentStore
  beforeEach(() => {
    store = open()
  })

  describe('a store of comments', () => {
    it('gives the threads of a map, or of all, in the order in which they began', async () => {
      await store.start(workspace, waiting)
      await store.start(workspace, other)
      expect(await store.threads(workspace, 'cuisine')).toEqual([waiting])
      expect(await store.threads(workspace)).toEqual([waiting, other])
      expect(await store.thread(workspace, other.id)).toEqual(other)
      expect(await store.thread(workspace, asId('t9'))).toBeUndefined()
    })

    it('keeps replies after what they reply to, unsigned ones too', async () => {
      await store.start(workspace, waiting)
      const { signed: _signed, ...unsigned } = karim
      await store.reply(workspace, waiting.id, unsigned)
      expect((await store.thread(workspace, waiting.id))?.comments).toEqual([claire, unsigned])
    })

    it('says that a comment was edited', async () => {
      await store.start(workspace, waiting)
      await store.rewrite(workspace, claire.id, 'Pourquoi attend-on ?', [], NOON + 5)
      expect((await store.thread(workspace, waiting.id))?.comments).toEqual([
        { ...claire, text: 'Pourquoi attend-on ?', mentions: [], editedAt: NOON + 5 },
      ])
    })

    it('forgets the text of an erased comment, and keeps who erased it', async () => {
      await store.start(workspace, waiting)
      const trace = { at: NOON + 5, by, signed: 'Claire' }
      await store.erase(workspace, claire.id, trace)
      expect((await store.thread(workspace, waiting.id))?.comments).toEqual([
        { ...claire, text: '', mentions: [], erased: trace },
      ])
    })

    it('keeps every time that a thread was resolved and opened again', async () => {
      await store.start(workspace, waiting)
      const turns = [
        { state: 'resolved', at: NOON + 5, by, signed: 'Claire' },
        { state: 'open', at: NOON + 6, by },
      ] as const
      for (const turn of turns) await store.turn(workspace, waiting.id, turn)
      expect((await store.thread(workspace, waiting.id))?.turns).toEqual(turns)
    })

    it('remembers the names that people gave, once each', async () => {
      for (const name of ['Karim', 'Élodie', 'Karim']) await store.introduce(workspace, name, NOON)
      expect(await store.names(workspace)).toEqual(['Élodie', 'Karim'])
    })

    it('keeps workspaces apart', async () => {
      const elsewhere = asId<'Workspace'>('elsewhere')
      await store.start(workspace, waiting)
      await store.introduce(workspace, 'Karim', NOON)
      await store.erase(elsewhere, claire.id, { at: NOON, by })
      expect(await store.threads(elsewhere)).toEqual([])
      expect(await store.names(elsewhere)).toEqual([])
      expect(await store.threads(workspace)).toEqual([waiting])
    })
  })
}
