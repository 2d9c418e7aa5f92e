import type { Webhook, WebhookStore } from './webhook.ts'

/** The webhooks in memory: the twin of the real store. */
export const createMemoryWebhookStore = (): WebhookStore => {
  const webhooks = new Map<string, Webhook>()
  const keyOf = (workspace: string, name: string) => `${workspace}\0${name}`
  return {
    async add(webhook) {
      webhooks.set(keyOf(webhook.workspace, webhook.name), webhook)
    },
    async remap(workspace, name, mapping) {
      const known = webhooks.get(keyOf(workspace, name))
      if (!known) return undefined
      const changed = { ...known, mapping }
      webhooks.set(keyOf(workspace, name), changed)
      return changed
    },
    remove: async (workspace, name) => webhooks.delete(keyOf(workspace, name)),
    list: async (workspace) =>
      [...webhooks]
        .sort(([x], [y]) => (x < y ? -1 : 1))
        .map(([, webhook]) => webhook)
        .filter((webhook) => workspace === undefined || webhook.workspace === workspace),
  }
}
