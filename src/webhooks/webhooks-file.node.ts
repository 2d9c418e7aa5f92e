import { join } from 'node:path'
import { followTold, writeTold } from '../storage/files/told-file.node.ts'
import { readMapping } from './mapping.ts'
import type { OpenWebhook, Webhook } from './webhook.ts'

const webhooksFile = (dataFolder: string): string => join(dataFolder, 'webhooks.json')

/** Tells the collecting process, which asks no database, what the webhooks are. */
export const writeWebhooks = (dataFolder: string, webhooks: readonly Webhook[]): Promise<void> =>
  writeTold(webhooksFile(dataFolder), webhooks)

/** The webhook of an address, as the file says now. One whose mapping no longer reads is none. */
export const followWebhooks = (dataFolder: string): ((address: string) => Promise<OpenWebhook | undefined>) => {
  const current = followTold<ReadonlyMap<string, OpenWebhook>>(webhooksFile(dataFolder), new Map(), (value) => {
    const opened = (value as Webhook[]).flatMap((webhook) => {
      const mapping = readMapping(webhook.mapping)
      return mapping.ok ? [[webhook.address, { ...webhook, mapping: mapping.value }] as const] : []
    })
    return new Map(opened)
  })
  return async (address) => (await current()).get(address)
}
