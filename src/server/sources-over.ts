import { createSources, type Sources, tellSources } from '../collection/index.ts'
import { openSeal } from '../collection/sealed.node.ts'
import { createPostgresSourceStore } from '../collection/source-store.postgres.ts'
import { hashWriteKey, newWriteKey, writeSources } from '../collection/sources-file.node.ts'
import { localOwnerMay } from '../governance/index.ts'
import type { Clock } from '../kernel/index.ts'
import type { Database } from '../storage/postgres/database.ts'
import { createWebhooks, tellWebhooks, type Webhooks } from '../webhooks/index.ts'
import { createPostgresWebhookStore } from '../webhooks/webhook-store.postgres.ts'
import { writeWebhooks } from '../webhooks/webhooks-file.node.ts'

/** The sources of a data folder, and the webhooks among them; whoever collects is told of each change. */
export const sourcesOver = (
  database: Database,
  dataFolder: string,
  now: Clock,
): { readonly sources: Sources; readonly webhooks: Webhooks } => {
  const seal = async (secret: string) => (await openSeal(dataFolder)).seal(secret)
  const sources = createSources({
    store: createPostgresSourceStore(database),
    may: localOwnerMay,
    now,
    newKey: newWriteKey,
    hash: hashWriteKey,
    seal,
    tell: (all) => writeSources(dataFolder, all),
  })
  const webhooks = createWebhooks({
    store: createPostgresWebhookStore(database),
    sources,
    may: localOwnerMay,
    now,
    newSecret: newWriteKey,
    seal,
    tell: (all) => writeWebhooks(dataFolder, all),
  })
  return { sources, webhooks }
}

/** Tells whoever collects what the sources and the webhooks are. */
export const tellCollector = async (database: Database, dataFolder: string): Promise<void> => {
  await tellSources(createPostgresSourceStore(database), (all) => writeSources(dataFolder, all))
  await tellWebhooks(createPostgresWebhookStore(database), (all) => writeWebhooks(dataFolder, all))
}
