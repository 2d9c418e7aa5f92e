import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { noticeStoreContract } from './notice-store.contract.ts'
import { createMemoryNoticeStore } from './notice-store.memory.ts'
import { createPostgresNoticeStore } from './notice-store.postgres.ts'

describe('the notice store in memory', () => noticeStoreContract(createMemoryNoticeStore))
onEveryPostgres('the notice store', (database) => noticeStoreContract(() => createPostgresNoticeStore(database())))
