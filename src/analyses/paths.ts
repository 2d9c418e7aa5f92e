import { marked, type Sequences } from './sequences.ts'

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
  /** What events are called, by code: of those as many go through, the first by name are shown; by code where absent. */
  readonly names?: readonly string[]
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
  { begins, ends, code }: Sequences,
  c: number,
  anchor: Uint8Array | undefined,
  { direction, depth, startsAt }: PathsQuestion,
  drawn: Int32Array,
  into: number,
): boolean => {
  const forward = direction === 'from'
  const by = forward ? 1 : -1
  // One beyond the last event that is looked at.
  const stop = forward ? (ends[c] ?? 0) : (begins[c] ?? 0) - 1
  let e = startsAt ? (startsAt[c] ?? -1) : forward ? (begins[c] ?? 0) : (ends[c] ?? 0) - 1
  if (startsAt && e < 0) return false
  if (anchor && !startsAt) while (e !== stop && anchor[code[e] ?? 0] !== 1) e += by
  let [length, latest] = [0, -1]
  for (; e !== stop && length < depth; e += by) {
    const what = code[e] ?? 0
    if (what === latest) continue
    latest = what
    drawn[into + length++] = what
  }
  for (let step = length; step < depth; step++) drawn[into + step] = END
  return length > 0
}

/** Codes of what is drawn, with those of `OTHER` and `END`, as places from 0 on. */
const PLACED = 2

/** How many different codes are drawn, those for the other and the end among them. */
const widthOf = (drawn: Int32Array, size: number): number => {
  let most = -1
  for (let k = 0; k < size; k++) if ((drawn[k] ?? END) > most) most = drawn[k] ?? END
  return most + 1 + PLACED
}

/** The order of codes by what they are called; those for the others and the end come first. */
const nameOrder = (names: readonly string[] | undefined) => {
  if (!names) return (a: number, b: number): number => a - b
  const ranks = new Uint32Array(names.length)
  for (const [rank, code] of names
    .map((_, code) => code)
    .sort((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1))
    .entries())
    ranks[code] = rank
  return (a: number, b: number): number => (a < 0 || b < 0 ? a - b : (ranks[a] ?? 0) - (ranks[b] ?? 0))
}

/** The commonest labels of each step, 1 by place; the others are not shown. */
const shownAt = (
  all: Int32Array,
  cases: number,
  weights: Uint32Array | undefined,
  { depth, perStep, names }: PathsQuestion,
  width: number,
): readonly Uint8Array[] => {
  const byName = nameOrder(names)
  const counts = new Uint32Array(depth * width)
  for (let k = 0; k < cases; k++) {
    const weight = weights?.[k] ?? 1
    for (let step = 0; step < depth; step++) {
      const place = step * width + (all[k * depth + step] ?? END) + PLACED
      counts[place] = (counts[place] ?? 0) + weight
    }
  }
  return Array.from({ length: depth }, (_, step) => {
    const mine = counts.subarray(step * width, (step + 1) * width)
    const lived: number[] = []
    for (let place = PLACED; place < width; place++) if ((mine[place] ?? 0) > 0) lived.push(place)
    lived.sort((a, b) => (mine[b] ?? 0) - (mine[a] ?? 0) || byName(a - PLACED, b - PLACED))
    const shown = new Uint8Array(width)
    for (const place of lived.slice(0, perStep)) shown[place] = 1
    return shown
  })
}

const tally = (
  drawn: Int32Array,
  cases: number,
  weights: Uint32Array | undefined,
  { depth, perStep, names }: PathsQuestion,
  width: number,
): Paths => {
  const byName = nameOrder(names)
  let all = 0
  // At most `perStep` labels a step, and the two for the others and the end: far fewer than there are codes.
  const most = Math.min(width, perStep + PLACED)
  const numberOf = new Int32Array(depth * width)
  const codes: number[][] = Array.from({ length: depth }, () => [])
  const nodes = new Uint32Array(depth * most)
  const links = new Uint32Array(depth * most * most)
  for (let k = 0; k < cases; k++) {
    let from = -1
    const weight = weights?.[k] ?? 1
    all += weight
    for (let step = 0; step < depth; step++) {
      const code = drawn[k * depth + step] ?? END
      const place = step * width + code + PLACED
      let own = (numberOf[place] ?? 0) - 1
      if (own < 0) {
        own = (codes[step]?.push(code) ?? 1) - 1
        numberOf[place] = own + 1
      }
      nodes[step * most + own] = (nodes[step * most + own] ?? 0) + weight
      if (from >= 0) {
        const link = ((step - 1) * most + from) * most + own
        links[link] = (links[link] ?? 0) + weight
      }
      if (code === END) break
      from = own
    }
  }
  const largest = (a: { step: number; cases: number }, b: { step: number; cases: number }) =>
    a.step - b.step || b.cases - a.cases
  const told = { nodes: [] as PathNode[], links: [] as PathLink[] }
  for (const [step, mine] of codes.entries())
    for (const [own, code] of mine.entries()) {
      told.nodes.push({ step, code, cases: nodes[step * most + own] ?? 0 })
      for (const [next, to] of (codes[step + 1] ?? []).entries()) {
        const along = links[(step * most + own) * most + next] ?? 0
        if (along > 0) told.links.push({ step, from: code, to, cases: along })
      }
    }
  return {
    cases: all,
    nodes: told.nodes.sort((a, b) => largest(a, b) || byName(a.code, b.code)),
    links: told.links.sort((a, b) => largest(a, b) || byName(a.from, b.from) || byName(a.to, b.to)),
  }
}

/**
 * Where people go from an event, or come from before it. Nodes are (step, label); the commonest labels of a step are
 * shown and the rest is one "other" node, so that at every node what flows in is what flows out or ends.
 */
export const pathsOf = (sequences: Sequences, question: PathsQuestion): DrawnPaths => {
  const { depth } = question
  const anchor = question.anchor && marked(question.anchor)
  const all = sequences.begins.length
  const drawn = new Int32Array(all * depth)
  const cases = new Uint32Array(all)
  let size = 0
  for (let c = 0; c < all; c++) if (writePath(sequences, c, anchor, question, drawn, size * depth)) cases[size++] = c
  const width = widthOf(drawn, size * depth)
  const { weights } = sequences
  const lived = weights && Uint32Array.from(cases.subarray(0, size), (c) => weights[c] ?? 0)
  const shown = shownAt(drawn, size, lived, question, width)
  for (let step = 0; step < depth; step++) {
    const kept = shown[step]
    for (let k = step; k < size * depth; k += depth) {
      const code = drawn[k] ?? END
      if (code !== END && kept?.[code + PLACED] !== 1) drawn[k] = OTHER
    }
  }
  return { answer: tally(drawn, size, lived, question, width), cases: cases.subarray(0, size), drawn, depth }
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
