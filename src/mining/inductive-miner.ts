import { goOn, type Look } from '../statistics/index.ts'
import { type Cut, cutOf } from './cuts.ts'
import { filtered, followsOf, type Trace } from './follows.ts'
import { block, type ProcessTree, SILENT } from './process-tree.ts'
import { gathered, splitLog } from './split-log.ts'

const total = (log: readonly Trace[]) => log.reduce((sum, { count }) => sum + count, 0)
const without = (log: readonly Trace[], keep: (activity: number) => boolean): Trace[] =>
  gathered(log.map(({ activities, count }) => ({ activities: activities.filter(keep), count })))

const activitiesIn = (log: readonly Trace[]): number[] =>
  [...new Set(log.flatMap(({ activities }) => activities))].sort((a, b) => a - b)

/** The traces cut before each place that the rule names. */
const cutWhere = (log: readonly Trace[], isCut: (before: number, after: number) => boolean): Trace[] =>
  gathered(
    log.flatMap(({ activities, count }) => {
      const pieces: number[][] = [[]]
      for (const [at, activity] of activities.entries()) {
        if (at > 0 && isCut(activities[at - 1] ?? -1, activity)) pieces.push([])
        pieces.at(-1)?.push(activity)
      }
      return pieces.map((piece) => ({ activities: piece, count }))
    }),
  )

/**
 * Discovers a process tree from traces by the inductive miner: the log is cut by what directly follows what, and each part
 * is discovered alike; where no cut holds, the fall-throughs take over. With a noise of 0 the tree accepts every trace. Above
 * it, successions rarer than that share of the most usual one are left out, before any cut is sought and not, as in the paper,
 * only where none is found: a few swaps would otherwise make two activities look parallel.
 * Source: S. J. J. Leemans, D. Fahland and W. M. P. van der Aalst, Petri Nets 2013 and BPM Workshops 2013.
 */
export const discoverTree = (traces: readonly Trace[], noise: number, look: Look = goOn): ProcessTree =>
  mine(gathered(traces), { noise, look })

interface Mining {
  readonly noise: number
  readonly look: Look
}

const mine = (log: readonly Trace[], mining: Mining): ProcessTree => {
  const { noise, look } = mining
  look()
  const lived = log.filter(({ activities }) => activities.length > 0)
  if (lived.length === 0) return SILENT
  const empty = total(log) - total(lived)
  if (empty > 0 && (noise === 0 || empty >= noise * total(log))) return block('choice', [SILENT, mine(lived, mining)])
  const activities = activitiesIn(lived)
  const [single] = activities
  if (activities.length === 1 && single !== undefined) return oneActivity(single, lived, noise)
  const follows = followsOf(lived)
  const cut = (noise > 0 ? cutOf(filtered(follows, noise)) : undefined) ?? cutOf(follows)
  return cut ? minedParts(lived, cut, mining) : fallThrough(lived, activities, mining)
}

const minedParts = (log: readonly Trace[], cut: Cut, mining: Mining): ProcessTree =>
  block(
    cut.kind,
    splitLog(log, cut).map((part) => mine(part, mining)),
  )

const oneActivity = (activity: number, log: readonly Trace[], noise: number): ProcessTree => {
  const repeated = log.filter(({ activities }) => activities.length > 1)
  const leaf: ProcessTree = { kind: 'activity', activity }
  const rare = noise > 0 && total(repeated) < noise * total(log)
  return repeated.length === 0 || rare ? leaf : block('loop', [leaf, SILENT])
}

const fallThrough = (log: readonly Trace[], activities: readonly number[], mining: Mining): ProcessTree => {
  const once = activities.find((activity) =>
    log.every((trace) => trace.activities.filter((one) => one === activity).length === 1),
  )
  const beside = (activity: number) =>
    block('parallel', [
      mine(
        without(log, (one) => one === activity),
        mining,
      ),
      mine(
        without(log, (one) => one !== activity),
        mining,
      ),
    ])
  if (once !== undefined) return beside(once)
  const apart = activities.find((activity) => {
    mining.look()
    const rest = without(log, (one) => one !== activity).filter((trace) => trace.activities.length > 0)
    return rest.length > 0 && cutOf(followsOf(rest)) !== undefined
  })
  if (apart !== undefined) return beside(apart)
  const { starts, ends } = followsOf(log)
  for (const isCut of [
    (before: number, after: number) => ends.has(before) && starts.has(after),
    (_: number, after: number) => starts.has(after),
  ]) {
    const pieces = cutWhere(log, isCut)
    if (total(pieces) > total(log)) return block('loop', [mine(pieces, mining), SILENT])
  }
  // Any of them, as often as one likes.
  const leaves = activities.map((activity): ProcessTree => ({ kind: 'activity', activity }))
  return block('loop', [block('choice', leaves), SILENT])
}
