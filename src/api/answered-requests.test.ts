import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { answeredRequestsContract } from './answered-requests.contract.ts'
import { createMemoryAnsweredRequests } from './answered-requests.memory.ts'
import { createPostgresAnsweredRequests } from './answered-requests.postgres.ts'

describe('answered requests in memory', () => answeredRequestsContract(createMemoryAnsweredRequests))
onEveryPostgres('answered requests', (database) =>
  answeredRequestsContract(() => createPostgresAnsweredRequests(database())),
)
