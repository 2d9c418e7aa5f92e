import { describe } from 'vitest'
import { onEveryPostgres } from '../storage/postgres/every-postgres.contract.ts'
import { createMemoryFaceStore } from './face-store.memory.ts'
import { createPostgresFaceStore } from './face-store.postgres.ts'
import { lawsOfPeople } from './laws.contract.ts'
import { createMemoryPeopleStore } from './people-store.memory.ts'
import { createPostgresPeopleStore } from './people-store.postgres.ts'

/** Each takes a good part of a second over PostgreSQL; what they find is found in memory first. */
const asked = process.env.PARCOURS_TEST_ROUNDS
const rounds = (few: number) => Number(asked ?? few)

describe('in memory', () => {
  lawsOfPeople(() => ({ people: createMemoryPeopleStore(), faces: createMemoryFaceStore() }), rounds(60))
})
onEveryPostgres('the laws of people', (database) =>
  lawsOfPeople(
    () => ({ people: createPostgresPeopleStore(database()), faces: createPostgresFaceStore(database()) }),
    rounds(3),
  ),
)
