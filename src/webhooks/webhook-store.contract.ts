import { beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OWNER } from '../governance/index.ts'
import type { Webhook, WebhookStore } from './webhook.ts'

const { workspace } = LOCAL_OWNER
const NOON = Date.UTC(2026, 8, 14, 12)
const calls: Webhook = {
  workspace,
  name: 'standard',
  address: 'a1',
  mapping: 'format: parcours-webhook/1',
  secret: 'sealed',
  addedAt: NOON,
  sourceAddedAt: NOON - 5,
}

/** What every store of webhooks does alike. */
export const webhookStoreContract = (open: () => WebhookStore): void => {
  let store: WebhookStore
  beforeEach(() => {
    store = open()
  })

  describe('a store of webhooks', () => {
    it('gives back what was added, by name, changes its mapping and forgets it once', async () => {
      const reviews = { ...calls, name: 'avis', address: 'a2' }
      await store.add(calls)
      await store.add(reviews)
      expect(await store.list(workspace)).toEqual([reviews, calls])
      expect(await store.remap(workspace, 'avis', 'other')).toEqual({ ...reviews, mapping: 'other' })
      expect(await store.remap(workspace, 'nobody', 'other')).toBeUndefined()
      expect(await store.remove(workspace, 'avis')).toBe(true)
      expect(await store.remove(workspace, 'avis')).toBe(false)
      expect(await store.list()).toEqual([calls])
    })

    it('has one webhook of a name: added again, it is the new one', async () => {
      await store.add(calls)
      await store.add({ ...calls, address: 'a3' })
      expect(await store.list()).toEqual([{ ...calls, address: 'a3' }])
    })
  })
}
