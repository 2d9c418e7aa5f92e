import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { mapOwnersContract } from './map-owners.contract.ts'
import { createMemoryMapOwners } from './map-owners.memory.ts'
import { createPostgresMapOwners } from './map-owners.postgres.ts'

describe('owners in memory', () => mapOwnersContract(createMemoryMapOwners))
onEveryPostgres('owners', (database) => mapOwnersContract(() => createPostgresMapOwners(database())))
