import type { MomentDecision, MomentStore, Sighting } from './moment-store.ts'

interface Shelf {
  sightings: Sighting[]
  readonly decisions: MomentDecision[]
  readonly looked: Set<string>
}

/** The moment store's memory twin. */
export const createMemoryMomentStore = (): MomentStore => {
  const shelves = new Map<string, Shelf>()
  const shelfOf = (workspace: string): Shelf => {
    const shelf = shelves.get(workspace) ?? { sightings: [], decisions: [], looked: new Set<string>() }
    shelves.set(workspace, shelf)
    return shelf
  }
  const of = <One extends { readonly map: string }>(all: readonly One[], map: string | undefined) =>
    all.filter((one) => map === undefined || one.map === map)
  return {
    sightings: async (workspace, map) => of(shelfOf(workspace).sightings, map),
    see: async (workspace, map, moments, at) => {
      const shelf = shelfOf(workspace)
      const first = !shelf.looked.has(map)
      shelf.looked.add(map)
      const now = new Map(moments.map(({ key, moment }) => [key, moment]))
      const known = new Set(of(shelf.sightings, map).map(({ key }) => key))
      const keys = [...now.keys()].filter((key) => !known.has(key))
      shelf.sightings = [
        ...shelf.sightings.map((one): Sighting => {
          if (one.map !== map) return one
          return { ...one, moment: now.get(one.key) ?? one.moment, standing: now.has(one.key) }
        }),
        ...[...now].flatMap(([key, moment]): Sighting[] =>
          known.has(key) ? [] : [{ map, key, moment, firstAt: first ? 0 : at, standing: true }],
        ),
      ]
      return { first, keys }
    },
    decisions: async (workspace, map) => of(shelfOf(workspace).decisions, map),
    decide: async (workspace, decision) => void shelfOf(workspace).decisions.push(decision),
  }
}
