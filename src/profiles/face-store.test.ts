import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { faceStoreContract } from './face-store.contract.ts'
import { createMemoryFaceStore } from './face-store.memory.ts'
import { createPostgresFaceStore } from './face-store.postgres.ts'

faceStoreContract(createMemoryFaceStore)
onEveryPostgres('faces', (database) => faceStoreContract(() => createPostgresFaceStore(database())))
