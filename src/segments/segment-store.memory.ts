import type { Segment } from './segment.ts'
import type { SegmentStore } from './segment-store.ts'

/** The segment store's memory twin. */
export const createMemorySegmentStore = (): SegmentStore => {
  const kept = new Map<string, Map<string, Segment>>()
  const of = (workspace: string) => {
    const known = kept.get(workspace) ?? new Map<string, Segment>()
    kept.set(workspace, known)
    return known
  }
  return {
    list: async (workspace) => [...of(workspace).values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    find: async (workspace, name) => of(workspace).get(name),
    keep: async (workspace, segment) => void of(workspace).set(segment.name, segment),
    rename: async (workspace, from, segment) => {
      of(workspace).delete(from)
      of(workspace).set(segment.name, segment)
    },
    remove: async (workspace, name) => void of(workspace).delete(name),
  }
}
