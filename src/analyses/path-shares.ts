import type { Rate } from '../kernel/index.ts'
import { sharesOver } from '../statistics/index.ts'
import { type DrawnPaths, END } from './paths.ts'
import type { PeoplesPaths } from './sequences.ts'

/** What goes through nodes and along links, of all and of those at the link's beginning, over people. */
export interface PathShares {
  node(step: number, code: number): Rate
  link(step: number, from: number, to: number): Rate
}

/** The codes of the end and of the others as numbers from 0 on. */
const ABOVE = -END

/** Of people who have several cases each. */
export const pathShares = ({ cases, drawn, depth }: DrawnPaths, { people, path }: PeoplesPaths): PathShares => {
  const placeOf = new Map(Array.from(cases, (c, k) => [c, k] as const))
  const places = Int32Array.from({ length: path.length }, (_, k) => placeOf.get(path[k] ?? 0) ?? -1)
  const width = drawn.reduce((most, code) => Math.max(most, code), 0) + ABOVE + 1
  /** Past the one end that is drawn there is nothing. */
  const codeAt = (k: number, step: number): number => {
    const place = places[k] ?? -1
    if (place < 0 || step >= depth) return -1
    const isOver = step > 0 && drawn[place * depth + step - 1] === END
    return isOver ? -1 : (drawn[place * depth + step] ?? END) + ABOVE
  }
  const nodes = Array.from({ length: depth }, (_, step) =>
    sharesOver({ people, label: (k) => codeAt(k, step), within: (k) => Math.min(0, places[k] ?? -1) }),
  )
  const links = Array.from({ length: depth }, (_, step) =>
    sharesOver({
      people,
      label: (k) => (codeAt(k, step + 1) < 0 ? -1 : codeAt(k, step) * width + codeAt(k, step + 1)),
      within: (k) => codeAt(k, step),
    }),
  )
  const none: Rate = { value: null, num: 0, den: 0, n: 0, low: null, high: null }
  return {
    node: (step, code) => nodes[step]?.(code + ABOVE) ?? none,
    link: (step, from, to) => links[step]?.((from + ABOVE) * width + to + ABOVE) ?? none,
  }
}
