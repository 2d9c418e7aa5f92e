import { compareIdentifiers, type Identifier } from '../profiles/index.ts'
import { type KeptLikeness, type Likeness, type LikenessStore, MOST_IN_BLOCK } from './likeness-store.ts'
import type { PersonModel } from './person-model.ts'
import type { PersonRecord } from './person-record.ts'

interface Held {
  readonly records: Map<string, PersonRecord & { keys: readonly number[]; looked: number }>
  readonly models: PersonModel[]
  readonly pairs: KeptLikeness[]
  reading: number
  threshold: number | undefined
}

const ordered = (one: Identifier, other: Identifier) =>
  compareIdentifiers(one, other) <= 0 ? ([one, other] as const) : ([other, one] as const)

/** People's likenesses in memory: the twin of the real store. */
export const createMemoryLikenessStore = (): LikenessStore => {
  const workspaces = new Map<string, Held>()
  const of = (workspace: string): Held => {
    const held = workspaces.get(workspace) ?? {
      records: new Map(),
      models: [],
      pairs: [],
      reading: 0,
      threshold: undefined,
    }
    workspaces.set(workspace, held)
    return held
  }
  const plain = ({ filed, identifier, cells }: PersonRecord): PersonRecord => ({ filed, identifier, cells })
  const pairOf = (workspace: string, one: Identifier, other: Identifier) => {
    const [a, b] = ordered(one, other)
    return of(workspace).pairs.findIndex((pair) => pair.one === a && pair.other === b)
  }
  return {
    reading: async (workspace) => of(workspace).reading,
    keep: async (workspace, records, reading) => {
      const held = of(workspace)
      for (const record of records) {
        const known = held.records.get(record.filed)
        if (known && known.cells.join('\0') === record.cells.join('\0')) continue
        held.records.set(record.filed, { ...record, keys: known?.keys ?? [], looked: 0 })
      }
      held.reading = reading
    },
    count: async (workspace) => of(workspace).records.size,
    sample: async (workspace, most) => [...of(workspace).records.values()].slice(0, most).map(plain),
    model: async (workspace) => of(workspace).models.at(-1),
    adopt: async (workspace, model, keysOf) => {
      for (const record of of(workspace).records.values()) record.keys = keysOf(record.cells)
      of(workspace).models.push(model)
    },
    pending: async (workspace, version, most) =>
      [...of(workspace).records.values()]
        .filter(({ looked }) => looked < version)
        .slice(0, most)
        .map(plain),
    file: async (workspace, records) => {
      for (const { filed, keys } of records) {
        const known = of(workspace).records.get(filed)
        if (known) known.keys = keys
      }
    },
    looked: async (workspace, records, version) => {
      for (const { filed } of records) {
        const known = of(workspace).records.get(filed)
        if (known) known.looked = version
      }
    },
    sharing: async (workspace, _, keys, most) => {
      const all = [...of(workspace).records.values()]
      return keys.map((wanted) => {
        const worth = new Map<number, number>()
        for (const key of wanted) {
          const block = [...all.keys()].filter((at) => all[at]?.keys.includes(key)).slice(0, MOST_IN_BLOCK)
          for (const at of block) worth.set(at, (worth.get(at) ?? 0) + Math.round(1000 * Math.log(1e9 / block.length)))
        }
        const first = [...worth].sort(([one, a], [other, b]) => b - a || one - other).slice(0, most)
        return first.sort(([one], [other]) => one - other).flatMap(([at]) => all.slice(at, at + 1).map(plain))
      })
    },
    of: async (workspace, identifiers) =>
      [...of(workspace).records.values()].filter(({ identifier }) => identifiers.includes(identifier)).map(plain),
    note: async (workspace, likenesses) => {
      for (const likeness of likenesses) {
        const [one, other] = ordered(likeness.one, likeness.other)
        const at = pairOf(workspace, one, other)
        const { pairs } = of(workspace)
        const known = pairs[at]
        const kept: Likeness = { ...likeness, one, other }
        if (known === undefined) pairs.push({ ...kept, id: pairs.length + 1 })
        else if (known.state === 'open') pairs[at] = { ...kept, id: known.id }
      }
    },
    open: async (workspace, most) =>
      of(workspace)
        .pairs.filter(({ state }) => state === 'open')
        .sort((one, other) => other.probability - one.probability || one.id - other.id)
        .slice(0, most),
    tally: async (workspace) => {
      const counts = { open: 0, linked: 0, same: 0, different: 0 }
      for (const { state } of of(workspace).pairs) counts[state]++
      return counts
    },
    find: async (workspace, id) => of(workspace).pairs.find((pair) => pair.id === id),
    between: async (workspace, pairs) =>
      pairs.flatMap(([one, other]) => of(workspace).pairs[pairOf(workspace, one, other)] ?? []),
    become: async (workspace, ids, state, at) => {
      const { pairs } = of(workspace)
      for (const [place, pair] of pairs.entries()) if (ids.includes(pair.id)) pairs[place] = { ...pair, state, at }
    },
    spread: async (workspace, thresholds) =>
      thresholds.map((threshold) => {
        const pairs = of(workspace).pairs.filter(({ probability }) => probability >= threshold)
        const worth = ({ state, probability }: KeptLikeness) =>
          state === 'same' ? 1 : state === 'different' ? 0 : probability
        return {
          threshold,
          pairs: pairs.length,
          open: pairs.filter(({ state }) => state === 'open').length,
          expected: pairs.reduce((sum, pair) => sum + worth(pair), 0),
        }
      }),
    threshold: async (workspace) => of(workspace).threshold,
    keepThreshold: async (workspace, sure) => {
      of(workspace).threshold = sure
    },
  }
}
