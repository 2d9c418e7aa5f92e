import { describe, it } from 'vitest'
import type { Event } from '../events/index.ts'
import { createMemoryCaseReader } from '../journeys/case-reader.memory.ts'
import type { Move } from './passage-people.ts'
import { createMemoryPassageReader } from './passage-reader.memory.ts'
import { createMemoryPassageStore } from './passage-store.memory.ts'
import { liveEqualsBatch, partedAsTheyStood, type Shelf } from './passages.contract.ts'

const ROUNDS = Number(process.env.PARCOURS_TEST_ROUNDS ?? 150)

const inMemory = async (): Promise<Shelf> => {
  const arrived: Event[] = []
  const people = new Map<string, string>()
  const changes: { readonly version: number; readonly move: Move }[] = []
  const personOf = (identifier: string) => people.get(identifier) ?? identifier
  return {
    store: createMemoryPassageStore(),
    reader: createMemoryPassageReader(arrived, personOf),
    cases: createMemoryCaseReader(arrived, personOf),
    personOf,
    people: {
      personsOf: async (_, identifiers) => new Map(identifiers.map((each) => [each, personOf(each)])),
      changes: async (_, since) => ({
        version: changes.length,
        moves: changes.flatMap(({ version, move }) => (version > since ? [move] : [])),
      }),
    },
    load: async (events) => void arrived.push(...events),
    become: async (identifier, person) => {
      changes.push({ version: changes.length + 1, move: [person, personOf(identifier)] })
      people.set(identifier, person)
    },
  }
}

describe('live journeys', () => {
  it('are what `lived` says, in whatever order events arrive, merges and unmerges among them, and however often they are folded', () =>
    liveEqualsBatch(inMemory, ROUNDS))

  it('of two persons made one and parted again are what they were at the same time of the clock', () =>
    partedAsTheyStood(inMemory, ROUNDS))
})
