import { type Follows, hasEdge, reachable, tied } from './follows.ts'
import type { Block } from './process-tree.ts'

/** How activities part: by which block, into which groups. A loop's first group is its body. */
export interface Cut {
  readonly kind: Block
  readonly groups: readonly (readonly number[])[]
}

const choiceCut = (follows: Follows): Cut | undefined => {
  const groups = tied(follows.nodes, (a, b) => hasEdge(follows, a, b) || hasEdge(follows, b, a))
  return groups.length > 1 ? { kind: 'choice', groups } : undefined
}

/** Groups in an order in which each leads to the next and never back; those neither or both ways related are one. */
const sequenceCut = (follows: Follows): Cut | undefined => {
  const reach = reachable(follows)
  const leads = (a: number, b: number) => reach.get(a)?.has(b) ?? false
  let groups = tied(follows.nodes, (a, b) => leads(a, b) === leads(b, a))
  for (;;) {
    const groupLeads = (g: readonly number[], h: readonly number[]) => g.some((a) => h.some((b) => leads(a, b)))
    const merged = tied(
      groups.map((_, index) => index),
      (g, h) => groupLeads(groups[g] ?? [], groups[h] ?? []) === groupLeads(groups[h] ?? [], groups[g] ?? []),
    )
    if (merged.length === groups.length) {
      const before = (g: readonly number[]) => groups.filter((h) => h !== g && groupLeads(h, g)).length
      return groups.length > 1
        ? { kind: 'sequence', groups: [...groups].sort((g, h) => before(g) - before(h)) }
        : undefined
    }
    groups = merged.map((indexes) => indexes.flatMap((index) => groups[index] ?? []))
  }
}

/** Groups whose members all follow each other both ways; each can begin and end. */
const parallelCut = (follows: Follows): Cut | undefined => {
  const { nodes, starts, ends } = follows
  const groups = tied(nodes, (a, b) => !(hasEdge(follows, a, b) && hasEdge(follows, b, a)))
  const isWhole = (group: readonly number[]) =>
    group.some((node) => starts.has(node)) && group.some((node) => ends.has(node))
  const [whole, partial] = [groups.filter(isWhole), groups.filter((group) => !isWhole(group))]
  const [first, ...others] = whole
  if (!first) return undefined
  const all = [[...first, ...partial.flat()], ...others]
  return all.length > 1 ? { kind: 'parallel', groups: all } : undefined
}

/** A body that begins and ends the traces, and what leads from its ends back to its starts. */
const loopCut = (follows: Follows): Cut | undefined => {
  const { nodes, starts, ends } = follows
  const edge = new Set([...starts.keys(), ...ends.keys()])
  const inner = nodes.filter((node) => !edge.has(node))
  const groups = tied(inner, (a, b) => hasEdge(follows, a, b) || hasEdge(follows, b, a))
  const isRedo = (group: readonly number[]): boolean => {
    const enters = [...edge].filter((node) => group.some((member) => hasEdge(follows, node, member)))
    const leaves = [...edge].filter((node) => group.some((member) => hasEdge(follows, member, node)))
    // From ends only, to starts only; and an activity that goes back does so from, and to, all of them.
    if (enters.length === 0 || leaves.length === 0) return false
    if (!enters.every((node) => ends.has(node)) || !leaves.every((node) => starts.has(node))) return false
    return group.every(
      (member) =>
        (!leaves.some((node) => hasEdge(follows, member, node)) ||
          [...starts.keys()].every((node) => hasEdge(follows, member, node))) &&
        (!enters.some((node) => hasEdge(follows, node, member)) ||
          [...ends.keys()].every((node) => hasEdge(follows, node, member))),
    )
  }
  const redo = groups.filter(isRedo)
  const body = [...edge, ...groups.filter((group) => !isRedo(group)).flat()]
  return redo.length > 0 ? { kind: 'loop', groups: [body, ...redo] } : undefined
}

/** The first cut that holds: choice, sequence, parallel, loop. Source: S. J. J. Leemans, D. Fahland and W. M. P. van der Aalst, Petri Nets 2013. */
export const cutOf = (follows: Follows): Cut | undefined =>
  choiceCut(follows) ?? sequenceCut(follows) ?? parallelCut(follows) ?? loopCut(follows)
