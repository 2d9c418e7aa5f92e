import { quantile } from '../kernel/index.ts'
import type { CaseTable } from './cases.ts'

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

interface Tally {
  events: number
  cases: number
  repeated: number
  positions: number
  readonly channels: Map<string, number>
  readonly nexts: number[]
}

/** The facts of every activity of a log. */
export const activityFacts = (table: CaseTable): readonly ActivityFacts[] => {
  const tallies = table.activities.map(
    (): Tally => ({ events: 0, cases: 0, repeated: 0, positions: 0, channels: new Map(), nexts: [] }),
  )
  for (let c = 0; c < table.keys.length; c++) tallyCase(table, c, tallies)
  return tallies.flatMap(({ events, cases, repeated, positions, channels, nexts }, code) =>
    cases === 0
      ? []
      : [
          {
            activity: table.activities[code] ?? '',
            events,
            cases,
            repeated,
            position: positions / cases,
            channels: [...channels]
              .map(([channel, count]) => ({ channel, events: count }))
              .sort((a, b) => b.events - a.events || (a.channel < b.channel ? -1 : 1)),
            p90NextSeconds: quantile(
              nexts.sort((a, b) => a - b),
              0.9,
            ),
          },
        ],
  )
}

const tallyCase = ({ starts, at, activity, channel, channels }: CaseTable, c: number, tallies: readonly Tally[]) => {
  const [begin, end] = [starts[c] ?? 0, starts[c + 1] ?? 0]
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
      tally.positions += (e - begin) / Math.max(1, end - begin - 1)
    } else if (before === 1) tally.repeated++
    const name = channels[channel[e] ?? 0] ?? ''
    if (name !== '') tally.channels.set(name, (tally.channels.get(name) ?? 0) + 1)
    if (e + 1 < end) tally.nexts.push(((at[e + 1] ?? 0) - (at[e] ?? 0)) / 1000)
  }
}
