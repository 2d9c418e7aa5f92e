import { compareIdentifiers, type Identifier, type Kind, kindOf } from './identifier.ts'
import type { Policy } from './policy.ts'
import { createUnionFind } from './union-find.ts'

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

interface Group {
  readonly counts: Map<Kind, number>
  readonly parted: Set<number>
  owner: number | undefined
}

export const createGroups = (
  identifiers: readonly Identifier[],
  partings: readonly Pair[],
  { limits }: Policy,
): Groups => {
  const numbers = new Map(identifiers.map((known, number) => [known, number]))
  const sets = createUnionFind(identifiers.length)
  const groups: Group[] = identifiers.map((known) => ({
    counts: new Map([[kindOf(known), 1]]),
    parted: new Set(),
    owner: undefined,
  }))
  const owners = new Map<Identifier, number>()
  const rootOf = (known: Identifier): number => sets.find(numbers.get(known) ?? 0)
  const groupOf = (root: number): Group => groups[root] ?? { counts: new Map(), parted: new Set(), owner: undefined }
  partings.forEach(({ a, b }, number) => {
    if (!numbers.has(a) || !numbers.has(b)) return
    groupOf(rootOf(a)).parted.add(number)
    groupOf(rootOf(b)).parted.add(number)
  })
  const isParted = (one: Group, other: Group): boolean => {
    const [few, many] = one.parted.size <= other.parted.size ? [one, other] : [other, one]
    for (const number of few.parted) if (many.parted.has(number)) return true
    return false
  }
  const isTooMany = (one: Group, other: Group): boolean => {
    const count = (kind: Kind) => (one.counts.get(kind) ?? 0) + (other.counts.get(kind) ?? 0)
    const users = Math.max(1, count('user'))
    return (Object.keys(limits) as Kind[]).some((kind) => count(kind) > (limits[kind] ?? Infinity) * users)
  }
  const unite = (x: number, y: number): void => {
    const [one, other] = [groupOf(x), groupOf(y)]
    const root = sets.join(x, y)
    const [kept, gone] = root === x ? [one, other] : [other, one]
    for (const [kind, n] of gone.counts) kept.counts.set(kind, (kept.counts.get(kind) ?? 0) + n)
    for (const number of gone.parted) kept.parted.add(number)
    kept.owner ??= gone.owner
  }
  return {
    obstacle({ a, b }) {
      const [x, y] = [rootOf(a), rootOf(b)]
      if (x === y) return undefined
      const [one, other] = [groupOf(x), groupOf(y)]
      if (isParted(one, other)) return 'parted'
      if (one.owner !== undefined && other.owner !== undefined && one.owner !== other.owner) return 'two-users'
      return isTooMany(one, other) ? 'too-many' : undefined
    },
    link({ a, b }) {
      const [x, y] = [rootOf(a), rootOf(b)]
      if (x === y) return true
      if (isParted(groupOf(x), groupOf(y))) return false
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
        groupOf(root).owner = root
      }
    },
    ownerOf: (user) => owners.get(user),
    members() {
      const sorted = new Map<number, Identifier[]>()
      for (const known of identifiers) {
        const members = sorted.get(rootOf(known))
        if (members) members.push(known)
        else sorted.set(rootOf(known), [known])
      }
      return [...sorted.values()].map((members) => members.sort(compareIdentifiers))
    },
  }
}
