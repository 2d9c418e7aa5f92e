import { type Instant, rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { createAligner, type Ending, MOVE } from './aligner.ts'
import { fitness, traceCode } from './alignment.ts'
import { type JourneyTable, NONE, SIGN } from './cases.ts'
import { type Instances, STATUS, wasLived } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { Conformance, Deviation } from './lived.ts'
import { groupPaths, type PathVariants } from './log-variants.ts'
import { isDesignedChannel } from './measure-touchpoints.ts'
import { type Costs, type Model, modelOf } from './model.ts'

export interface StageDeviations {
  readonly skipped: number
  readonly repeated: number
  readonly outOfOrder: number
  readonly wrongChannel: number
  readonly broken: number
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

const ENDINGS = ['prefix', 'purchase', 'full'] as const

/** Instances that lived the same designed touchpoints on equally designed channels, held to the same ending. */
interface Traces {
  readonly variants: PathVariants
  /** Of all instances, in `traceCode`; the ending of each and whether it broke stand after its last. */
  readonly lived: Uint32Array
  /** Where the codes of a variant begin among them, and end. */
  begin(variant: number): number
  end(variant: number): number
  ending(variant: number): Ending
  broken(variant: number): boolean
  /** Events of each instance that no touchpoint of the design foresees. */
  readonly unmapped: Uint32Array
}

const gather = (
  map: JourneyMap,
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  asOf: Instant,
  model: Model,
  complete: boolean,
): Traces => {
  const width = table.channels.length
  // By touchpoint and channel: the code of such an event, -1 where it is no part of the design.
  const coded = Int32Array.from(
    map.touchpoints.flatMap(({ channels }, touchpoint) =>
      table.channels.map((channel) =>
        model.designed[touchpoint] ? traceCode(touchpoint, !isDesignedChannel(channels, channel)) : -1,
      ),
    ),
  )
  const { touchpoint: touchpoints, channel: channels, signs } = table
  const unmapped = new Uint32Array(instances.count)
  const lived = new Uint32Array(instances.members.length + instances.count)
  const starts = new Uint32Array(instances.count + 1)
  let size = 0
  for (let i = 0; i < instances.count; i++) {
    const left = instances.status[i] === STATUS.abandoned
    const end = instances.starts[i + 1] ?? 0
    const first = size
    let unlived = 0
    for (let m = instances.starts[i] ?? 0; m < end; m++) {
      const e = instances.members[m] ?? 0
      if (left && ((signs[e] ?? 0) & SIGN.survey) !== 0 && !wasLived(table, instances, i, e)) {
        unlived++
        continue
      }
      const touchpoint = touchpoints[e] ?? NONE
      if (touchpoint === NONE) continue
      const code = coded[touchpoint * width + (channels[e] ?? 0)] ?? -1
      if (code >= 0) lived[size++] = code
    }
    unmapped[i] = end - (instances.starts[i] ?? 0) - unlived - (size - first)
    const ending = complete ? 'full' : endingOf(instances, i, rules, asOf)
    lived[size++] = ENDINGS.indexOf(ending) * 2 + (left ? 1 : 0)
    starts[i + 1] = size
  }
  const variants = groupPaths({ starts, activity: lived })
  const last = (variant: number) => lived[(starts[(variants.first[variant] ?? 0) + 1] ?? 1) - 1] ?? 0
  return {
    variants,
    unmapped,
    lived,
    begin: (variant) => starts[variants.first[variant] ?? 0] ?? 0,
    end: (variant) => (starts[(variants.first[variant] ?? 0) + 1] ?? 1) - 1,
    ending: (variant) => ENDINGS[last(variant) >> 1] ?? 'full',
    broken: (variant) => (last(variant) & 1) === 1,
  }
}

/** Designs of more positions make layers of which few are alike. */
const LARGE = 200

/** Variants in an order in which those that begin alike follow each other, where that spares work. */
const inOrder = (traces: Traces, { positions }: Model): Iterable<number> => {
  if (positions < LARGE) return Array(traces.variants.count).keys()
  const { lived } = traces
  return new Uint32Array(traces.variants.count)
    .map((_, variant) => variant)
    .sort((a, b) => {
      const [left, right] = [traces.begin(a), traces.begin(b)]
      const [size, other] = [traces.end(a) - left, traces.end(b) - right]
      for (let i = 0; i < size && i < other; i++) {
        const difference = (lived[left + i] ?? 0) - (lived[right + i] ?? 0)
        if (difference !== 0) return difference
      }
      return size - other
    })
}

const KINDS = ['skipped', 'repeated', 'out_of_order', 'wrong_channel'] as const
type Kind = (typeof KINDS)[number]
const [SKIPPED, REPEATED, OUT_OF_ORDER, WRONG_CHANNEL] = [0, 1, 2, 3] as const

/** What is counted of an instance held to the design. */
export type ConformanceFact =
  | { readonly of: 'deviation'; readonly kind: Kind; readonly touchpoint: number }
  | { readonly of: 'stage'; readonly kind: Kind | 'broken'; readonly stage: number }
  | { readonly of: 'outcome'; readonly kind: keyof Conformance['outcomes'] | 'perfect' }
export type NoteConformance = (fact: ConformanceFact, instance: number) => void

/** What one alignment did at each touchpoint; used again from variant to variant. */
const createSight = (aligner: ReturnType<typeof createAligner>, touchpoints: number, costs: Costs) => {
  const [together, wrong, misplaced] = [0, 1, 2].map(() => new Uint32Array(touchpoints)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ]
  const skipped = new Float64Array(touchpoints)
  const met: number[] = []
  const seen = new Uint8Array(touchpoints)
  let last = NONE
  const on = (move: number, touchpoint: number, cost: number): void => {
    if (seen[touchpoint] === 0) {
      seen[touchpoint] = 1
      met.push(touchpoint)
    }
    if (move === MOVE.misplaced) misplaced[touchpoint] = (misplaced[touchpoint] ?? 0) + 1
    else if (move === MOVE.skipped) skipped[touchpoint] = (skipped[touchpoint] ?? 0) + cost
    else {
      if (last === NONE) last = touchpoint
      together[touchpoint] = (together[touchpoint] ?? 0) + 1
      if (move === MOVE.wrongChannel) wrong[touchpoint] = (wrong[touchpoint] ?? 0) + 1
    }
  }
  return {
    /** Looks at the alignment just made; the last touchpoint that was lived as designed, where there is one. */
    look(): number {
      for (const touchpoint of met) {
        together[touchpoint] = wrong[touchpoint] = misplaced[touchpoint] = seen[touchpoint] = 0
        skipped[touchpoint] = 0
      }
      met.length = 0
      last = NONE
      aligner.moves(on)
      return last
    },
    /** Deviations by touchpoint: done too often, at another place, not at all, or on a channel not designed. */
    each(found: (kind: number, touchpoint: number, cost: number) => void): void {
      for (const touchpoint of met) {
        const out = (misplaced[touchpoint] ?? 0) * costs.misplaced
        const moved = out > 0 && together[touchpoint] === 0
        const left = skipped[touchpoint] ?? 0
        const elsewhere = (wrong[touchpoint] ?? 0) * costs.wrongChannel
        if (!moved && left > 0) found(SKIPPED, touchpoint, left)
        if (!moved && out > 0) found(REPEATED, touchpoint, out)
        if (moved) found(OUT_OF_ORDER, touchpoint, out + left)
        if (elsewhere > 0) found(WRONG_CHANNEL, touchpoint, elsewhere)
      }
    },
  }
}

/** Sums deviations over variants, by touchpoint and by stage. */
const createTally = (map: JourneyMap, { stageOf }: JourneyRules) => {
  const [width, stages] = [map.touchpoints.length, map.stages.length]
  const lived = new Float64Array(KINDS.length * width)
  const cost = new Float64Array(KINDS.length * width)
  // By kind and stage; the broken come last.
  const byStage = new Float64Array((KINDS.length + 1) * stages)
  const counted = new Int32Array(byStage.length).fill(-1)
  const atStage = (kind: number, stage: number, variant: number, instances: number): boolean => {
    const place = kind * stages + stage
    if (stage < 0 || counted[place] === variant) return false
    counted[place] = variant
    byStage[place] = (byStage[place] ?? 0) + instances
    return true
  }
  return {
    add(kind: number, touchpoint: number, each: number, variant: number, instances: number): boolean {
      const place = kind * width + touchpoint
      lived[place] = (lived[place] ?? 0) + instances
      cost[place] = (cost[place] ?? 0) + instances * each
      return atStage(kind, stageOf[touchpoint] ?? -1, variant, instances)
    },
    break: (touchpoint: number, variant: number, instances: number): void =>
      void atStage(KINDS.length, stageOf[touchpoint] ?? -1, variant, instances),
    deviations: (total: number, minN: number): Deviation[] =>
      KINDS.flatMap((kind, k) =>
        map.touchpoints.flatMap(({ id, stage }, touchpoint): Deviation[] => {
          const instances = lived[k * width + touchpoint] ?? 0
          const share = rate(instances, total, minN)
          return instances === 0
            ? []
            : [{ kind, touchpoint: id, stage, instances, share, cost: cost[k * width + touchpoint] ?? 0 }]
        }),
      ),
    stages: (): StageDeviations[] =>
      map.stages.map((_, stage) => {
        const of = (kind: number) => byStage[kind * stages + stage] ?? 0
        return {
          skipped: of(SKIPPED),
          repeated: of(REPEATED),
          outOfOrder: of(OUT_OF_ORDER),
          wrongChannel: of(WRONG_CHANNEL),
          broken: of(KINDS.length),
        }
      }),
  }
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
  const traces = gather(map, table, rules, instances, asOf, model, complete)
  const { variants, unmapped } = traces
  const aligner = createAligner(model, costs)
  const sight = createSight(aligner, map.touchpoints.length, costs)
  const tally = createTally(map, rules)
  const costOf = new Float64Array(variants.count)
  const worstOf = new Float64Array(variants.count)
  const factsOf: ConformanceFact[][] = []
  // Of the variant that is looked at, so that nothing is made for each.
  let [current, lived] = [0, 0]
  let facts: ConformanceFact[] = []
  const found = (k: number, touchpoint: number, cost: number): void => {
    const first = tally.add(k, touchpoint, cost, current, lived)
    if (!note) return
    const kind = KINDS[k] ?? 'skipped'
    facts.push({ of: 'deviation', kind, touchpoint })
    if (first) facts.push({ of: 'stage', kind, stage: rules.stageOf[touchpoint] ?? -1 })
  }
  for (const variant of inOrder(traces, model)) {
    const [begin, end] = [traces.begin(variant), traces.end(variant)]
    current = variant
    lived = variants.cases[variant] ?? 0
    const broken = traces.broken(variant)
    const mine = aligner.cost(traces.lived, traces.ending(variant), begin, end)
    costOf[variant] = mine
    worstOf[variant] = (end - begin) * costs.misplaced
    if (note) {
      facts = []
      factsOf[variant] = facts
    }
    if (mine === 0 && !broken) continue
    const last = sight.look()
    if (mine > 0) sight.each(found)
    if (!broken || last === NONE) continue
    tally.break(last, variant, lived)
    if (note) facts.push({ of: 'stage', kind: 'broken', stage: rules.stageOf[last] ?? -1 })
  }
  let [cost, worst, fitnessSum, perfect] = [0, 0, 0, 0]
  const outcomes = { conform: 0, deviating: 0, onTrack: 0, broken: 0 }
  for (let i = 0; i < instances.count; i++) {
    const variant = variants.of[i] ?? 0
    const broken = instances.status[i] === STATUS.abandoned
    const extra = (unmapped[i] ?? 0) * costs.unmapped
    const mine = (costOf[variant] ?? 0) + extra
    const most = (worstOf[variant] ?? 0) + extra + model.cheapestRun
    cost += mine
    worst += most
    fitnessSum += fitness(mine, most)
    const isPerfect = mine === 0 && (complete || !broken)
    if (isPerfect) perfect++
    const ended = instances.status[i] === STATUS.succeeded ? 'conform' : 'onTrack'
    const outcome = broken ? 'broken' : mine > 0 ? 'deviating' : ended
    outcomes[outcome]++
    if (!note) continue
    if (isPerfect) note({ of: 'outcome', kind: 'perfect' }, i)
    note({ of: 'outcome', kind: outcome }, i)
    for (const fact of factsOf[variant] ?? []) note(fact, i)
  }
  const conformance: Conformance = {
    fitness: instances.count === 0 ? null : fitness(cost, worst),
    averageTraceFitness: instances.count === 0 ? null : fitnessSum / instances.count,
    perfectShare: rate(perfect, instances.count, minN),
    deviations: tally
      .deviations(instances.count, minN)
      .sort((a, b) => b.cost - a.cost || (`${a.kind} ${a.touchpoint}` < `${b.kind} ${b.touchpoint}` ? -1 : 1)),
    outcomes,
    ...(model.lowerBound && { lowerBound: true }),
  }
  return { conformance, stages: tally.stages() }
}
