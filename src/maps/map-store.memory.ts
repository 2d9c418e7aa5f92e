import {
  type MapHead,
  type MapRevision,
  type MapStore,
  type StatusChange,
  statusOf,
  type Workspace,
} from './map-store.ts'

interface Kept {
  readonly revisions: MapRevision[]
  readonly history: StatusChange[]
}

/** The map store's memory twin. */
export const createMemoryMapStore = (): MapStore => {
  const workspaces = new Map<Workspace, Map<string, Kept>>()
  const mapsOf = (workspace: Workspace): Map<string, Kept> => {
    const maps = workspaces.get(workspace) ?? new Map<string, Kept>()
    workspaces.set(workspace, maps)
    return maps
  }
  return {
    revision: async (workspace, id, revision) => {
      const { revisions = [] } = mapsOf(workspace).get(id) ?? {}
      return revision === undefined ? revisions.at(-1) : revisions.find((each) => each.revision === revision)
    },
    revisions: async (workspace, id) =>
      (mapsOf(workspace).get(id)?.revisions ?? [])
        .map(({ source: _source, canonical: _canonical, ...line }) => line)
        .reverse(),
    add: async (workspace, revision, status) => {
      const maps = mapsOf(workspace)
      const kept = maps.get(revision.id) ?? { revisions: [], history: [] }
      if (kept.revisions.some((each) => each.revision === revision.revision)) return false
      kept.revisions.push({ ...revision, source: revision.source.slice() })
      kept.revisions.sort((a, b) => a.revision - b.revision)
      kept.history.push(status)
      maps.set(revision.id, kept)
      return true
    },
    changeStatuses: async (workspace, id, changes, known) => {
      const history = mapsOf(workspace).get(id)?.history
      if (history?.length !== known) return false
      history.push(...changes)
      return true
    },
    history: async (workspace, id) => [...(mapsOf(workspace).get(id)?.history ?? [])],
    heads: async (workspace) =>
      [...mapsOf(workspace).values()]
        .flatMap(({ revisions, history }): MapHead[] => {
          const last = revisions.at(-1)
          if (!last) return []
          const { id, revision, hash, at, by } = last
          return [{ id, revision, hash, at, by, status: statusOf(history, revision) }]
        })
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
