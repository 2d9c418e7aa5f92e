import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { peopleStoreContract } from './people-store.contract.ts'
import { createMemoryPeopleStore } from './people-store.memory.ts'
import { createPostgresPeopleStore } from './people-store.postgres.ts'

peopleStoreContract(createMemoryPeopleStore)
onEveryPostgres('the people', (database) => peopleStoreContract(() => createPostgresPeopleStore(database())))
