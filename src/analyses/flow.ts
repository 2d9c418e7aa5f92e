import { growing, type Rate, rate } from '../kernel/index.ts'
import { clusteredShare, type Estimate, medianOf, medianOver, type Owned, sharesOver } from '../statistics/index.ts'
import type { PeoplesPaths, Sequences } from './sequences.ts'

/** One event directly followed by another inside a case. */
export interface Passage {
  readonly from: string
  readonly to: string
  readonly times: number
  /** How many lived it, however often. */
  readonly cases: number
  /** Of all that directly followed the first; cases are independent, what one of them lived several times is not. */
  readonly share: Rate
  /** The median time between the two. */
  readonly seconds: Estimate
}

/** What cases begin or end with. */
export interface Terminal {
  readonly event: string
  readonly cases: Rate
}

export interface Flow {
  /** Distinct pairs, and how often one event directly followed another. */
  readonly passages: number
  readonly transitions: number
  readonly top: readonly Passage[]
  readonly starts: readonly Terminal[]
  readonly ends: readonly Terminal[]
}

/** Up to so many pairs each has a place of its own, used or not. */
const MOST_PAIRS = 1 << 22

/** Where the counts of a pair of codes are. */
const placesOf = (width: number): ((pair: number) => number) => {
  if (width * width <= MOST_PAIRS) return (pair) => pair
  const numbered = new Map<number, number>()
  return (pair) => {
    const known = numbered.get(pair)
    if (known !== undefined) return known
    numbered.set(pair, numbered.size)
    return numbered.size - 1
  }
}

/** One event directly followed by another, by their codes. */
export interface Pair {
  readonly from: number
  readonly to: number
  readonly times: number
}

/** How often one event was left for another, over all people or cases: squares and products are sums over these. */
interface Leaving {
  times: number
  cases: number
  squares: number
  /** In the case at hand. */
  own: number
}

interface Tally extends Pair {
  times: number
  cases: number
  squares: number
  /** Of how often it was lived and how often its first event was left. */
  products: number
  readonly leaving: Leaving
  /** In the case at hand. */
  own: number
}

/** Paths and what their events are called; case by case, where one person may have several. */
interface NamedSequences {
  readonly sequences: Sequences
  readonly lived?: PeoplesPaths
  readonly activities: readonly string[]
}

/** Calls back for each event that directly follows another, with their codes. */
const eachPair = (
  { begins, ends, code, at }: Sequences,
  on: (from: number, to: number, c: number, wait: number) => void,
): void => {
  for (let c = 0; c < begins.length; c++)
    for (let e = (begins[c] ?? 0) + 1; e < (ends[c] ?? 0); e++)
      on(code[e - 1] ?? 0, code[e] ?? 0, c, ((at[e] ?? 0) - (at[e - 1] ?? 0)) / 1000)
}

/** What a case lived is known: it counts as often as it was lived, and is forgotten. */
const closeCase = (mine: Tally[], lived: number): void => {
  for (const one of mine) {
    one.times += lived * one.own
    one.cases += lived
    one.squares += lived * one.own * one.own
    one.products += lived * one.own * one.leaving.own
    one.own = 0
  }
  for (const { leaving } of mine) {
    if (leaving.own === 0) continue
    leaving.times += lived * leaving.own
    leaving.cases += lived
    leaving.squares += lived * leaving.own * leaving.own
    leaving.own = 0
  }
  mine.length = 0
}

const begunIn = (left: Map<number, Leaving>, from: number, to: number): Tally => {
  const leaving = left.get(from) ?? { times: 0, cases: 0, squares: 0, own: 0 }
  left.set(from, leaving)
  return { from, to, times: 0, cases: 0, squares: 0, products: 0, leaving, own: 0 }
}

const tallied = ({ sequences, activities: { length: width } }: NamedSequences): readonly Tally[] => {
  const placeOf = placesOf(width)
  const { begins, ends, code, weights } = sequences
  const found: (Tally | undefined)[] = []
  const left = new Map<number, Leaving>()
  const mine: Tally[] = []
  for (let c = 0; c < begins.length; c++) {
    for (let e = (begins[c] ?? 0) + 1; e < (ends[c] ?? 0); e++) {
      const [from, to] = [code[e - 1] ?? 0, code[e] ?? 0]
      const place = placeOf(from * width + to)
      let one = found[place]
      if (!one) {
        one = begunIn(left, from, to)
        found[place] = one
      }
      if (one.own === 0) mine.push(one)
      one.own++
      one.leaving.own++
    }
    closeCase(mine, weights ? (weights[c] ?? 0) : 1)
  }
  return found.flatMap((one) => one ?? [])
}

/** The same over people, of whom each may have several cases: what is squared is a person's. */
const talliedOver = (paths: NamedSequences, { people, path }: PeoplesPaths): readonly Tally[] => {
  const { begins, ends, code } = paths.sequences
  const width = paths.activities.length
  const found = new Map<number, Tally & { last: number; lived: number }>()
  const left = new Map<number, Leaving>()
  const mine: Tally[] = []
  for (let k = 0; k < path.length; k++) {
    if (k > 0 && people[k] !== people[k - 1]) closeCase(mine, 1)
    const c = path[k] ?? 0
    for (let e = (begins[c] ?? 0) + 1; e < (ends[c] ?? 0); e++) {
      const [from, to] = [code[e - 1] ?? 0, code[e] ?? 0]
      const pair = from * width + to
      const one = found.get(pair) ?? { ...begunIn(left, from, to), last: -1, lived: 0 }
      if (one.last < 0) found.set(pair, one)
      if (one.last !== k) one.lived++
      one.last = k
      if (one.own === 0) mine.push(one)
      one.own++
      one.leaving.own++
    }
  }
  closeCase(mine, 1)
  return Array.from(found.values(), (one) => ({ ...one, cases: one.lived }))
}

/** The waits between some pairs of events, in seconds. */
export const waitColumns = (sequences: Sequences, width: number, pairs: readonly Pair[]): Float64Array[] => {
  const columns = new Map(pairs.map(({ from, to }) => [from * width + to, growing()]))
  eachPair(sequences, (from, to, _, wait) => columns.get(from * width + to)?.push(wait))
  return Array.from(columns.values(), (column) => column.values())
}

/** The same with whose they are. */
export const ownWaits = (
  sequences: Sequences,
  people: ArrayLike<number>,
  width: number,
  pairs: readonly Pair[],
): Owned[] => {
  const whose = new Map(pairs.map(({ from, to }) => [from * width + to, growing()]))
  eachPair(sequences, (from, to, c) => whose.get(from * width + to)?.push(people[c] ?? 0))
  const columns = Array.from(whose.values(), (column) => column.values())
  return waitColumns(sequences, width, pairs).map((values, place) => ({ values, people: columns[place] ?? values }))
}

/** The medians of those. */
export const waitsBetween = (
  sequences: Sequences,
  width: number,
  pairs: readonly Pair[],
  people?: ArrayLike<number>,
): Estimate[] =>
  people
    ? ownWaits(sequences, people, width, pairs).map(medianOver)
    : waitColumns(sequences, width, pairs).map(medianOf)

const terminals = ({ sequences, activities, lived: whose }: NamedSequences, end: End): Terminal[] => {
  const { begins, ends, code, weights } = sequences
  const counts = new Map<number, number>()
  let all = 0
  for (let c = 0; c < begins.length; c++) {
    if (begins[c] === ends[c]) continue
    const mine = code[eventAt(sequences, c, end)] ?? 0
    const lived = weights ? (weights[c] ?? 0) : 1
    counts.set(mine, (counts.get(mine) ?? 0) + lived)
    all += lived
  }
  const codeAt = (c: number) => (begins[c] === ends[c] ? -1 : (code[eventAt(sequences, c, end)] ?? 0))
  const shareOf =
    whose &&
    sharesOver({
      people: whose.people,
      label: (k) => codeAt(whose.path[k] ?? 0),
      within: (k) => Math.min(0, codeAt(whose.path[k] ?? 0)),
    })
  return [...counts]
    .map(([mine, cases]) => ({ event: activities[mine] ?? '', cases: shareOf?.(mine) ?? rate(cases, all) }))
    .sort((a, b) => b.cases.num - a.cases.num || (a.event < b.event ? -1 : 1))
}

type End = 'start' | 'end'

const eventAt = ({ begins, ends }: Sequences, c: number, end: End): number =>
  end === 'start' ? (begins[c] ?? 0) : (ends[c] ?? 1) - 1

/**
 * What directly follows what inside a case, in the total order; commonest first, equal ones in the order of their names.
 * The waits between the pairs that are told are asked for once those are known.
 */
export const flowOf = async (
  paths: NamedSequences,
  top: number,
  waits: (pairs: readonly Pair[]) => readonly Estimate[] | Promise<readonly Estimate[]>,
): Promise<Flow> => {
  const nameOf = (code: number) => paths.activities[code] ?? ''
  const namesOf = ({ from, to }: Pair) => `${nameOf(from)}\n${nameOf(to)}`
  const all = paths.lived ? talliedOver(paths, paths.lived) : tallied(paths)
  const sorted = [...all].sort((a, b) => b.times - a.times || (namesOf(a) < namesOf(b) ? -1 : 1))
  const best = sorted.slice(0, top)
  const seconds = await waits(best)
  return {
    passages: all.length,
    transitions: all.reduce((sum, { times }) => sum + times, 0),
    top: best.map(
      ({ from, to, times, cases, squares, products, leaving }, place): Passage => ({
        from: nameOf(from),
        to: nameOf(to),
        times,
        cases,
        share: clusteredShare({
          num: times,
          den: leaving.times,
          people: leaving.cases,
          squares,
          products,
          denSquares: leaving.squares,
        }),
        seconds: seconds[place] ?? { value: null, low: null, high: null, n: 0 },
      }),
    ),
    starts: terminals(paths, 'start'),
    ends: terminals(paths, 'end'),
  }
}

/** The paths in which one event directly follows another. */
export const whoPassed = (sequences: Sequences, from: number, to: number): number[] => {
  const found: number[] = []
  eachPair(sequences, (one, other, c) => {
    if (one === from && other === to && found.at(-1) !== c) found.push(c)
  })
  return found
}

/** The paths that begin, or end, with an event. */
export const whoBegan = (sequences: Sequences, wanted: number, end: End): number[] => {
  const { begins, ends, code } = sequences
  const found: number[] = []
  for (let c = 0; c < begins.length; c++)
    if (begins[c] !== ends[c] && code[eventAt(sequences, c, end)] === wanted) found.push(c)
  return found
}
