import type { Sequences } from './funnel.ts'

export interface PathsQuestion {
  /** Paths from the first of these events on, or up to the last of them; whole cases where absent. */
  readonly anchor?: readonly number[]
  readonly direction: 'from' | 'to'
  /** How many steps are shown, the anchor included. */
  readonly depth: number
  /** How many labels are shown at each step; what is not flows through "other". */
  readonly perStep: number
}

/** A code for what is not shown, and one for a path that is over. */
export const OTHER = -1
export const END = -2

export interface PathNode {
  readonly step: number
  readonly code: number
  readonly cases: number
}

export interface PathLink {
  /** The step that the link leaves. */
  readonly step: number
  readonly from: number
  readonly to: number
  readonly cases: number
}

export interface Paths {
  readonly cases: number
  readonly nodes: readonly PathNode[]
  readonly links: readonly PathLink[]
}

/** The path of one case: `depth` codes, filled with `END` once it is over. Repeated codes in a row are one step. */
const pathOf = (
  { starts, code }: Sequences,
  c: number,
  anchor: ReadonlySet<number> | undefined,
  question: PathsQuestion,
) => {
  const [from, to] = [starts[c] ?? 0, starts[c + 1] ?? 0]
  const forward = question.direction === 'from'
  const [first, last, by] = forward ? [from, to - 1, 1] : [to - 1, from, -1]
  let e = first
  while (anchor && (forward ? e <= last : e >= last) && !anchor.has(code[e] ?? 0)) e += by
  const path: number[] = []
  for (; (forward ? e <= last : e >= last) && path.length < question.depth; e += by) {
    const what = code[e] ?? 0
    if (path.at(-1) !== what) path.push(what)
  }
  return path
}

/**
 * Where people go from an event, or come from before it. Nodes are (step, label); the commonest labels of a step are
 * shown and the rest is one "other" node, so that at every node what flows in is what flows out or ends.
 */
export const paths = (sequences: Sequences, question: PathsQuestion): Paths => {
  const anchor = question.anchor && new Set(question.anchor)
  const all: number[][] = []
  for (let c = 0; c + 1 < sequences.starts.length; c++) {
    const path = pathOf(sequences, c, anchor, question)
    if (path.length > 0) all.push([...path, ...new Array<number>(question.depth - path.length).fill(END)])
  }
  const shown = Array.from({ length: question.depth }, (_, step) => {
    const counts = new Map<number, number>()
    for (const path of all) counts.set(path[step] ?? END, (counts.get(path[step] ?? END) ?? 0) + 1)
    counts.delete(END)
    const commonest = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, question.perStep)
    return new Set(commonest.map(([code]) => code))
  })
  const nodes = new Map<string, PathNode>()
  const links = new Map<string, PathLink>()
  for (const path of all) {
    const drawn = path.map((code, step) => (code === END || shown[step]?.has(code) ? code : OTHER))
    for (const [step, code] of drawn.entries()) {
      if (code === END && drawn[step - 1] === END) break
      const node = nodes.get(`${step} ${code}`)
      nodes.set(`${step} ${code}`, { step, code, cases: (node?.cases ?? 0) + 1 })
      const to = drawn[step + 1]
      if (code === END || to === undefined) continue
      const link = links.get(`${step} ${code} ${to}`)
      links.set(`${step} ${code} ${to}`, { step, from: code, to, cases: (link?.cases ?? 0) + 1 })
    }
  }
  const largest = (a: { step: number; cases: number }, b: { step: number; cases: number }) =>
    a.step - b.step || b.cases - a.cases
  return { cases: all.length, nodes: [...nodes.values()].sort(largest), links: [...links.values()].sort(largest) }
}
