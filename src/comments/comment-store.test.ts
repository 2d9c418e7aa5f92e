import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { commentStoreContract } from './comment-store.contract.ts'
import { createMemoryCommentStore } from './comment-store.memory.ts'
import { createPostgresCommentStore } from './comment-store.postgres.ts'

describe('the comment store in memory', () => commentStoreContract(createMemoryCommentStore))
onEveryPostgres('the comment store', (database) => commentStoreContract(() => createPostgresCommentStore(database())))
