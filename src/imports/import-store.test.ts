import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { importStoreContract } from './import-store.contract.ts'
import { createMemoryImportStore } from './import-store.memory.ts'
import { createPostgresImportStore } from './import-store.postgres.ts'

describe('the store of imports in memory', () => importStoreContract(createMemoryImportStore))
onEveryPostgres('the store of imports', (database) => importStoreContract(() => createPostgresImportStore(database())))
