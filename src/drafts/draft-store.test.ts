import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { draftStoreContract } from './draft-store.contract.ts'
import { createMemoryDraftStore } from './draft-store.memory.ts'
import { createPostgresDraftStore } from './draft-store.postgres.ts'

describe('the draft store in memory', () => draftStoreContract(createMemoryDraftStore))
onEveryPostgres('the draft store', (database) => draftStoreContract(() => createPostgresDraftStore(database())))
