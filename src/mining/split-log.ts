import type { Cut } from './cuts.ts'
import type { Trace } from './follows.ts'

/** Equal traces counted together. */
export const gathered = (log: Iterable<Trace>): Trace[] => {
  const known = new Map<string, { activities: readonly number[]; count: number }>()
  for (const { activities, count } of log) {
    const key = activities.join(' ')
    const same = known.get(key)
    if (same) same.count += count
    else known.set(key, { activities, count })
  }
  return [...known.values()]
}

type Split = (trace: Trace, partOf: ReadonlyMap<number, number>, parts: readonly Trace[][]) => void

const only = ({ activities, count }: Trace, partOf: ReadonlyMap<number, number>, part: number): Trace => ({
  activities: activities.filter((activity) => partOf.get(activity) === part),
  count,
})

/** A trace goes where most of it belongs; the rest of it is noise. */
const splitChoice: Split = (trace, partOf, parts) => {
  const votes = parts.map((_, part) => trace.activities.filter((activity) => partOf.get(activity) === part).length)
  const best = votes.indexOf(Math.max(...votes))
  parts[best]?.push(only(trace, partOf, best))
}

const splitParallel: Split = (trace, partOf, parts) => {
  for (const [part, list] of parts.entries()) list.push(only(trace, partOf, part))
}

/** Cuts a trace in consecutive pieces, one a part, so that as few activities as possible lie in another's piece. */
const splitSequence: Split = (trace, partOf, parts) => {
  const { activities, count } = trace
  const n = activities.length
  const last = parts.length - 1
  /** By part, the least misplaced with the first so many activities in parts up to it, and where its piece begins. */
  const costs = parts.map(() => new Float64Array(n + 1))
  const begins = parts.map(() => new Int32Array(n + 1))
  for (let part = 0; part <= last; part++) {
    const [cost, begin] = [costs[part], begins[part]]
    if (!cost || !begin) continue
    const before = costs[part - 1]
    for (let at = 0; at <= n; at++) {
      const misplaced = at > 0 && partOf.get(activities[at - 1] ?? -1) !== part ? 1 : 0
      const goesOn = at === 0 ? Number.POSITIVE_INFINITY : (cost[at - 1] ?? 0) + misplaced
      const anew = before ? (before[at] ?? 0) : at === 0 ? 0 : Number.POSITIVE_INFINITY
      cost[at] = Math.min(goesOn, anew)
      begin[at] = anew <= goesOn ? at : (begin[at - 1] ?? 0)
    }
  }
  let end = n
  for (let part = last; part >= 0; part--) {
    const begin = begins[part]?.[end] ?? 0
    parts[part]?.push(only({ activities: activities.slice(begin, end), count }, partOf, part))
    end = begin
  }
}

/** Cuts a trace wherever it passes between body and redo; it begins and ends with the body, which may be empty there. */
const splitLoop: Split = ({ activities, count }, partOf, parts) => {
  let piece: number[] = []
  let now = 0
  const close = () => {
    parts[now]?.push({ activities: piece, count })
    piece = []
  }
  for (const activity of activities) {
    const part = partOf.get(activity) ?? now
    if (part !== now) {
      close()
      // From one redo to another, an empty body lies between.
      if (now !== 0 && part !== 0) parts[0]?.push({ activities: [], count })
      now = part
    }
    piece.push(activity)
  }
  close()
  if (now !== 0) parts[0]?.push({ activities: [], count })
}

const SPLITS = { choice: splitChoice, sequence: splitSequence, parallel: splitParallel, loop: splitLoop } as const

/** The log of each group of a cut. */
export const splitLog = (log: readonly Trace[], { kind, groups }: Cut): Trace[][] => {
  const partOf = new Map(groups.flatMap((group, part) => group.map((activity) => [activity, part] as const)))
  const parts: Trace[][] = groups.map(() => [])
  for (const trace of log) SPLITS[kind](trace, partOf, parts)
  return parts.map(gathered)
}
