import type { MapOwner, MapOwners } from './map-owners.ts'

/** The memory twin. */
export const createMemoryMapOwners = (): MapOwners => {
  const said: { readonly workspace: string; readonly owner: MapOwner }[] = []
  return {
    all: async (workspace) => {
      const mine = said.filter((one) => one.workspace === workspace).map(({ owner }) => owner)
      return [...new Map(mine.map((owner) => [owner.map, owner])).values()].sort((a, b) => (a.map < b.map ? -1 : 1))
    },
    add: async (workspace, owner) => void said.push({ workspace, owner }),
  }
}
