import { METRICS, type Satisfaction, satisfaction } from '../feedback/index.ts'
import { type Instant, rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { type JourneyTable, NONE, SIGN, UNKNOWN } from './cases.ts'
import { type Instances, STATUS, wasLived } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { LivedTouchpoint } from './lived.ts'
import { byName, total } from './sums.ts'

/** Calls back for each answer given during an instance with the touchpoint that it is about, `NONE` for the whole. */
export const eachAnswer = (
  table: JourneyTable,
  instances: Instances,
  on: (instance: number, touchpoint: number, metric: number, score: number, event: number) => void,
): void => {
  for (let i = 0; i < instances.count; i++) {
    let latest = NONE
    const end = instances.starts[i + 1] ?? 0
    for (let m = instances.starts[i] ?? 0; m < end; m++) {
      const e = instances.members[m] ?? 0
      const touchpoint = table.touchpoint[e] ?? NONE
      if (((table.signs[e] ?? 0) & SIGN.survey) === 0) {
        if (touchpoint !== NONE) latest = touchpoint
        continue
      }
      const [metric, about] = [table.metric[e] ?? 255, table.about[e] ?? NONE]
      if (metric === 255) continue
      on(i, about === NONE ? latest : about === UNKNOWN ? NONE : about, metric, table.score[e] ?? Number.NaN, e)
    }
  }
}

/** Scores by what they are of and their metric. */
export type ScorePools = ReadonlyMap<string, readonly number[]>

/** What people said during their journeys, by touchpoint, by stage and of everything. */
export const gatherScores = (table: JourneyTable, rules: JourneyRules, instances: Instances): ScorePools => {
  const pools = new Map<string, number[]>()
  const add = (key: string, score: number) => {
    const pool = pools.get(key)
    if (pool) pool.push(score)
    else pools.set(key, [score])
  }
  eachAnswer(table, instances, (_, touchpoint, metric, score) => {
    add(`all ${metric}`, score)
    if (touchpoint === NONE) return
    add(`touchpoint ${touchpoint} ${metric}`, score)
    add(`stage ${rules.stageOf[touchpoint] ?? -1} ${metric}`, score)
  })
  return pools
}

/** Scores by touchpoint, by stage and of everything, one entry a metric that was asked. */
export const satisfactionOf = (parts: readonly ScorePools[], minN: number) => {
  const pools = byName(parts, (lists) => (lists.length === 1 ? (lists[0] ?? []) : lists.flat()))
  const of = (key: string): Satisfaction[] =>
    METRICS.flatMap((metric, code) => {
      const scores = pools.get(`${key} ${code}`)
      return scores ? [satisfaction(metric, scores, minN)] : []
    })
  return {
    all: of('all'),
    touchpoint: (touchpoint: number) => of(`touchpoint ${touchpoint}`),
    stage: (stage: number) => of(`stage ${stage}`),
  }
}

/** Whether the map foresees a touchpoint on a channel; where either does not say, it does. */
export const isDesignedChannel = (channels: readonly string[] | undefined, channel: string): boolean =>
  channel === '' || channels === undefined || channels.length === 0 || channels.includes(channel)

/** What is counted of an instance at a touchpoint; once on each channel that it was reached on. */
export type TouchpointFact = 'reached' | 'reached-on' | 'overdue' | 'timed'
export type NoteTouchpoint = (fact: TouchpointFact, touchpoint: number, instance: number, channel?: number) => void

/** Events, and instances that have one, by touchpoint and channel. */
const countVolumes = (table: JourneyTable, instances: Instances, touchpoints: number, note: NoteTouchpoint) => {
  const width = table.channels.length
  const events = new Uint32Array(touchpoints * width)
  const lived = new Uint32Array(touchpoints * width)
  const seen = new Int32Array(touchpoints * width).fill(-1)
  const whole = new Uint32Array(touchpoints)
  const seenWhole = new Int32Array(touchpoints).fill(-1)
  const bump = (counts: Uint32Array, at: number) => {
    counts[at] = (counts[at] ?? 0) + 1
  }
  for (let i = 0; i < instances.count; i++) {
    const end = instances.starts[i + 1] ?? 0
    for (let m = instances.starts[i] ?? 0; m < end; m++) {
      const e = instances.members[m] ?? 0
      const touchpoint = table.touchpoint[e] ?? NONE
      if (touchpoint === NONE || !wasLived(table, instances, i, e)) continue
      const cell = touchpoint * width + (table.channel[e] ?? 0)
      bump(events, cell)
      if (seen[cell] !== i) {
        bump(lived, cell)
        note('reached-on', touchpoint, i, table.channel[e] ?? 0)
      }
      seen[cell] = i
      if (seenWhole[touchpoint] !== i) {
        bump(whole, touchpoint)
        note('reached', touchpoint, i)
      }
      seenWhole[touchpoint] = i
    }
  }
  return { events, lived, whole }
}

/**
 * How often a touchpoint came later than its timeout after what came before it, by its first time in an instance; one that
 * is still awaited counts once it is too late.
 */
const countOverdue = (
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  note: NoteTouchpoint,
) => {
  const late = new Uint32Array(rules.timeouts.length)
  const known = new Uint32Array(rules.timeouts.length)
  const seen = new Int32Array(rules.timeouts.length).fill(-1)
  const judge = (i: number, touchpoint: number, wait: number, came: boolean) => {
    const timeout = rules.timeouts[touchpoint] ?? Infinity
    if (timeout === Infinity || (!came && wait <= timeout)) return
    known[touchpoint] = (known[touchpoint] ?? 0) + 1
    note('timed', touchpoint, i)
    if (wait <= timeout) return
    late[touchpoint] = (late[touchpoint] ?? 0) + 1
    note('overdue', touchpoint, i)
  }
  for (let i = 0; i < instances.count; i++) {
    let [latest, since] = [NONE, 0]
    const end = instances.starts[i + 1] ?? 0
    for (let m = instances.starts[i] ?? 0; m < end; m++) {
      const e = instances.members[m] ?? 0
      const touchpoint = table.touchpoint[e] ?? NONE
      if (touchpoint === NONE || !wasLived(table, instances, i, e)) continue
      const at = table.at[e] ?? 0
      if (latest !== NONE && seen[touchpoint] !== i) judge(i, touchpoint, at - since, true)
      seen[touchpoint] = i
      latest = touchpoint
      since = at
    }
    const awaited = rules.awaited[latest] ?? -1
    if (instances.status[i] === STATUS.succeeded || awaited === -1 || seen[awaited] === i) continue
    const closed = instances.closedAt[i] ?? Number.NaN
    judge(i, awaited, (Number.isNaN(closed) ? asOf : closed) - since, false)
  }
  return { late, known }
}

/** What was counted of touchpoints over some journeys, by touchpoint and channel. */
export interface TouchpointCounts {
  readonly journeys: number
  readonly channels: readonly string[]
  readonly events: Uint32Array
  readonly lived: Uint32Array
  readonly whole: Uint32Array
  readonly late: Uint32Array
  readonly known: Uint32Array
}

/** Counts every touchpoint of the map over some journeys. */
export const countTouchpoints = (
  map: JourneyMap,
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  note: NoteTouchpoint = () => {},
): TouchpointCounts => ({
  journeys: instances.count,
  channels: table.channels,
  ...countVolumes(table, instances, map.touchpoints.length, note),
  ...countOverdue(table, rules, instances, asOf, note),
})

/** By channel, what parts counted at a touchpoint. */
const atChannels = (parts: readonly TouchpointCounts[], t: number) => {
  const found = new Map<string, { events: number; instances: number }>()
  for (const { channels, events, lived } of parts)
    for (const [c, channel] of channels.entries()) {
      const known = found.get(channel) ?? { events: 0, instances: 0 }
      known.events += events[t * channels.length + c] ?? 0
      known.instances += lived[t * channels.length + c] ?? 0
      found.set(channel, known)
    }
  return [...found].filter(([, { events }]) => events > 0)
}

/** Volumes, channels, scores and waits of every touchpoint of the map, in map order. */
export const touchpointsOf = (
  map: JourneyMap,
  parts: readonly TouchpointCounts[],
  minN: number,
  scoresOf: (touchpoint: number) => Satisfaction[],
): LivedTouchpoint[] => {
  const sum = (of: (part: TouchpointCounts) => number | undefined) => total(parts.map((part) => of(part) ?? 0))
  const journeys = sum((part) => part.journeys)
  return map.touchpoints.map(({ id, channels }, t) => {
    const byChannel = atChannels(parts, t)
      .map(([channel, counts]) => ({ channel, ...counts, designed: isDesignedChannel(channels, channel) }))
      .sort((a, b) => b.events - a.events || (a.channel < b.channel ? -1 : 1))
    const instances = sum(({ whole }) => whole[t])
    return {
      id,
      events: byChannel.reduce((all, row) => all + row.events, 0),
      instances,
      share: rate(instances, journeys, minN),
      byChannel,
      satisfaction: scoresOf(t),
      overdue: rate(
        sum(({ late }) => late[t]),
        sum(({ known }) => known[t]),
        minN,
      ),
    }
  })
}
