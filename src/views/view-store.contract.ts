import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import { asId } from '../kernel/index.ts'
import type { Dashboard, SavedView } from './view.ts'
import type { ViewStore } from './view-store.ts'

const NOON = Date.UTC(2026, 8, 14, 12)
const { workspace, id: by } = LOCAL_OWNER

const funnel = (id: string, extra: Partial<SavedView> = {}): SavedView => ({
  id: asId(id),
  title: 'Du devis à la signature',
  note: 'Depuis la nouvelle offre',
  analysis: 'funnel',
  asked: 'map=cuisine&step=%5B%22quote%22%2C%22signature%22%5D',
  at: NOON,
  by,
  ...extra,
})

/** What every store of views does alike. */
export const viewStoreContract = (open: () => ViewStore): void => {
  let store: ViewStore
  beforeEach(() => {
    store = open()
  })
  const ids = async () => (await store.views.list(workspace)).map(({ id }) => id)

  describe('a store of views', () => {
    it('gives back what it was given, the latest first', async () => {
      await store.views.keep(workspace, funnel('first'))
      await store.views.keep(workspace, funnel('second', { at: NOON + 1, signed: 'Claire' }))
      expect(await store.views.list(workspace)).toEqual([
        funnel('second', { at: NOON + 1, signed: 'Claire' }),
        funnel('first'),
      ])
    })

    it('keeps a view as it is from now on', async () => {
      await store.views.keep(workspace, funnel('first'))
      await store.views.keep(workspace, funnel('first', { title: 'Signatures', note: '' }))
      expect(await store.views.list(workspace)).toEqual([funnel('first', { title: 'Signatures', note: '' })])
    })

    it('no longer lists what was removed, finds it, and lists it again once it is back', async () => {
      await store.views.keep(workspace, funnel('first', { gone: { at: NOON + 5, by, signed: 'Karim' } }))
      expect(await ids()).toEqual([])
      expect((await store.views.everKept(workspace)).map(({ id }) => id)).toEqual(['first'])
      expect((await store.views.find(workspace, 'first'))?.gone).toEqual({ at: NOON + 5, by, signed: 'Karim' })
      await store.views.keep(workspace, funnel('first'))
      expect(await ids()).toEqual(['first'])
    })

    it('keeps the tiles of a dashboard in their order, apart from the views', async () => {
      const board: Dashboard = {
        id: asId('first'),
        title: 'Le lundi matin',
        tiles: [
          { view: asId('second'), size: 'whole' },
          { view: asId('first'), size: 'half' },
        ],
        at: NOON,
        by,
      }
      await store.dashboards.keep(workspace, board)
      expect(await store.dashboards.list(workspace)).toEqual([board])
      expect(await ids()).toEqual([])
    })

    it('keeps workspaces apart', async () => {
      await store.views.keep(workspace, funnel('first'))
      expect(await store.views.list(asId('elsewhere'))).toEqual([])
      expect(await store.views.find(asId('elsewhere'), 'first')).toBeUndefined()
    })
  })
}
