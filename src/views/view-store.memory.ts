import type { Dashboard, SavedView } from './view.ts'
import type { Shelf, ViewStore } from './view-store.ts'

const shelf = <Thing extends SavedView | Dashboard>(): Shelf<Thing> => {
  const kept = new Map<string, Thing>()
  const key = (workspace: string, id: string) => JSON.stringify([workspace, id])
  const everKept = async (workspace: string) =>
    [...kept]
      .filter(([name]) => name.startsWith(JSON.stringify([workspace]).slice(0, -1)))
      .map(([, thing]) => thing)
      .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
  return {
    list: async (workspace) => (await everKept(workspace)).filter(({ gone }) => !gone),
    everKept,
    find: async (workspace, id) => kept.get(key(workspace, id)),
    keep: async (workspace, thing) => void kept.set(key(workspace, thing.id), thing),
  }
}

/** The view store's memory twin. */
export const createMemoryViewStore = (): ViewStore => ({ views: shelf(), dashboards: shelf() })
