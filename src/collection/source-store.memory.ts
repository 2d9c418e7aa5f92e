import type { Source, SourceStore } from './source.ts'

/** The store of sources in memory: the twin of the real one. */
export const createMemorySourceStore = (): SourceStore => {
  const sources = new Map<string, Source>()
  const keyOf = (workspace: string, name: string) => `${workspace}\0${name}`
  return {
    async add(source) {
      const key = keyOf(source.workspace, source.name)
      if (sources.has(key)) return false
      sources.set(key, source)
      return true
    },
    async rekey(workspace, name, keyHash, keyedAt) {
      const known = sources.get(keyOf(workspace, name))
      if (!known) return undefined
      const changed = { ...known, keyHash, keyedAt }
      sources.set(keyOf(workspace, name), changed)
      return changed
    },
    async change(workspace, name, { limits, identity, needs }) {
      const known = sources.get(keyOf(workspace, name))
      if (!known) return undefined
      const { limits: formerLimits, identity: formerIdentity, needs: formerNeeds, ...rest } = known
      const newNeeds = changed(formerNeeds, needs)
      const [newLimits, newIdentity] = [changed(formerLimits, limits), changed(formerIdentity, identity)]
      const source: Source = {
        ...rest,
        ...(newLimits && { limits: newLimits }),
        ...(newIdentity !== undefined && { identity: newIdentity }),
        ...(newNeeds !== undefined && { needs: newNeeds }),
      }
      sources.set(keyOf(workspace, name), source)
      return source
    },
    remove: async (workspace, name) => sources.delete(keyOf(workspace, name)),
    list: async (workspace) =>
      [...sources]
        .sort(([x], [y]) => (x < y ? -1 : 1))
        .map(([, source]) => source)
        .filter((source) => workspace === undefined || source.workspace === workspace),
  }
}

/** Undefined leaves, null takes away. */
const changed = <Value>(former: Value | undefined, change: Value | null | undefined): Value | undefined =>
  change === undefined ? former : (change ?? undefined)
