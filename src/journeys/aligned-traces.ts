import type { CaseTable } from './cases.ts'
import type { Instances } from './follow.ts'
import type { AlignedTrace, Conformance } from './lived.ts'

/** The distinct paths of what is aligned by the names of their events, and which of them each trace took. */
export interface NamedPaths {
  readonly of: Uint32Array
  readonly paths: readonly (readonly string[])[]
}

/** Paths are told apart by the codes of their events. */
export const namedPaths = (table: CaseTable, { count, starts, members }: Instances): NamedPaths => {
  const known = new Map<string, number>()
  const paths: string[][] = []
  const of = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const codes = Array.from(members.subarray(starts[i], starts[i + 1]), (e) => table.activity[e] ?? 0)
    const key = codes.join(' ')
    let place = known.get(key)
    if (place === undefined) {
      place = paths.push(codes.map((code) => table.activities[code] ?? '')) - 1
      known.set(key, place)
    }
    of[i] = place
  }
  return { of, paths }
}

/** Those of parts as those of the whole, one after the other: codes differ from part to part, names do not. */
export const joinPaths = (parts: readonly NamedPaths[]): NamedPaths => {
  const known = new Map<string, number>()
  const paths: (readonly string[])[] = []
  const of: number[] = []
  for (const part of parts) {
    const places = part.paths.map((path) => {
      const key = JSON.stringify(path)
      const place = known.get(key) ?? paths.push(path) - 1
      known.set(key, place)
      return place
    })
    for (const own of part.of) of.push(places[own] ?? 0)
  }
  return { of: Uint32Array.from(of), paths }
}

/**
 * The distinct traces of what was aligned, each with its cost: what a reader sets beside another program's alignments, variant
 * by variant. Traces of the same names that cost otherwise (another channel) are told apart.
 */
export const alignedTraces = ({ of, paths }: NamedPaths) => {
  const known = new Map<string, { -readonly [Part in keyof AlignedTrace]: AlignedTrace[Part] }>()
  return {
    add(i: number, cost: number, fitness: number): void {
      const key = `${of[i]} ${cost}`
      const trace = known.get(key) ?? { path: paths[of[i] ?? 0] ?? [], cases: 0, cost, fitness }
      known.set(key, trace)
      trace.cases++
    },
    /** Commonest first, equally common ones by their names. */
    told(top: number): Required<Pick<Conformance, 'traces' | 'tracesTotal'>> {
      const inOrder = [...known.values()].sort(
        (a, b) => b.cases - a.cases || (a.path.join() < b.path.join() ? -1 : 1) || a.cost - b.cost,
      )
      return { traces: inOrder.slice(0, top), tracesTotal: known.size }
    },
  }
}
