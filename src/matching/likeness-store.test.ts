import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { likenessStoreContract } from './likeness-store.contract.ts'
import { createMemoryLikenessStore } from './likeness-store.memory.ts'
import { createPostgresLikenessStore } from './likeness-store.postgres.ts'

likenessStoreContract(createMemoryLikenessStore)
onEveryPostgres('likenesses', (database) => likenessStoreContract(() => createPostgresLikenessStore(database())))
