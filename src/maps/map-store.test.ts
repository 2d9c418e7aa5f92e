import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { mapStoreContract } from './map-store.contract.ts'
import { createMemoryMapStore } from './map-store.memory.ts'
import { createPostgresMapStore } from './map-store.postgres.ts'

describe('the map store in memory', () => mapStoreContract(createMemoryMapStore))
onEveryPostgres('the map store', (database) => mapStoreContract(() => createPostgresMapStore(database())))
