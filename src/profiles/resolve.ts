import { compareEdges, type Decision, type Edge, gather, pairOf } from './evidence.ts'
import { createGroups, type Groups, type Obstacle } from './groups.ts'
import { type Identifier, type Kind, kindOf, sortIdentifiers } from './identifier.ts'
import { POLICY, type Policy } from './policy.ts'

/** Why two groups of identifiers became one: evidence, or a steward's word. */
export type Merge =
  | { readonly by: 'evidence'; readonly edge: Edge }
  | { readonly by: 'steward'; readonly word: Decision }

/** One person: identifiers, strongest first, and the merges that made them one, in the order in which they were seen. */
export interface Component {
  readonly identifiers: readonly Identifier[]
  readonly merges: readonly Merge[]
}

/** Evidence that did not merge, and what stood against it. */
export interface Unmerged {
  readonly edge: Edge
  readonly obstacle: Obstacle
}

export interface Resolution {
  readonly components: readonly Component[]
  readonly unmerged: readonly Unmerged[]
  readonly shared: readonly Identifier[]
}

/** The words that hold: the latest link or parting of each pair, and every revoked piece of evidence. */
const holding = (decisions: readonly Decision[]) => {
  const words = new Map<string, Decision>()
  const revoked = new Set<string>()
  for (const word of [...decisions].sort((one, other) => one.at - other.at || (one.kind < other.kind ? -1 : 1)))
    if (word.kind === 'revoke') revoked.add(pairOf(word))
    else words.set(pairOf(word), word)
  const all = [...words.values()]
  return {
    links: all.filter(({ kind }) => kind === 'link'),
    partings: all.filter(({ kind }) => kind === 'part'),
    revoked,
  }
}

/** How many persons an identifier stands beside: user ids that a steward joined count once. */
const isShared = (known: Identifier, beside: readonly Identifier[], groups: Groups, policy: Policy): boolean => {
  const bound = policy.sharedBeyond[kindOf(known)]
  if (!bound || beside.length <= Math.min(bound.users, bound.others)) return false
  const users = new Set(beside.filter((other) => kindOf(other) === 'user').map((other) => groups.ownerOf(other)))
  const count = (kind: Kind) => beside.filter((other) => kindOf(other) === kind).length
  return users.size > bound.users || ['crm', 'loyalty', 'email'].some((kind) => count(kind as Kind) > bound.others)
}

/** The identifiers beside each, in evidence that holds. */
const neighbours = (edges: readonly Edge[]): Map<Identifier, Identifier[]> => {
  const beside = new Map<Identifier, Identifier[]>()
  const add = (one: Identifier, other: Identifier) => {
    const known = beside.get(one)
    if (known) known.push(other)
    else beside.set(one, [other])
  }
  for (const { a, b } of edges) {
    add(a, b)
    add(b, a)
  }
  return beside
}

const timeOf = (merge: Merge): number => (merge.by === 'evidence' ? merge.edge.first.at : merge.word.at)

/**
 * Who is who: the one function of identity, over all evidence and all decisions of an island of identifiers.
 *
 * Steward's links come first; then evidence in the order in which it was first seen, each piece joining two groups unless
 * a steward parted them, both have a user id, or a limit would be passed; what is shared joins nothing. The answer depends
 * on the set of evidence alone, never on the order of its arrival, and on nothing outside the island: so a change is
 * answered by resolving again what it touches.
 */
export const resolve = (given: Iterable<Edge>, decisions: readonly Decision[], policy: Policy = POLICY): Resolution => {
  const { links, partings, revoked } = holding(decisions)
  const all = [...gather(given).values()].sort(compareEdges)
  const edges = all.filter((seen) => !revoked.has(pairOf(seen)))
  const identifiers = sortIdentifiers(new Set([...all, ...decisions].flatMap(({ a, b }) => [a, b])))
  const groups = createGroups(identifiers, partings, policy)
  const merges: Merge[] = []
  for (const word of links) if (groups.link(word)) merges.push({ by: 'steward', word })
  groups.protect()
  const beside = neighbours(edges)
  const shared = new Set(identifiers.filter((known) => isShared(known, beside.get(known) ?? [], groups, policy)))
  const unmerged: Unmerged[] = []
  for (const edge of edges) {
    const obstacle = shared.has(edge.a) || shared.has(edge.b) ? 'shared' : groups.obstacle(edge)
    if (obstacle) unmerged.push({ edge, obstacle })
    else if (groups.join(edge)) merges.push({ by: 'evidence', edge })
  }
  return { components: componentsOf(groups.members(), merges), unmerged, shared: [...shared] }
}

const componentsOf = (members: readonly Identifier[][], merges: readonly Merge[]): Component[] => {
  const home = new Map(members.flatMap((identifiers, number) => identifiers.map((known) => [known, number] as const)))
  const made: Merge[][] = members.map(() => [])
  for (const merge of merges) made[home.get(merge.by === 'evidence' ? merge.edge.a : merge.word.a) ?? -1]?.push(merge)
  return members.map((identifiers, number) => ({
    identifiers,
    merges: (made[number] ?? []).sort((one, other) => timeOf(one) - timeOf(other)),
  }))
}
