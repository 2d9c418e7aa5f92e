import type { DraftBase, DraftStore } from './draft-store.ts'

interface Kept {
  base: DraftBase
  snapshot: Uint8Array
  snapshotTo: number
  last: number
  updates: { readonly position: number; readonly update: Uint8Array }[]
}

/** The draft store's memory twin. */
export const createMemoryDraftStore = (): DraftStore => {
  const drafts = new Map<string, Kept>()
  const listeners = new Set<(map: string | undefined) => void>()
  const nameOf = (workspace: string, map: string) => JSON.stringify([workspace, map])
  const find = (workspace: string, map: string): Kept => {
    const kept = drafts.get(nameOf(workspace, map))
    if (!kept) throw new Error(`${map} has no draft`)
    return kept
  }
  const tell = (map: string) => {
    for (const hear of listeners) hear(map)
  }
  return {
    begin: async (workspace, map, base, first) => {
      const name = nameOf(workspace, map)
      if (!drafts.has(name)) drafts.set(name, { base, snapshot: first, snapshotTo: 0, last: 0, updates: [] })
    },
    since: async (workspace, map, position) => {
      const kept = drafts.get(nameOf(workspace, map))
      if (!kept) return undefined
      const { base, snapshot, snapshotTo, last, updates } = kept
      const later = updates.filter((each) => each.position > position).map(({ update }) => update)
      const whole = snapshotTo > position ? [snapshot, ...later] : later
      return { base, updates: whole, upTo: last, loose: updates.length }
    },
    append: async (workspace, map, update) => {
      const kept = find(workspace, map)
      kept.updates.push({ position: ++kept.last, update: update.slice() })
      tell(map)
      return kept.last
    },
    compact: async (workspace, map, upTo, snapshot) => {
      const kept = find(workspace, map)
      if (upTo <= kept.snapshotTo) return
      kept.snapshot = snapshot.slice()
      kept.snapshotTo = upTo
      kept.updates = kept.updates.filter(({ position }) => position > upTo)
    },
    rebase: async (workspace, map, from, to, change) => {
      const kept = find(workspace, map)
      if (kept.base.revision !== from.revision || kept.base.hash !== from.hash) return false
      kept.base = to
      if (change) kept.updates.push({ position: ++kept.last, update: change.update.slice() })
      tell(map)
      return true
    },
    listen: async (hear) => {
      listeners.add(hear)
      return async () => void listeners.delete(hear)
    },
  }
}
