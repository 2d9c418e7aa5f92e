import { randomUUID } from 'node:crypto'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { workshopStoreContract } from './workshop-store.contract.ts'
import { createMemoryWorkshopStore } from './workshop-store.memory.ts'
import { createPostgresWorkshopStore } from './workshop-store.postgres.ts'

workshopStoreContract(() => createMemoryWorkshopStore(randomUUID))
onEveryPostgres('the workshops', (database) => workshopStoreContract(() => createPostgresWorkshopStore(database())))
