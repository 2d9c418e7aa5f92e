import { growing, type Instant, inParts, rate, roomFor, type SharedWork } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { createAligner, MOVE } from './aligner.ts'
import { fitness } from './alignment.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { Conformance, Deviation } from './lived.ts'
import { ENDINGS, gatherTraces, type Traces } from './lived-traces.ts'
import { type Costs, type EventCosts, type Model, modelOf } from './model.ts'

export interface StageDeviations {
  readonly skipped: number
  readonly repeated: number
  readonly outOfOrder: number
  readonly wrongChannel: number
  readonly broken: number
}

/** Designs of more positions make layers of which few are alike. */
const LARGE = 200

/** Variants in an order in which those that begin alike follow each other, where that spares work. */
const inOrder = ({ lived, begins, ends }: Traces, { positions }: Model, order: Uint32Array): Uint32Array => {
  for (let variant = 0; variant < order.length; variant++) order[variant] = variant
  if (positions < LARGE) return order
  return order.sort((a, b) => {
    const [left, right] = [begins[a] ?? 0, begins[b] ?? 0]
    const [size, other] = [(ends[a] ?? 0) - left, (ends[b] ?? 0) - right]
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
const createSight = (aligner: ReturnType<typeof createAligner>, touchpoints: number, costs: EventCosts) => {
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

/** Which traces are aligned, in which order, and the cost of each variant. */
interface AlignColumns extends Pick<Traces, 'lived' | 'begins' | 'ends'> {
  readonly model: Model
  readonly costs: EventCosts
  readonly touchpoints: number
  readonly order: Uint32Array
  readonly costOf: Float64Array
}

/** What some variants did otherwise than designed, one variant after the other. */
interface Deviating {
  /** How many deviations each has. */
  readonly counts: Uint32Array
  /** Of each deviation: its kind and touchpoint, and what it costs. */
  readonly places: Float64Array
  readonly costs: Float64Array
  /** Of the broken, the last touchpoint that was lived as designed; `NONE` where there is none. */
  readonly lasts: Uint16Array
}

/** Aligns some variants. */
export const alignWork: SharedWork<AlignColumns, Deviating> = {
  name: 'alignments',
  begin: ({ model, costs: weights, touchpoints, order, costOf, lived, begins, ends }) => {
    const aligner = createAligner(model, weights)
    const sight = createSight(aligner, touchpoints, weights)
    return (from, to) => {
      const [counts, lasts] = [new Uint32Array(to - from), new Uint16Array(to - from).fill(NONE)]
      const [places, costs] = [growing(), growing()]
      const found = (kind: number, touchpoint: number, cost: number): void => {
        places.push(kind * touchpoints + touchpoint)
        costs.push(cost)
      }
      for (let k = 0; k < counts.length; k++) {
        const variant = order[from + k] ?? 0
        const [begin, end] = [begins[variant] ?? 0, ends[variant] ?? 0]
        const last = lived[end] ?? 0
        const broken = (last & 1) === 1
        const mine = aligner.cost(lived, ENDINGS[last >> 1] ?? 'full', begin, end)
        costOf[variant] = mine
        if (mine === 0 && !broken) continue
        const reached = sight.look()
        const before = places.length
        if (mine > 0) sight.each(found)
        counts[k] = places.length - before
        if (broken) lasts[k] = reached
      }
      return { counts, places: places.values(), costs: costs.values(), lasts }
    }
  },
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
  const traces = gatherTraces(map, table, rules, instances, asOf, model, complete)
  const { variants, unmapped, lived, begins, ends } = traces
  const many = instances.members.length
  const room = roomFor(many)
  const order = inOrder(traces, model, room.uint32(variants.count))
  const costOf = room.float64(variants.count)
  const touchpoints = map.touchpoints.length
  const { misplaced, wrongChannel } = costs
  const columns = { model, costs: { misplaced, wrongChannel }, touchpoints, order, costOf, lived, begins, ends }
  const tally = createTally(map, rules)
  const factsOf: ConformanceFact[][] = []
  const tell = (variant: number, { counts, places, costs: each, lasts }: Deviating, k: number, next: number): void => {
    const cases = variants.cases[variant] ?? 0
    const facts: ConformanceFact[] = []
    for (let deviation = next; deviation < next + (counts[k] ?? 0); deviation++) {
      const place = places[deviation] ?? 0
      const touchpoint = place % touchpoints
      const first = tally.add(Math.floor(place / touchpoints), touchpoint, each[deviation] ?? 0, variant, cases)
      if (!note) continue
      const kind = KINDS[Math.floor(place / touchpoints)] ?? 'skipped'
      facts.push({ of: 'deviation', kind, touchpoint })
      if (first) facts.push({ of: 'stage', kind, stage: rules.stageOf[touchpoint] ?? -1 })
    }
    const last = lasts[k] ?? NONE
    if (last !== NONE) tally.break(last, variant, cases)
    if (!note) return
    if (last !== NONE) facts.push({ of: 'stage', kind: 'broken', stage: rules.stageOf[last] ?? -1 })
    factsOf[variant] = facts
  }
  let aligned = 0
  for (const part of inParts(alignWork, columns, variants.count, many)) {
    for (let k = 0, next = 0; k < part.counts.length; next += part.counts[k++] ?? 0)
      tell(order[aligned + k] ?? 0, part, k, next)
    aligned += part.counts.length
  }
  let [cost, worst, fitnessSum, perfect] = [0, 0, 0, 0]
  const outcomes = { conform: 0, deviating: 0, onTrack: 0, broken: 0 }
  for (let i = 0; i < instances.count; i++) {
    const variant = variants.of[i] ?? 0
    const broken = instances.status[i] === STATUS.abandoned
    const extra = (unmapped[i] ?? 0) * costs.unmapped
    const mine = (costOf[variant] ?? 0) + extra
    const events = (ends[variant] ?? 0) - (begins[variant] ?? 0)
    const most = events * costs.misplaced + extra + model.cheapestRun
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
