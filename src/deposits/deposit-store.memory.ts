import type { Deposit, DepositStore, Found, Lying } from './deposit.ts'

/** The deposits in memory: the twin of the real store. */
export const createMemoryDepositStore = (): DepositStore => {
  const deposits = new Map<string, Deposit>()
  const files = new Map<string, Found>()
  const keyOf = ({ workspace, name }: Pick<Deposit, 'workspace' | 'name'>) => `${workspace}\0${name}`
  const fileKey = (deposit: Pick<Deposit, 'workspace' | 'name'>, { file, version }: Lying) =>
    `${keyOf(deposit)}\0${file}\0${version}`
  return {
    async add(deposit) {
      if (deposits.has(keyOf(deposit))) return false
      deposits.set(keyOf(deposit), deposit)
      return true
    },
    async remove(workspace, name) {
      for (const key of [...files.keys()]) if (key.startsWith(`${workspace}\0${name}\0`)) files.delete(key)
      return deposits.delete(`${workspace}\0${name}`)
    },
    list: async (workspace) =>
      [...deposits]
        .sort(([x], [y]) => (x < y ? -1 : 1))
        .map(([, deposit]) => deposit)
        .filter((deposit) => workspace === undefined || deposit.workspace === workspace),
    found: async (workspace, name, most) =>
      [...files]
        .filter(([key]) => key.startsWith(`${workspace}\0${name}\0`))
        .map(([, found]) => found)
        .sort((x, y) => y.seenAt - x.seenAt || (x.file < y.file ? -1 : 1))
        .slice(0, most),
    async see(deposit, lying, at) {
      for (const one of lying)
        if (!files.has(fileKey(deposit, one)))
          files.set(fileKey(deposit, one), { ...one, seenAt: at, state: 'seen', importId: null, why: null })
    },
    async claim(deposit, lying, at) {
      const key = fileKey(deposit, lying)
      if (files.get(key)?.state !== 'seen') return false
      files.set(key, { ...lying, seenAt: at, state: 'taken', importId: null, why: null })
      return true
    },
    async settle(deposit, lying, end) {
      const key = fileKey(deposit, lying)
      const known = files.get(key)
      if (known) files.set(key, { ...known, ...end })
    },
  }
}
