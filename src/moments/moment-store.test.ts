import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { momentStoreContract } from './moment-store.contract.ts'
import { createMemoryMomentStore } from './moment-store.memory.ts'
import { createPostgresMomentStore } from './moment-store.postgres.ts'

describe('the moment store in memory', () => momentStoreContract(createMemoryMomentStore))
onEveryPostgres('the moment store', (database) => momentStoreContract(() => createPostgresMomentStore(database())))
