import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { sourceStoreContract } from './source-store.contract.ts'
import { createMemorySourceStore } from './source-store.memory.ts'
import { createPostgresSourceStore } from './source-store.postgres.ts'

sourceStoreContract(createMemorySourceStore)
onEveryPostgres('the sources', (database) => sourceStoreContract(() => createPostgresSourceStore(database())))
