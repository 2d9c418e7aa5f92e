import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { Notice, Reader } from './notice.ts'
import type { NoticeStore } from './notice-store.ts'

const NOON = Date.UTC(2026, 8, 14, 12)
const workspace = LOCAL_OWNER.workspace
const CLAIRE: Reader = { actor: LOCAL_OWNER, name: 'Claire' }
const KARIM: Reader = { actor: LOCAL_OWNER, name: 'Karim' }

const notice = (key: string, extra: Partial<Notice> = {}): Notice => ({
  id: asId(`n ${key}`),
  kind: 'published',
  key,
  at: NOON,
  facts: { map: 'cuisine', title: { fr: 'Cuisine', en: 'Kitchen' }, revision: 3 },
  place: '/maps/cuisine?aside=revisions',
  ...extra,
})

/** What every store of notices does alike. */
export const noticeStoreContract = (open: () => NoticeStore): void => {
  let store: NoticeStore
  beforeEach(() => {
    store = open()
  })
  const keysFor = async (reader: Reader) => (await store.of(reader, 10)).map(({ key }) => key)

  describe('a store of notices', () => {
    it('gives back what it was given, unread', async () => {
      const mention = notice('m', { kind: 'mention', to: 'Karim', from: 'Claire' })
      await store.add(workspace, [mention])
      expect(await store.of(KARIM, 10)).toEqual([{ ...mention, read: false }])
    })

    it('tells the same thing once', async () => {
      expect(await store.add(workspace, [notice('a'), notice('b')])).toHaveLength(2)
      expect(await store.add(workspace, [notice('b', { id: asId('again') }), notice('c')])).toEqual([notice('c')])
    })

    it('tells everybody, or one name, latest first, and never who caused it', async () => {
      await store.add(workspace, [notice('all')])
      await store.add(workspace, [notice('to Karim', { to: 'Karim', at: NOON + 1 })])
      await store.add(workspace, [notice('by Karim', { from: 'Karim', at: NOON + 2 })])
      expect(await keysFor(KARIM)).toEqual(['to Karim', 'all'])
      expect(await keysFor(CLAIRE)).toEqual(['by Karim', 'all'])
      expect(await store.of(KARIM, 1)).toHaveLength(1)
    })

    it('keeps what each reader has read', async () => {
      await store.add(workspace, [notice('a'), notice('b')])
      await store.markRead(KARIM, [asId('n a')], NOON)
      await store.markRead(KARIM, [asId('n a'), asId('nowhere')], NOON)
      expect(await store.unread(KARIM)).toBe(1)
      expect(await store.unread(CLAIRE)).toBe(2)
      await store.markAllRead(CLAIRE, NOON)
      expect(await store.unread(CLAIRE)).toBe(0)
      expect((await store.of(KARIM, 10)).filter(({ read }) => read).map(({ key }) => key)).toEqual(['a'])
    })

    it('forgets what is old, with what was read of it', async () => {
      await store.add(workspace, [notice('old', { at: NOON - 10 }), notice('new')])
      await store.markAllRead(KARIM, NOON)
      await store.forget(workspace, NOON)
      expect(await keysFor(KARIM)).toEqual(['new'])
    })

    it('remembers up to when each reader has seen what changed, and never moves back', async () => {
      expect(await store.lastVisit(KARIM)).toBeUndefined()
      await store.visit(KARIM, NOON)
      await store.visit(KARIM, NOON - 5)
      expect(await store.lastVisit(KARIM)).toBe(NOON)
      expect(await store.lastVisit(CLAIRE)).toBeUndefined()
    })

    it('keeps workspaces apart', async () => {
      await store.add(workspace, [notice('a')])
      const elsewhere = { ...KARIM, actor: { ...LOCAL_OWNER, workspace: asId<'Workspace'>('elsewhere') } }
      expect(await store.of(elsewhere, 10)).toEqual([])
      await store.forget(elsewhere.actor.workspace, NOON + 1)
      expect(await keysFor(KARIM)).toEqual(['a'])
    })
  })
}
