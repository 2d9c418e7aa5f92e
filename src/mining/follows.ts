/** Equal traces counted together. */
export interface Trace {
  readonly activities: readonly number[]
  readonly count: number
}

/** What directly follows what, how often, and what traces begin and end with. */
export interface Follows {
  readonly nodes: readonly number[]
  readonly edges: ReadonlyMap<number, ReadonlyMap<number, number>>
  readonly starts: ReadonlyMap<number, number>
  readonly ends: ReadonlyMap<number, number>
}

const bump = (counts: Map<number, number>, key: number, by: number) => void counts.set(key, (counts.get(key) ?? 0) + by)

export const followsOf = (log: readonly Trace[]): Follows => {
  const edges = new Map<number, Map<number, number>>()
  const [starts, ends] = [new Map<number, number>(), new Map<number, number>()]
  for (const { activities, count } of log) {
    const [first, last] = [activities[0], activities.at(-1)]
    if (first === undefined || last === undefined) continue
    bump(starts, first, count)
    bump(ends, last, count)
    for (const [at, activity] of activities.entries()) {
      const out = edges.get(activity) ?? new Map<number, number>()
      edges.set(activity, out)
      const next = activities[at + 1]
      if (next !== undefined) bump(out, next, count)
    }
  }
  return { nodes: [...edges.keys()].sort((a, b) => a - b), edges, starts, ends }
}

const most = (counts: ReadonlyMap<number, number>) => Math.max(0, ...counts.values())
const often = (counts: ReadonlyMap<number, number>, share: number) =>
  new Map([...counts].filter(([, count]) => count >= share * most(counts)))

/** Without what follows an activity much less often than what follows it most. Source: Leemans, Fahland and van der Aalst, BPM Workshops 2013. */
export const filtered = ({ nodes, edges, starts, ends }: Follows, noise: number): Follows => ({
  nodes,
  edges: new Map(
    [...edges].map(([from, out]) => {
      const least = noise * Math.max(most(out), ends.get(from) ?? 0)
      return [from, new Map([...out].filter(([, count]) => count >= least))]
    }),
  ),
  starts: often(starts, noise),
  ends: often(ends, noise),
})

export const hasEdge = ({ edges }: Follows, from: number, to: number): boolean => edges.get(from)?.has(to) ?? false

/** Groups of nodes that a relation ties together, directly or not. */
export const tied = (nodes: readonly number[], areTied: (a: number, b: number) => boolean): number[][] => {
  const groups: number[][] = []
  const left = new Set(nodes)
  for (const node of nodes) {
    if (!left.delete(node)) continue
    const group = [node]
    for (let at = 0; at < group.length; at++)
      for (const other of left)
        if (areTied(group[at] ?? node, other)) {
          left.delete(other)
          group.push(other)
        }
    groups.push(group)
  }
  return groups
}

/** From each node, every node that it leads to. */
export const reachable = ({ nodes, edges }: Follows): ReadonlyMap<number, ReadonlySet<number>> =>
  new Map(
    nodes.map((node) => {
      const seen = new Set<number>()
      const next = [node]
      for (let at = next.pop(); at !== undefined; at = next.pop())
        for (const to of edges.get(at)?.keys() ?? [])
          if (!seen.has(to)) {
            seen.add(to)
            next.push(to)
          }
      return [node, seen]
    }),
  )
