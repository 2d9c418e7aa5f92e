import type { CaseSpans } from './cases.ts'
import { commonest, groupPaths } from './log-variants.ts'

/** Case by case, whose it is and which path it lived. */
interface LivedPaths {
  readonly people: Uint32Array
  readonly path: Uint32Array
}

/** Distinct paths one behind the other, and how many cases lived each. */
export interface DistinctPaths {
  readonly begins: Uint32Array
  readonly ends: Uint32Array
  readonly code: Uint32Array
  readonly cases: Uint32Array
  readonly lived?: LivedPaths
}

export const distinctPaths = (table: CaseSpans): DistinctPaths => {
  const { count, first, cases, of } = groupPaths(table)
  const [begins, ends] = [new Uint32Array(count), new Uint32Array(count)]
  let size = 0
  for (let v = 0; v < count; v++) {
    begins[v] = size
    size += (table.ends[first[v] ?? 0] ?? 0) - (table.begins[first[v] ?? 0] ?? 0)
    ends[v] = size
  }
  const code = new Uint32Array(size)
  for (let v = 0; v < count; v++) {
    const c = first[v] ?? 0
    code.set(table.activity.subarray(table.begins[c], table.ends[c]), begins[v])
  }
  return { begins, ends, code, cases, ...(table.people && { lived: { people: table.people, path: of } }) }
}

/** The distinct paths of all parts, in the order of who lived each first. */
export const joinDistinct = (parts: readonly DistinctPaths[]): DistinctPaths => {
  const count = parts.reduce((sum, { cases }) => sum + cases.length, 0)
  const code = new Uint32Array(parts.reduce((sum, part) => sum + part.code.length, 0))
  const [begins, ends, lived] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)]
  let [next, size] = [0, 0]
  for (const part of parts) {
    code.set(part.code, size)
    for (let v = 0; v < part.cases.length; v++, next++) {
      begins[next] = size + (part.begins[v] ?? 0)
      ends[next] = size + (part.ends[v] ?? 0)
      lived[next] = part.cases[v] ?? 0
    }
    size += part.code.length
  }
  const alike = groupPaths({ begins, ends, activity: code })
  const cases = new Uint32Array(alike.count)
  for (let v = 0; v < count; v++) {
    const own = alike.of[v] ?? 0
    cases[own] = (cases[own] ?? 0) + (lived[v] ?? 0)
  }
  const at = (column: Uint32Array) => alike.first.map((v) => column[v] ?? 0)
  const ofPeople = peopleOf(parts, alike.of)
  return { begins: at(begins), ends: at(ends), code, cases, ...(ofPeople && { lived: ofPeople }) }
}

/** Everybody's cases, people numbered anew: each of them is whole in one part. */
const peopleOf = (parts: readonly DistinctPaths[], numbers: ArrayLike<number>): LivedPaths | undefined => {
  if (!parts.some(({ lived }) => lived)) return undefined
  const cases = parts.reduce((sum, part) => sum + part.cases.reduce((all, each) => all + each, 0), 0)
  const [people, path] = [new Uint32Array(cases), new Uint32Array(cases)]
  let [next, person, first] = [0, 0, 0]
  for (const { lived, cases: own } of parts) {
    const count = lived?.path.length ?? 0
    for (let c = 0; c < count; c++) {
      if (c === 0 || lived?.people[c] !== lived?.people[c - 1]) person++
      people[next] = person
      path[next++] = numbers[first + (lived?.path[c] ?? 0)] ?? 0
    }
    first += own.length
  }
  return { people, path }
}

/** How many paths there are, and the `top` commonest of them by name, equal ones in the order of their names. */
export const commonestPaths = (
  { begins, ends, code, cases }: DistinctPaths,
  activities: readonly string[],
  top: number,
): { readonly count: number; readonly top: { path: string[]; cases: number }[] } => {
  const count = cases.length
  const paths = { begins, ends, activity: code, activities }
  const first = Uint32Array.from({ length: count }, (_, v) => v)
  return {
    count,
    top: commonest(paths, { count, first, cases }, top).map((v) => ({
      path: Array.from(code.subarray(begins[v], ends[v]), (one) => activities[one] ?? ''),
      cases: cases[v] ?? 0,
    })),
  }
}
