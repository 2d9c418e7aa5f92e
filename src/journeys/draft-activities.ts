import { type Growing, growing, quantile, sortedTimes } from '../kernel/index.ts'
import { growingSums } from '../statistics/index.ts'
import type { CaseSpans } from './cases.ts'

/** What a log says of one activity, case by case. */
export interface ActivityFacts {
  readonly activity: string
  readonly events: number
  /** Cases in which it happens, and in which it happens more than once. */
  readonly cases: number
  readonly repeated: number
  /** Mean over cases of where it first comes: 0 the first event, 1 the last. */
  readonly position: number
  /** Events by channel, most first. */
  readonly channels: readonly { readonly channel: string; readonly events: number }[]
  /** Seconds until the case's next event: p90 over events that have one. */
  readonly p90NextSeconds: number | null
}

/** What is counted of one activity in some cases. */
interface Tally {
  events: number
  cases: number
  repeated: number
  readonly positions: ReturnType<typeof growingSums>
  readonly channels: Map<string, number>
  readonly nexts: Growing
}

/** Counts the activities of some cases, part after part. */
export const createTallies = () => {
  const tallies = new Map<string, Tally>()
  const tallyOf = (activity: string): Tally => {
    const known = tallies.get(activity)
    if (known) return known
    const fresh: Tally = {
      ...{ events: 0, cases: 0, repeated: 0 },
      ...{ positions: growingSums(), channels: new Map(), nexts: growing() },
    }
    tallies.set(activity, fresh)
    return fresh
  }
  return {
    add(table: CaseSpans): void {
      const used = new Uint8Array(table.activities.length)
      for (let c = 0; c < table.begins.length; c++)
        for (let e = table.begins[c] ?? 0; e < (table.ends[c] ?? 0); e++) used[table.activity[e] ?? 0] = 1
      const own = table.activities.map((activity, code) => (used[code] === 1 ? tallyOf(activity) : undefined))
      for (let c = 0; c < table.begins.length; c++) tallyCase(table, c, own)
    },
    facts: (): readonly ActivityFacts[] => [...tallies].map(factsOf),
  }
}

const factsOf = ([activity, tally]: readonly [string, Tally]): ActivityFacts => {
  const { events, cases, repeated, positions, channels, nexts } = tally
  return {
    activity,
    events,
    cases,
    repeated,
    position: (positions.told()[0] ?? 0) / cases,
    channels: [...channels]
      .map(([channel, count]) => ({ channel, events: count }))
      .sort((a, b) => b.events - a.events || (a.channel < b.channel ? -1 : 1)),
    p90NextSeconds: quantile(sortedTimes(nexts.values()), 0.9),
  }
}

const tallyCase = (
  { begins, ends, at, activity, channel, channels }: CaseSpans,
  c: number,
  tallies: readonly (Tally | undefined)[],
) => {
  const [begin, end] = [begins[c] ?? 0, ends[c] ?? 0]
  const seen = new Map<number, number>()
  for (let e = begin; e < end; e++) {
    const code = activity[e] ?? 0
    const tally = tallies[code]
    if (!tally) continue
    const before = seen.get(code) ?? 0
    seen.set(code, before + 1)
    tally.events++
    if (before === 0) {
      tally.cases++
      tally.positions.add(0, (e - begin) / Math.max(1, end - begin - 1))
    } else if (before === 1) tally.repeated++
    const name = channels[channel[e] ?? 0] ?? ''
    if (name !== '') tally.channels.set(name, (tally.channels.get(name) ?? 0) + 1)
    if (e + 1 < end) tally.nexts.push(((at[e + 1] ?? 0) - (at[e] ?? 0)) / 1000)
  }
}
