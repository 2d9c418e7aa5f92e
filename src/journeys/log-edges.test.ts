import { expect, it } from 'vitest'
import { medianOf } from '../statistics/index.ts'
import type { CaseSpans } from './cases.ts'
import { followEdges } from './log-edges.ts'

const ACTIVITIES = ['advert', 'store', 'quote']

interface Drawn {
  readonly cases: number
  readonly activities: readonly string[]
  /** How long after the event before it one follows, of a case, drawn by a number below 1. */
  readonly wait: (c: number, chance: number) => number
}

/** So many people, of whom each has lived seven events. */
const lived = ({ cases, activities, wait }: Drawn): CaseSpans => {
  let state = 7
  const drawn = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const at = new Float64Array(cases * 7)
  const activity = new Uint32Array(at.length)
  for (let e = 0; e < at.length; e++) {
    at[e] = e % 7 === 0 ? 0 : (at[e - 1] ?? 0) + wait(Math.floor(e / 7), drawn())
    activity[e] = Math.floor(drawn() * 3) * (activities.length / 3)
  }
  const keys = Array.from({ length: cases }, (_, c) => `person:${c}`)
  return {
    keys,
    inferred: new Uint8Array(cases),
    begins: Uint32Array.from(keys, (_, c) => c * 7),
    ends: Uint32Array.from(keys, (_, c) => c * 7 + 7),
    at,
    activity,
    activities,
    channel: new Uint16Array(at.length),
    channels: ['web'],
  }
}

/** What sorting all waits of each pair says. */
const plainly = ({ begins, ends, activity, at, activities }: CaseSpans) => {
  const waits = new Map<string, number[]>()
  for (const [c, begin] of begins.entries())
    for (let e = begin + 1; e < (ends[c] ?? 0); e++) {
      const pair = `${activities[activity[e - 1] ?? 0]} > ${activities[activity[e] ?? 0]}`
      const mine = waits.get(pair) ?? []
      waits.set(pair, mine)
      mine.push((at[e] ?? 0) - (at[e - 1] ?? 0))
    }
  return [...waits].map(([pair, mine]) => {
    const { value, low, high } = medianOf(Float64Array.from(mine, (ms) => ms / 1000))
    return [pair, mine.length, value, low, high]
  })
}

const told = (table: CaseSpans) =>
  followEdges(table).map(({ from, to, count, medianSeconds, medianLow, medianHigh }) => [
    `${from} > ${to}`,
    count,
    medianSeconds,
    medianLow,
    medianHigh,
  ])

const sorted = (edges: readonly unknown[]) => edges.map((edge) => JSON.stringify(edge)).sort()

it.each<[string, Drawn]>([
  ['many waits', { cases: 34_000, activities: ACTIVITIES, wait: (_, chance) => Math.floor(chance ** 3 * 9e8) }],
  [
    'waits of which most are one',
    { cases: 34_000, activities: ACTIVITIES, wait: (_, c) => (c < 0.7 ? 3000 : c * 9e6) },
  ],
  // Every second case is looked at first, to know where medians lie: it knows nothing of the others.
  [
    'waits that the first cases mislead about',
    { cases: 34_000, activities: ACTIVITIES, wait: (c, chance) => (chance + (c % 2) * 50) * 1e6 },
  ],
  [
    'more pairs than can each have a place',
    {
      cases: 30_000,
      activities: Array.from({ length: 3000 }, (_, name) => `page ${name}`),
      wait: (_, chance) => chance * 1e6,
    },
  ],
  ['few waits', { cases: 40, activities: ACTIVITIES, wait: (_, chance) => chance * 1e6 }],
])('%s have the medians that sorting them says', (_, drawn) => {
  const table = lived(drawn)
  expect(sorted(told(table))).toEqual(sorted(plainly(table)))
})
