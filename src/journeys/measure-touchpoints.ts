import { METRICS, type Satisfaction, satisfaction } from '../feedback/index.ts'
import { type Instant, rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { type JourneyTable, NONE, SIGN, UNKNOWN } from './cases.ts'
import { type Instances, STATUS, wasLived } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { LivedTouchpoint } from './lived.ts'

/** Calls back for each answer given during an instance with the touchpoint that it is about, `NONE` for the whole. */
export const eachAnswer = (
  table: JourneyTable,
  instances: Instances,
  on: (instance: number, touchpoint: number, metric: number, score: number) => void,
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
      on(i, about === NONE ? latest : about === UNKNOWN ? NONE : about, metric, table.score[e] ?? Number.NaN)
    }
  }
}

/** Scores by touchpoint, by stage and of everything, one entry a metric that was asked. */
export const measureSatisfaction = (table: JourneyTable, rules: JourneyRules, instances: Instances, minN: number) => {
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
  return { width, events, lived, whole }
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

/** Volumes, channels, scores and waits of every touchpoint of the map, in map order. */
export const measureTouchpoints = (
  map: JourneyMap,
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  minN: number,
  scoresOf: (touchpoint: number) => Satisfaction[],
  note: NoteTouchpoint = () => {},
): LivedTouchpoint[] => {
  const { width, events, lived, whole } = countVolumes(table, instances, map.touchpoints.length, note)
  const overdue = countOverdue(table, rules, instances, asOf, note)
  return map.touchpoints.map(({ id, channels }, t) => {
    const byChannel = table.channels
      .map((channel, c) => ({
        channel,
        events: events[t * width + c] ?? 0,
        instances: lived[t * width + c] ?? 0,
        designed: isDesignedChannel(channels, channel),
      }))
      .filter((row) => row.events > 0)
      .sort((a, b) => b.events - a.events || (a.channel < b.channel ? -1 : 1))
    return {
      id,
      events: byChannel.reduce((sum, row) => sum + row.events, 0),
      instances: whole[t] ?? 0,
      share: rate(whole[t] ?? 0, instances.count, minN),
      byChannel,
      satisfaction: scoresOf(t),
      overdue: rate(overdue.late[t] ?? 0, overdue.known[t] ?? 0, minN),
    }
  })
}
