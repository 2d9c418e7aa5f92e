import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { passageStoreContract } from './passage-store.contract.ts'
import { createMemoryPassageStore } from './passage-store.memory.ts'
import { createPostgresPassageStore } from './passage-store.postgres.ts'

passageStoreContract(createMemoryPassageStore)
onEveryPostgres('the passages', (database) => passageStoreContract(() => createPostgresPassageStore(database())))
