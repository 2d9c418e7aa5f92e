import { type ImportRecord, type ImportStore, isOver } from './import-record.ts'

/** The imports in memory: the twin of the real store. */
export const createMemoryImportStore = (): ImportStore => {
  const records = new Map<string, ImportRecord>()
  const all = () => [...records.values()]
  return {
    keep: async (record) => void records.set(record.id, record),
    get: async (workspace, id) => {
      const record = records.get(id)
      return record?.workspace === workspace ? record : undefined
    },
    list: async (workspace, most) =>
      all()
        .filter((record) => record.workspace === workspace)
        .sort((one, other) => other.begunAt - one.begunAt || (one.id < other.id ? -1 : 1))
        .slice(0, most),
    unfinished: async () =>
      all()
        .filter((record) => !isOver(record))
        .sort((one, other) => one.begunAt - other.begunAt || (one.id < other.id ? -1 : 1)),
  }
}
