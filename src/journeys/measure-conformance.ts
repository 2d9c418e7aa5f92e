import { type Instant, rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { type Alignment, createAligner, type Ending, fitness, traceCode } from './alignment.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { type Instances, STATUS, wasLived } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { Conformance, Deviation } from './lived.ts'
import { textOf } from './measure-paths.ts'
import { isDesignedChannel } from './measure-touchpoints.ts'
import { type Costs, type Model, modelOf } from './model.ts'

export interface StageDeviations {
  readonly skipped: number
  readonly repeated: number
  readonly outOfOrder: number
  readonly wrongChannel: number
  readonly broken: number
}

/** Instances that lived the same designed touchpoints on equally designed channels, held to the same ending. */
interface TraceVariant {
  readonly codes: readonly number[]
  readonly ending: Ending
  readonly broken: boolean
  instances: number
}

/**
 * What the design may be held to. The open and the abandoned did as much of it as they did (the abandoned are *broken*, and
 * not charged again for all that they left out); who succeeded went through to the purchase, and to the very end once the
 * window leaves no time for what comes after.
 */
export const endingOf = (instances: Instances, i: number, rules: JourneyRules, asOf: Instant): Ending => {
  if (instances.status[i] !== STATUS.succeeded) return 'prefix'
  return (instances.openedAt[i] ?? 0) + rules.window < asOf ? 'full' : 'purchase'
}

const gather = (
  map: JourneyMap,
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  model: Model,
  complete: boolean,
) => {
  const width = table.channels.length
  const wrong = map.touchpoints.flatMap(({ channels }) =>
    table.channels.map((channel) => !isDesignedChannel(channels, channel)),
  )
  const variants = new Map<string, TraceVariant>()
  const variantOf: TraceVariant[] = []
  const unmapped = new Uint32Array(instances.count)
  for (let i = 0; i < instances.count; i++) {
    const ending = complete ? 'full' : endingOf(instances, i, rules, asOf)
    const broken = instances.status[i] === STATUS.abandoned
    const codes: number[] = []
    const end = instances.starts[i + 1] ?? 0
    for (let m = instances.starts[i] ?? 0; m < end; m++) {
      const e = instances.members[m] ?? 0
      if (!wasLived(table, instances, i, e)) continue
      const touchpoint = table.touchpoint[e] ?? NONE
      if (touchpoint !== NONE && model.designed[touchpoint])
        codes.push(traceCode(touchpoint, wrong[touchpoint * width + (table.channel[e] ?? 0)] ?? false))
      else unmapped[i] = (unmapped[i] ?? 0) + 1
    }
    const key = `${textOf(new Uint16Array(codes))}${broken ? '!' : '.'}${ending}`
    const known = variants.get(key) ?? { codes, ending, broken, instances: 0 }
    if (known.instances === 0) variants.set(key, known)
    known.instances++
    variantOf.push(known)
  }
  // Sorted, so that traces which begin alike follow each other.
  const sorted = [...variants].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, variant]) => variant)
  return { variants: sorted, variantOf, unmapped }
}

const KINDS = ['skipped', 'repeated', 'out_of_order', 'wrong_channel'] as const
type Kind = (typeof KINDS)[number]

interface Found {
  readonly kind: Kind
  readonly touchpoint: number
  readonly cost: number
}

/** Deviations of one alignment by touchpoint: done too often, at another place, not at all, or on a channel not designed. */
const deviationsOf = ({ cost, moves }: Alignment, costs: Costs): Found[] => {
  if (cost === 0) return []
  const touchpoints = [...new Set(moves.map(({ touchpoint }) => touchpoint))]
  return touchpoints.flatMap((touchpoint): Found[] => {
    const mine = moves.filter((move) => move.touchpoint === touchpoint)
    const together = mine.filter((move) => move.kind === 'together')
    const misplaced = mine.filter((move) => move.kind === 'misplaced').length * costs.misplaced
    const skipped = mine.reduce((sum, move) => sum + (move.kind === 'skipped' ? move.cost : 0), 0)
    const wrong = together.filter((move) => move.kind === 'together' && move.wrongChannel).length * costs.wrongChannel
    const moved = misplaced > 0 && together.length === 0
    const found: Found[] = [
      { kind: 'repeated', touchpoint, cost: moved ? 0 : misplaced },
      { kind: 'out_of_order', touchpoint, cost: moved ? misplaced + skipped : 0 },
      { kind: 'skipped', touchpoint, cost: moved ? 0 : skipped },
      { kind: 'wrong_channel', touchpoint, cost: wrong },
    ]
    return found.filter(({ cost }) => cost > 0)
  })
}

/** What is counted of an instance held to the design. */
export type ConformanceFact =
  | { readonly of: 'deviation'; readonly kind: Kind; readonly touchpoint: number }
  | { readonly of: 'stage'; readonly kind: Kind | 'broken'; readonly stage: number }
  | { readonly of: 'outcome'; readonly kind: keyof Conformance['outcomes'] | 'perfect' }
export type NoteConformance = (fact: ConformanceFact, instance: number) => void

/** The facts of a variant, each once. */
const factsOf = (rules: JourneyRules, variant: TraceVariant, { moves }: Alignment, found: readonly Found[]) => {
  const stages = new Map<string, ConformanceFact>()
  for (const { kind, touchpoint } of found) {
    const stage = rules.stageOf[touchpoint] ?? -1
    stages.set(`${kind} ${stage}`, { of: 'stage', kind, stage })
  }
  const last = moves.findLast(({ kind }) => kind === 'together')
  const broken: ConformanceFact[] =
    variant.broken && last ? [{ of: 'stage', kind: 'broken', stage: rules.stageOf[last.touchpoint] ?? -1 }] : []
  const deviations = found.map(({ kind, touchpoint }): ConformanceFact => ({ of: 'deviation', kind, touchpoint }))
  return [...deviations, ...stages.values(), ...broken]
}

/** Sums deviations over variants, by touchpoint and by stage. */
const createTally = (map: JourneyMap) => {
  const byTouchpoint = new Map<string, { found: Found; instances: number; cost: number }>()
  const byStage = map.stages.map(() => ({ skipped: 0, repeated: 0, out_of_order: 0, wrong_channel: 0, broken: 0 }))
  const add = (variant: TraceVariant, facts: readonly ConformanceFact[], found: readonly Found[]) => {
    for (const one of found) {
      const key = `${one.kind} ${one.touchpoint}`
      const known = byTouchpoint.get(key) ?? { found: one, instances: 0, cost: 0 }
      known.instances += variant.instances
      known.cost += variant.instances * one.cost
      byTouchpoint.set(key, known)
    }
    for (const fact of facts) {
      const counts = fact.of === 'stage' ? byStage[fact.stage] : undefined
      if (counts && fact.of === 'stage') counts[fact.kind] += variant.instances
    }
  }
  return { byTouchpoint, byStage, add }
}

/**
 * Conformance of instances to the map by optimal alignment, once per variant. `complete` holds every instance to the whole
 * design, as process mining does with finished logs.
 */
export const measureConformance = (
  map: JourneyMap,
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  { asOf, costs, minN, complete }: { asOf: Instant; costs: Costs; minN: number; complete: boolean },
  note?: NoteConformance,
): { conformance: Conformance; stages: StageDeviations[] } => {
  const model = modelOf(map, costs)
  const { variants, variantOf, unmapped } = gather(map, table, rules, instances, asOf, model, complete)
  const align = createAligner(model, costs)
  const tally = createTally(map)
  const costOf = new Map<TraceVariant, number>()
  const factsBy = new Map<TraceVariant, readonly ConformanceFact[]>()
  for (const variant of variants) {
    const alignment = align(variant.codes, variant.ending)
    costOf.set(variant, alignment.cost)
    const found = deviationsOf(alignment, costs)
    const facts = factsOf(rules, variant, alignment, found)
    if (note) factsBy.set(variant, facts)
    tally.add(variant, facts, found)
  }
  let [cost, worst, fitnessSum, perfect] = [0, 0, 0, 0]
  const outcomes = { conform: 0, deviating: 0, onTrack: 0, broken: 0 }
  variantOf.forEach((variant, i) => {
    const extra = (unmapped[i] ?? 0) * costs.unmapped
    const mine = (costOf.get(variant) ?? 0) + extra
    const most = variant.codes.length * costs.misplaced + extra + model.cheapestRun
    cost += mine
    worst += most
    fitnessSum += fitness(mine, most)
    const isPerfect = mine === 0 && (complete || !variant.broken)
    if (isPerfect) perfect++
    const ended = instances.status[i] === STATUS.succeeded ? 'conform' : 'onTrack'
    const outcome = variant.broken ? 'broken' : mine > 0 ? 'deviating' : ended
    outcomes[outcome]++
    if (!note) return
    if (isPerfect) note({ of: 'outcome', kind: 'perfect' }, i)
    note({ of: 'outcome', kind: outcome }, i)
    for (const fact of factsBy.get(variant) ?? []) note(fact, i)
  })
  const deviations = [...tally.byTouchpoint.values()].map(
    ({ found, instances: lived, cost: total }): Deviation => ({
      kind: found.kind,
      touchpoint: map.touchpoints[found.touchpoint]?.id ?? '',
      stage: map.touchpoints[found.touchpoint]?.stage ?? '',
      instances: lived,
      share: rate(lived, instances.count, minN),
      cost: total,
    }),
  )
  const conformance: Conformance = {
    fitness: instances.count === 0 ? null : fitness(cost, worst),
    averageTraceFitness: instances.count === 0 ? null : fitnessSum / instances.count,
    perfectShare: rate(perfect, instances.count, minN),
    deviations: deviations.sort(
      (a, b) => b.cost - a.cost || (`${a.kind} ${a.touchpoint}` < `${b.kind} ${b.touchpoint}` ? -1 : 1),
    ),
    outcomes,
    ...(model.lowerBound && { lowerBound: true }),
  }
  const stages = tally.byStage.map(({ out_of_order, wrong_channel, ...rest }) => ({
    ...rest,
    outOfOrder: out_of_order,
    wrongChannel: wrong_channel,
  }))
  return { conformance, stages }
}
