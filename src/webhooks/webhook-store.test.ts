import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { webhookStoreContract } from './webhook-store.contract.ts'
import { createMemoryWebhookStore } from './webhook-store.memory.ts'
import { createPostgresWebhookStore } from './webhook-store.postgres.ts'

webhookStoreContract(createMemoryWebhookStore)
onEveryPostgres('the webhooks', (database) => webhookStoreContract(() => createPostgresWebhookStore(database())))
