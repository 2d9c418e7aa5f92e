import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { shareStoreContract } from './share-store.contract.ts'
import { createMemoryShareStore } from './share-store.memory.ts'
import { createPostgresShareStore } from './share-store.postgres.ts'

shareStoreContract(createMemoryShareStore)
onEveryPostgres('the shares', (database) => shareStoreContract(() => createPostgresShareStore(database())))
