import type { Deposit, DepositStore, Found, Lying } from './deposit.ts'

interface Held extends Found {
  readonly holder: string | null
}
const SEEN = { state: 'seen', importId: null, why: null, until: null, holder: null } as const

/** The deposits in memory: the twin of the real store. */
export const createMemoryDepositStore = (): DepositStore => {
  const deposits = new Map<string, Deposit>()
  const files = new Map<string, Held>()
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
        .map(([, { holder: _, ...found }]) => found)
        .sort((x, y) => y.seenAt - x.seenAt || (x.file < y.file ? -1 : 1))
        .slice(0, most),
    async see(deposit, lying, at) {
      const here = new Set(lying.map((one) => fileKey(deposit, one)))
      for (const [key, { state }] of [...files])
        if (key.startsWith(`${keyOf(deposit)}\0`) && state === 'seen' && !here.has(key)) files.delete(key)
      for (const one of lying)
        if (!files.has(fileKey(deposit, one))) files.set(fileKey(deposit, one), { ...one, ...SEEN, seenAt: at })
    },
    async pause(workspace, name, paused) {
      const known = deposits.get(`${workspace}\0${name}`)
      if (known) deposits.set(`${workspace}\0${name}`, { ...known, paused })
      return known !== undefined
    },
    async note(deposit, looked) {
      const known = deposits.get(keyOf(deposit))
      if (known) deposits.set(keyOf(deposit), { ...known, looked })
    },
    async claim(deposit, lying, { holder, until }, at) {
      const key = fileKey(deposit, lying)
      const known = files.get(key)
      const free = known?.state === 'seen' || (known?.state === 'taking' && (known.until ?? 0) < at)
      if (!known || !free) return false
      files.set(key, { ...known, seenAt: at, state: 'taking', until, holder })
      return true
    },
    async hold(deposit, lying, { holder, until }, importId) {
      const key = fileKey(deposit, lying)
      const known = files.get(key)
      if (known?.state !== 'taking' || known.holder !== holder) return false
      files.set(key, { ...known, until, importId })
      return true
    },
    async settle(deposit, lying, holder, end) {
      const key = fileKey(deposit, lying)
      const known = files.get(key)
      if (known?.state === 'taking' && known.holder === holder)
        files.set(key, { ...known, ...end, until: null, holder: null })
    },
    async again(workspace, name, { file, version }) {
      const key = `${workspace}\0${name}\0${file}\0${version}`
      const known = files.get(key)
      if (known?.state !== 'taken' && known?.state !== 'refused') return false
      files.set(key, { ...known, ...SEEN })
      return true
    },
  }
}
