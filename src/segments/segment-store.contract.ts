import { describe, expect, it } from 'vitest'
import { asId } from '../kernel/index.ts'
import type { Segment } from './segment.ts'
import type { SegmentStore } from './segment-store.ts'

const workspace = asId<'Workspace'>('default')
const lille = (given: Partial<Segment> = {}): Segment => ({
  name: 'Clients de Lille',
  who: ['store=lille'],
  at: Date.UTC(2026, 8, 14, 10),
  by: asId<'Actor'>('owner'),
  ...given,
})

/** What every store of segments promises. */
export const segmentStoreContract = (open: () => SegmentStore): void => {
  describe('keeps segments', () => {
    it('as they were named, by name, and as they were last said', async () => {
      const store = open()
      await store.keep(workspace, lille())
      await store.keep(
        workspace,
        lille({ name: 'Adviser Karim', who: ['adviser=karim', 'store=lille'], signed: 'Claire' }),
      )
      expect((await store.list(workspace)).map(({ name }) => name)).toEqual(['Adviser Karim', 'Clients de Lille'])
      await store.keep(workspace, lille({ who: ['store=lille', 'persona=senior'] }))
      expect((await store.find(workspace, 'Clients de Lille'))?.who).toEqual(['store=lille', 'persona=senior'])
      expect(await store.find(workspace, 'Adviser Karim')).toMatchObject({ signed: 'Claire' })
    })
    it('under another name once they are renamed, and the old name is nobody’s', async () => {
      const store = open()
      await store.keep(workspace, lille())
      await store.rename(workspace, 'Clients de Lille', lille({ name: 'Lille' }))
      expect(await store.find(workspace, 'Clients de Lille')).toBeUndefined()
      expect(await store.list(workspace)).toEqual([lille({ name: 'Lille' })])
    })
    it('apart from those of another workspace, until they are removed', async () => {
      const store = open()
      await store.keep(workspace, lille())
      expect(await store.list(asId<'Workspace'>('elsewhere'))).toEqual([])
      await store.remove(workspace, 'Clients de Lille')
      expect(await store.find(workspace, 'Clients de Lille')).toBeUndefined()
    })
  })
}
