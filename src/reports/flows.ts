/** One kind of passage through a map, and how many lived it. */
export interface Passage {
  readonly path: readonly string[]
  readonly succeeded: number
  readonly abandoned: number
  readonly open: number
}

export const OTHER = '\u0000other'
export const OUTCOMES = ['succeeded', 'abandoned', 'open'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface FlowNode {
  readonly id: string
  /** From 0; outcomes stand one step after the last step of those who reach them. */
  readonly step: number
  readonly label: string
  readonly outcome?: Outcome
  readonly size: number
}

export interface FlowLink {
  readonly from: string
  readonly to: string
  readonly size: number
  readonly outcome?: Outcome
}

export interface Flows {
  readonly nodes: readonly FlowNode[]
  readonly links: readonly FlowLink[]
  readonly steps: number
}

/**
 * Paths from the start to a depth, nodes (step, label). At each step only the `most` largest labels that at least `minN` passages
 * share are shown; all else flows through an explicit other node, and every passage ends in its outcome, so that in-flow equals
 * out-flow at each node between.
 */
export const flowsOf = (
  passages: readonly Passage[],
  { depth, most, minN }: { readonly depth: number; readonly most: number; readonly minN: number },
): Flows => {
  const shown = largest(passages, depth, most, minN)
  const nodes = new Map<string, FlowNode>()
  const links = new Map<string, FlowLink>()
  const pass = (node: Omit<FlowNode, 'size'>, size: number) =>
    nodes.set(node.id, { ...node, size: (nodes.get(node.id)?.size ?? 0) + size })
  const link = (from: string, to: string, size: number, outcome?: Outcome) => {
    const id = JSON.stringify([from, to])
    links.set(id, { from, to, size: (links.get(id)?.size ?? 0) + size, ...(outcome && { outcome }) })
  }
  let steps = 0
  for (const passage of passages) {
    const size = sizeOf(passage)
    if (size === 0) continue
    const labels = passage.path.slice(0, depth).map((label, step) => (shown[step]?.has(label) ? label : OTHER))
    if (labels.length === 0) labels.push(OTHER)
    const ids = labels.map((label, step) => `${step}:${label}`)
    for (const [step, label] of labels.entries()) pass({ id: ids[step] ?? '', step, label }, size)
    for (const [step, id] of ids.slice(1).entries()) link(ids[step] ?? '', id, size)
    const last = ids[ids.length - 1] ?? ''
    for (const outcome of OUTCOMES) {
      const part = passage[outcome]
      if (part === 0) continue
      const id = `${labels.length}:\u0000${outcome}`
      pass({ id, step: labels.length, label: '', outcome }, part)
      link(last, id, part, outcome)
    }
    steps = Math.max(steps, labels.length + 1)
  }
  return { nodes: [...nodes.values()], links: [...links.values()], steps }
}

export const sizeOf = ({ succeeded, abandoned, open }: Passage): number => succeeded + abandoned + open

/** The labels shown at each step. */
const largest = (passages: readonly Passage[], depth: number, most: number, minN: number): ReadonlySet<string>[] => {
  const sizes: Map<string, number>[] = []
  for (const passage of passages)
    for (const [step, label] of passage.path.slice(0, depth).entries()) {
      const at = sizes[step] ?? new Map<string, number>()
      sizes[step] = at.set(label, (at.get(label) ?? 0) + sizeOf(passage))
    }
  return sizes.map(
    (at) =>
      new Set(
        [...at]
          .filter(([label, size]) => size >= minN && label !== OTHER)
          .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
          .slice(0, most)
          .map(([label]) => label),
      ),
  )
}

/** Passages with what follows each other under one label told once: touchpoints become the stages visited. */
export const relabelled = (passages: readonly Passage[], labelOf: (label: string) => string): readonly Passage[] =>
  passages.map((passage) => ({
    ...passage,
    path: passage.path.map(labelOf).filter((label, index, all) => index === 0 || label !== all[index - 1]),
  }))
