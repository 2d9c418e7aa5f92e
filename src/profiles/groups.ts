import { type Identifier, KINDS, kindOf } from './identifier.ts'
import type { Policy } from './policy.ts'
import { createUnionFind } from './union-find.ts'

const USER = KINDS.indexOf('user')

/** Why evidence did not merge. */
export type Obstacle = 'two-users' | 'parted' | 'too-many' | 'shared'

interface Pair {
  readonly a: Identifier
  readonly b: Identifier
}

/** Identifiers joined one pair at a time, never against a steward's word, a user id or a limit. */
export interface Groups {
  /** What stands against joining two identifiers on evidence alone; `undefined` where nothing does. */
  obstacle(pair: Pair): Obstacle | undefined
  /** A steward's link: false only where another word of a steward parts the two. */
  link(pair: Pair): boolean
  /** Joins on evidence; false where they were one already. */
  join(pair: Pair): boolean
  /** Which user ids are known to be one person, said once all links are in. */
  protect(): void
  /** The person that a user id belongs to, after `protect`. */
  ownerOf(user: Identifier): number | undefined
  members(): Identifier[][]
}

/** Groups in columns, by root: millions of identifiers are a few arrays. */
export const createGroups = (
  identifiers: readonly Identifier[],
  partings: readonly Pair[],
  { limits }: Policy,
): Groups => {
  const numbers = new Map(identifiers.map((known, number) => [known, number]))
  const sets = createUnionFind(identifiers.length)
  const counts = new Uint16Array(identifiers.length * KINDS.length)
  identifiers.forEach((known, number) => {
    counts[number * KINDS.length + KINDS.indexOf(kindOf(known))] = 1
  })
  const owner = new Int32Array(identifiers.length).fill(-1)
  const owners = new Map<Identifier, number>()
  const parted = new Map<number, Set<number>>()
  const limited = KINDS.map((kind) => limits[kind] ?? Number.POSITIVE_INFINITY)
  const rootOf = (known: Identifier): number => sets.find(numbers.get(known) ?? 0)
  const countOf = (root: number, kind: number): number => counts[root * KINDS.length + kind] ?? 0
  const part = (root: number, number: number) => parted.set(root, (parted.get(root) ?? new Set()).add(number))
  partings.forEach(({ a, b }, number) => {
    if (!numbers.has(a) || !numbers.has(b)) return
    part(rootOf(a), number)
    part(rootOf(b), number)
  })
  const isParted = (x: number, y: number): boolean => {
    const [one, other] = [parted.get(x), parted.get(y)]
    return one !== undefined && other !== undefined && [...one].some((number) => other.has(number))
  }
  const isTooMany = (x: number, y: number): boolean => {
    const users = Math.max(1, countOf(x, USER) + countOf(y, USER))
    return limited.some((limit, kind) => countOf(x, kind) + countOf(y, kind) > limit * users)
  }
  const unite = (x: number, y: number): void => {
    const root = sets.join(x, y)
    const gone = root === x ? y : x
    for (let kind = 0; kind < KINDS.length; kind++)
      counts[root * KINDS.length + kind] = Math.min(0xffff, countOf(root, kind) + countOf(gone, kind))
    for (const number of parted.get(gone) ?? []) part(root, number)
    if ((owner[root] ?? -1) < 0) owner[root] = owner[gone] ?? -1
  }
  return {
    obstacle({ a, b }) {
      const [x, y] = [rootOf(a), rootOf(b)]
      if (x === y) return undefined
      if (isParted(x, y)) return 'parted'
      const [one, other] = [owner[x] ?? -1, owner[y] ?? -1]
      if (one >= 0 && other >= 0 && one !== other) return 'two-users'
      return isTooMany(x, y) ? 'too-many' : undefined
    },
    link({ a, b }) {
      const [x, y] = [rootOf(a), rootOf(b)]
      if (x === y) return true
      if (isParted(x, y)) return false
      unite(x, y)
      return true
    },
    join({ a, b }) {
      const [x, y] = [rootOf(a), rootOf(b)]
      if (x === y) return false
      unite(x, y)
      return true
    },
    protect() {
      for (const known of identifiers) {
        if (kindOf(known) !== 'user') continue
        const root = rootOf(known)
        owners.set(known, root)
        owner[root] = root
      }
    },
    ownerOf: (user) => owners.get(user),
    members() {
      const members = new Map<number, Identifier[]>()
      // Identifiers come in order, so each group's are in order too.
      for (const known of identifiers) {
        const group = members.get(rootOf(known))
        if (group) group.push(known)
        else members.set(rootOf(known), [known])
      }
      return [...members.values()]
    },
  }
}
