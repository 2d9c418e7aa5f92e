import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { segmentStoreContract } from './segment-store.contract.ts'
import { createMemorySegmentStore } from './segment-store.memory.ts'
import { createPostgresSegmentStore } from './segment-store.postgres.ts'

describe('the segment store in memory', () => segmentStoreContract(createMemorySegmentStore))
onEveryPostgres('the segment store', (database) => segmentStoreContract(() => createPostgresSegmentStore(database())))
