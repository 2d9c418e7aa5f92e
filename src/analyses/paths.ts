import type { Sequences } from './sequences.ts'

export interface PathsQuestion {
  /** Paths from the first of these events on, or up to the last of them; whole cases where absent. */
  readonly anchor?: readonly number[]
  /** Instead: case by case the event to start at; -1 leaves the case out. */
  readonly startsAt?: Int32Array
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

/** The answer with what it was drawn from: `drawn` holds `depth` codes for each of `cases`, the cases that have a path. */
export interface DrawnPaths {
  readonly answer: Paths
  readonly cases: Uint32Array
  readonly drawn: Int32Array
  readonly depth: number
}

/** Writes the path of one case at `into`: `depth` codes, filled with `END` once it is over. Repeated codes in a row are one step. */
const writePath = (
  { starts, code }: Sequences,
  c: number,
  anchor: ReadonlySet<number> | undefined,
  { direction, depth, startsAt }: PathsQuestion,
  drawn: Int32Array,
  into: number,
): boolean => {
  const forward = direction === 'from'
  const [from, to] = [starts[c] ?? 0, starts[c + 1] ?? 0]
  const [first, last, by] = forward ? [from, to - 1, 1] : [to - 1, from, -1]
  const inside = (e: number) => (forward ? e <= last : e >= last)
  let e = startsAt ? (startsAt[c] ?? -1) : first
  if (startsAt && e < 0) return false
  if (anchor && !startsAt) while (inside(e) && !anchor.has(code[e] ?? 0)) e += by
  let length = 0
  for (; inside(e) && length < depth; e += by) {
    const what = code[e] ?? 0
    if (length === 0 || drawn[into + length - 1] !== what) drawn[into + length++] = what
  }
  drawn.fill(END, into + length, into + depth)
  return length > 0
}

/** The commonest labels of each step; the others are not shown. */
const shownAt = (all: Int32Array, cases: number, { depth, perStep }: PathsQuestion): ReadonlySet<number>[] =>
  Array.from({ length: depth }, (_, step) => {
    const counts = new Map<number, number>()
    for (let k = 0; k < cases; k++) {
      const code = all[k * depth + step] ?? END
      if (code !== END) counts.set(code, (counts.get(code) ?? 0) + 1)
    }
    const commonest = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, perStep)
    return new Set(commonest.map(([code]) => code))
  })

const tally = (drawn: Int32Array, cases: number, depth: number): Paths => {
  const nodes = new Map<string, PathNode>()
  const links = new Map<string, PathLink>()
  for (let k = 0; k < cases; k++)
    for (let step = 0; step < depth; step++) {
      const code = drawn[k * depth + step] ?? END
      if (code === END && step > 0 && drawn[k * depth + step - 1] === END) break
      const node = nodes.get(`${step} ${code}`)
      nodes.set(`${step} ${code}`, { step, code, cases: (node?.cases ?? 0) + 1 })
      if (code === END || step + 1 === depth) continue
      const to = drawn[k * depth + step + 1] ?? END
      const link = links.get(`${step} ${code} ${to}`)
      links.set(`${step} ${code} ${to}`, { step, from: code, to, cases: (link?.cases ?? 0) + 1 })
    }
  const largest = (a: { step: number; cases: number }, b: { step: number; cases: number }) =>
    a.step - b.step || b.cases - a.cases
  return { cases, nodes: [...nodes.values()].sort(largest), links: [...links.values()].sort(largest) }
}

/**
 * Where people go from an event, or come from before it. Nodes are (step, label); the commonest labels of a step are
 * shown and the rest is one "other" node, so that at every node what flows in is what flows out or ends.
 */
export const pathsOf = (sequences: Sequences, question: PathsQuestion): DrawnPaths => {
  const { depth } = question
  const anchor = question.anchor && new Set(question.anchor)
  const all = sequences.starts.length - 1
  const drawn = new Int32Array(all * depth)
  const cases = new Uint32Array(all)
  let size = 0
  for (let c = 0; c < all; c++) if (writePath(sequences, c, anchor, question, drawn, size * depth)) cases[size++] = c
  const shown = shownAt(drawn, size, question)
  for (let k = 0; k < size * depth; k++) {
    const code = drawn[k] ?? END
    if (code !== END && !shown[k % depth]?.has(code)) drawn[k] = OTHER
  }
  return { answer: tally(drawn, size, depth), cases: cases.subarray(0, size), drawn, depth }
}

export const paths = (sequences: Sequences, question: PathsQuestion): Paths => pathsOf(sequences, question).answer

/** The cases that go through a node; as many as it counts. */
export const throughNode = ({ cases, drawn, depth }: DrawnPaths, step: number, code: number): Uint32Array =>
  cases.filter((_, k) => step < depth && drawn[k * depth + step] === code && !isOver(drawn, k * depth, step))

/** The cases that go along a link; as many as it counts. */
export const throughLink = ({ cases, drawn, depth }: DrawnPaths, step: number, from: number, to: number): Uint32Array =>
  cases.filter(
    (_, k) =>
      step + 1 < depth && from !== END && drawn[k * depth + step] === from && drawn[k * depth + step + 1] === to,
  )

/** Past the one END that is drawn. */
const isOver = (drawn: Int32Array, base: number, step: number): boolean =>
  step > 0 && drawn[base + step] === END && drawn[base + step - 1] === END
