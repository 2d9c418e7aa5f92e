import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { viewStoreContract } from './view-store.contract.ts'
import { createMemoryViewStore } from './view-store.memory.ts'
import { createPostgresViewStore } from './view-store.postgres.ts'

describe('the view store in memory', () => viewStoreContract(createMemoryViewStore))
onEveryPostgres('the view store', (database) => viewStoreContract(() => createPostgresViewStore(database())))
