import type { CaseSpans } from '../journeys/index.ts'
import { type Rate, rate } from '../kernel/index.ts'
import { type Estimate, medianOf } from '../statistics/index.ts'

/** One event directly followed by another inside a case. */
export interface Passage {
  readonly from: string
  readonly to: string
  readonly times: number
  /** How many lived it, however often. */
  readonly cases: number
  /** Of all that directly followed the first. */
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

interface Tally {
  readonly pair: number
  times: number
  cases: number
  /** The case that lived it last. */
  last: number
}

/** Calls back for each event that directly follows another, with the pair of their codes. */
const eachPair = (
  { begins, ends, activity, activities, at }: CaseSpans,
  on: (pair: number, c: number, wait: number) => void,
): void => {
  const width = activities.length
  for (let c = 0; c < begins.length; c++)
    for (let e = (begins[c] ?? 0) + 1; e < (ends[c] ?? 0); e++)
      on((activity[e - 1] ?? 0) * width + (activity[e] ?? 0), c, ((at[e] ?? 0) - (at[e - 1] ?? 0)) / 1000)
}

const tallied = (table: CaseSpans): readonly Tally[] => {
  const placeOf = placesOf(table.activities.length)
  const found: (Tally | undefined)[] = []
  eachPair(table, (pair, c) => {
    const place = placeOf(pair)
    let one = found[place]
    if (!one) {
      one = { pair, times: 0, cases: 0, last: -1 }
      found[place] = one
    }
    one.times++
    if (one.last !== c) one.cases++
    one.last = c
  })
  return found.flatMap((one) => one ?? [])
}

/** The waits of some pairs, in columns. */
const waitsOf = (table: CaseSpans, pairs: readonly Tally[]): ReadonlyMap<number, Float64Array> => {
  const columns = new Map(pairs.map(({ pair, times }) => [pair, { waits: new Float64Array(times), next: 0 }]))
  eachPair(table, (pair, _, wait) => {
    const column = columns.get(pair)
    if (column) column.waits[column.next++] = wait
  })
  return new Map([...columns].map(([pair, { waits }]) => [pair, waits]))
}

const terminals = (table: CaseSpans, eventOf: (c: number) => number): Terminal[] => {
  const counts = new Map<number, number>()
  let all = 0
  for (let c = 0; c < table.begins.length; c++) {
    if (table.begins[c] === table.ends[c]) continue
    const code = table.activity[eventOf(c)] ?? 0
    counts.set(code, (counts.get(code) ?? 0) + 1)
    all++
  }
  return [...counts]
    .map(([code, cases]) => ({ event: table.activities[code] ?? '', cases: rate(cases, all) }))
    .sort((a, b) => b.cases.num - a.cases.num || (a.event < b.event ? -1 : 1))
}

const firstEvent = ({ begins }: CaseSpans, c: number): number => begins[c] ?? 0
const lastEvent = ({ ends }: CaseSpans, c: number): number => (ends[c] ?? 1) - 1

/** What directly follows what inside a case, in the total order; commonest first, equal ones in the order of their names. */
export const flowOf = (table: CaseSpans, top: number): Flow => {
  const width = table.activities.length
  const nameOf = (code: number) => table.activities[code] ?? ''
  const namesOf = ({ pair }: Tally) => [nameOf(Math.floor(pair / width)), nameOf(pair % width)] as const
  const all = tallied(table)
  const left = new Map<number, number>()
  for (const { pair, times } of all) {
    const from = Math.floor(pair / width)
    left.set(from, (left.get(from) ?? 0) + times)
  }
  const sorted = [...all].sort((a, b) => b.times - a.times || (namesOf(a).join('\n') < namesOf(b).join('\n') ? -1 : 1))
  const best = sorted.slice(0, top)
  const waits = waitsOf(table, best)
  return {
    passages: all.length,
    transitions: all.reduce((sum, { times }) => sum + times, 0),
    top: best.map((one): Passage => {
      const [from, to] = namesOf(one)
      return {
        from,
        to,
        times: one.times,
        cases: one.cases,
        share: rate(one.times, left.get(Math.floor(one.pair / width)) ?? 0),
        seconds: medianOf(waits.get(one.pair) ?? new Float64Array(0)),
      }
    }),
    starts: terminals(table, (c) => firstEvent(table, c)),
    ends: terminals(table, (c) => lastEvent(table, c)),
  }
}

/** The cases in which one event directly follows another. */
export const whoPassed = (table: CaseSpans, from: number, to: number): number[] => {
  const wanted = from * table.activities.length + to
  const found: number[] = []
  eachPair(table, (pair, c) => {
    if (pair === wanted && found.at(-1) !== c) found.push(c)
  })
  return found
}

/** The cases that begin, or end, with an event. */
export const whoBegan = (table: CaseSpans, code: number, end: 'start' | 'end'): number[] =>
  table.keys.flatMap((_, c) => {
    if (table.begins[c] === table.ends[c]) return []
    return table.activity[end === 'start' ? firstEvent(table, c) : lastEvent(table, c)] === code ? [c] : []
  })
