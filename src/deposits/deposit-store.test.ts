import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { depositStoreContract } from './deposit-store.contract.ts'
import { createMemoryDepositStore } from './deposit-store.memory.ts'
import { createPostgresDepositStore } from './deposit-store.postgres.ts'

depositStoreContract(createMemoryDepositStore)
onEveryPostgres('the deposits', (database) => depositStoreContract(() => createPostgresDepositStore(database())))
