import { growing, type Instant, inParts, rate, roomFor, type SharedWork } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { alignedTraces } from './aligned-traces.ts'
import { createAligner } from './aligner.ts'
import { fitness } from './alignment.ts'
import { type JourneyTable, NONE } from './cases.ts'
import { createSight, createTally, KINDS, type Kind, type StageDeviations } from './deviations.ts'
import { type Instances, STATUS } from './follow.ts'
import type { JourneyRules } from './instance.ts'
import type { Conformance } from './lived.ts'
import { ENDINGS, gatherTraces, type TracedLives, type Traces } from './lived-traces.ts'
import { type Costs, type EventCosts, type Model, modelOf } from './model.ts'

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

/** Where bands of fitness begin: most journeys are close to the design, and the last band costs nothing at all. */
export const FITNESS_BANDS = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1] as const

const bandOf = (fit: number): number => FITNESS_BANDS.findLastIndex((from) => fit >= from)

/** What is counted of an instance held to the design. */
export type ConformanceFact =
  | { readonly of: 'deviation'; readonly kind: Kind; readonly touchpoint: number }
  | { readonly of: 'stage'; readonly kind: Kind | 'broken'; readonly stage: number }
  | { readonly of: 'outcome'; readonly kind: keyof Conformance['outcomes'] | 'perfect' }
  | { readonly of: 'fitness'; readonly from: number }
export type NoteConformance = (fact: ConformanceFact, instance: number) => void

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

/** How instances are held to the design. */
export interface Holding {
  readonly costs: Costs
  readonly minN: number
  readonly complete: boolean
  /** How many of the commonest traces are told with their cost, where they are named. */
  readonly top?: number
}

/** What is held to the design, of some instances. */
export const traceLives = (
  map: JourneyMap,
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  { asOf, costs, complete }: { asOf: Instant; costs: Costs; complete: boolean },
): TracedLives => ({
  traces: gatherTraces(map, table, rules, instances, asOf, modelOf(map, costs), complete),
  status: instances.status,
  many: instances.members.length,
})

/** Conformance of instances at hand. */
export const measureConformance = (
  map: JourneyMap,
  table: JourneyTable,
  rules: JourneyRules,
  instances: Instances,
  { asOf, ...holding }: Holding & { asOf: Instant },
  note?: NoteConformance,
): { conformance: Conformance; stages: StageDeviations[] } =>
  conformanceOf(map, rules, traceLives(map, table, rules, instances, { asOf, ...holding }), holding, note)

/**
 * Conformance of instances to the map by optimal alignment, once per variant. `complete` holds every instance to the whole
 * design, as process mining does with finished logs.
 */
export const conformanceOf = (
  map: JourneyMap,
  rules: JourneyRules,
  { traces, status, many, named }: TracedLives,
  { costs, minN, complete, top = 0 }: Holding,
  note?: NoteConformance,
): { conformance: Conformance; stages: StageDeviations[] } => {
  const model = modelOf(map, costs)
  const count = status.length
  const { variants, unmapped, lived, begins, ends } = traces
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
  const aligning = named && alignedTraces(named)
  const inBands = new Uint32Array(FITNESS_BANDS.length)
  for (let i = 0; i < count; i++) {
    const variant = variants.of[i] ?? 0
    const broken = status[i] === STATUS.abandoned
    const extra = (unmapped[i] ?? 0) * costs.unmapped
    const mine = (costOf[variant] ?? 0) + extra
    const events = (ends[variant] ?? 0) - (begins[variant] ?? 0)
    const most = events * costs.misplaced + extra + model.cheapestRun
    cost += mine
    worst += most
    const fit = fitness(mine, most)
    aligning?.add(i, mine, fit)
    fitnessSum += fit
    const band = bandOf(fit)
    inBands[band] = (inBands[band] ?? 0) + 1
    const isPerfect = mine === 0 && (complete || !broken)
    if (isPerfect) perfect++
    const ended = status[i] === STATUS.succeeded ? 'conform' : 'onTrack'
    const outcome = broken ? 'broken' : mine > 0 ? 'deviating' : ended
    outcomes[outcome]++
    if (!note) continue
    if (isPerfect) note({ of: 'outcome', kind: 'perfect' }, i)
    note({ of: 'outcome', kind: outcome }, i)
    note({ of: 'fitness', from: FITNESS_BANDS[band] ?? 0 }, i)
    for (const fact of factsOf[variant] ?? []) note(fact, i)
  }
  const conformance: Conformance = {
    fitness: count === 0 ? null : fitness(cost, worst),
    averageTraceFitness: count === 0 ? null : fitnessSum / count,
    perfectShare: rate(perfect, count, minN),
    deviations: tally
      .deviations(count, minN)
      .sort((a, b) => b.cost - a.cost || (`${a.kind} ${a.touchpoint}` < `${b.kind} ${b.touchpoint}` ? -1 : 1)),
    outcomes,
    bands: FITNESS_BANDS.map((from, band) => ({ from, instances: inBands[band] ?? 0 })),
    ...(model.lowerBound && { lowerBound: true }),
    ...aligning?.told(top),
  }
  return { conformance, stages: tally.stages() }
}
