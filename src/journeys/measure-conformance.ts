import { growing, type Instant, inParts, rate, roomFor, type SharedWork } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import { alignedTraces } from './aligned-traces.ts'
import { createAligner } from './aligner.ts'
import { fitness } from './alignment.ts'
import { type JourneyTable, NONE } from './cases.ts'
import {
  createSight,
  createTally,
  type DeviationSums,
  deviationsOf,
  KINDS,
  type Kind,
  type StageDeviations,
} from './deviations.ts'
import { fitnessSums } from './fitness-sums.ts'
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

const bandOf = (fit: number): number => {
  let band = 0
  while (band + 1 < FITNESS_BANDS.length && fit >= (FITNESS_BANDS[band + 1] ?? Infinity)) band++
  return band
}

const OUTCOMES = ['conform', 'deviating', 'onTrack', 'broken'] as const

/** What is counted of an instance held to the design. */
export type ConformanceFact =
  | { readonly of: 'deviation'; readonly kind: Kind; readonly touchpoint: number }
  | { readonly of: 'stage'; readonly kind: Kind | 'broken'; readonly stage: number }
  | { readonly of: 'outcome'; readonly kind: keyof Conformance['outcomes'] | 'perfect' }
  | { readonly of: 'fitness'; readonly from: number }
export type NoteConformance = (fact: ConformanceFact, instance: number) => void

/** Which traces are aligned, in which order, how many instances lived each, and the cost of each variant. */
interface AlignColumns extends Pick<Traces, 'lived' | 'begins' | 'ends'> {
  readonly model: Model
  readonly costs: EventCosts
  readonly rules: JourneyRules
  readonly order: Uint32Array
  readonly cases: Uint32Array
  readonly costOf: Float64Array
  /** Whether each fact of each variant is wanted, beside their sums. */
  readonly told: boolean
}

/** What some variants did otherwise than designed: in all, and where it is wanted one variant after the other. */
interface Deviating {
  readonly sums: DeviationSums
  /** How many deviations each has. */
  readonly counts: Uint32Array
  /** Of each deviation twice its kind and touchpoint, and one where it is the first of its kind in its stage. */
  readonly places: Float64Array
  /** Of the broken, the last touchpoint that was lived as designed; `NONE` where there is none. */
  readonly lasts: Uint16Array
}

/** Aligns some variants. */
export const alignWork: SharedWork<AlignColumns, Deviating> = {
  name: 'alignments',
  begin: ({ model, costs: weights, rules, order, cases, costOf, lived, begins, ends, told }) => {
    const aligner = createAligner(model, weights)
    const touchpoints = rules.stageOf.length
    const sight = createSight(aligner, touchpoints, weights)
    return (from, to) => {
      const room = told ? to - from : 0
      const [counts, lasts] = [new Uint32Array(room), new Uint16Array(room).fill(NONE)]
      const places = growing()
      const tally = createTally(rules)
      let [variant, instances] = [0, 0]
      const found = (kind: number, touchpoint: number, cost: number): void => {
        const first = tally.add(kind, touchpoint, cost, variant, instances)
        if (told) places.push(2 * (kind * touchpoints + touchpoint) + Number(first))
      }
      for (let k = 0; k < to - from; k++) {
        variant = order[from + k] ?? 0
        instances = cases[variant] ?? 0
        const [begin, end] = [begins[variant] ?? 0, ends[variant] ?? 0]
        const last = lived[end] ?? 0
        const broken = (last & 1) === 1
        const mine = aligner.cost(lived, ENDINGS[last >> 1] ?? 'full', begin, end)
        costOf[variant] = mine
        if (mine === 0 && !broken) continue
        const reached = sight.look()
        const before = places.length
        if (mine > 0) sight.each(found)
        if (broken && reached !== NONE) tally.break(reached, variant, instances)
        if (!told) continue
        counts[k] = places.length - before
        if (broken) lasts[k] = reached
      }
      return { sums: tally.sums, counts, places: places.values(), lasts }
    }
  },
}

/** The facts of each variant, where they are wanted. */
const factsOf = (
  parts: readonly Deviating[],
  order: Uint32Array,
  { stageOf }: JourneyRules,
): readonly (readonly ConformanceFact[])[] => {
  const found: ConformanceFact[][] = []
  let aligned = 0
  for (const { counts, places, lasts } of parts) {
    for (let k = 0, next = 0; k < counts.length; k++) {
      const facts: ConformanceFact[] = []
      for (const until = next + (counts[k] ?? 0); next < until; next++) {
        const place = (places[next] ?? 0) >> 1
        const touchpoint = place % stageOf.length
        const kind = KINDS[Math.floor(place / stageOf.length)] ?? 'skipped'
        facts.push({ of: 'deviation', kind, touchpoint })
        if ((places[next] ?? 0) & 1) facts.push({ of: 'stage', kind, stage: stageOf[touchpoint] ?? -1 })
      }
      const last = lasts[k] ?? NONE
      if (last !== NONE) facts.push({ of: 'stage', kind: 'broken', stage: stageOf[last] ?? -1 })
      found[order[aligned + k] ?? 0] = facts
    }
    aligned += counts.length
  }
  return found
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
  const cases = room.uint32(variants.count)
  cases.set(variants.cases)
  const { misplaced, wrongChannel } = costs
  const aligned = inParts(
    alignWork,
    {
      ...{ model, costs: { misplaced, wrongChannel }, rules, order, cases, costOf, lived, begins, ends },
      told: note !== undefined,
    },
    variants.count,
    many,
  )
  const facts = note ? factsOf(aligned, order, rules) : []
  let perfect = 0
  const sums = fitnessSums()
  const outcomes = new Uint32Array(OUTCOMES.length)
  const aligning = named && alignedTraces(named)
  const inBands = new Uint32Array(FITNESS_BANDS.length)
  for (let i = 0; i < count; i++) {
    const variant = variants.of[i] ?? 0
    const broken = status[i] === STATUS.abandoned
    const extra = (unmapped[i] ?? 0) * costs.unmapped
    const mine = (costOf[variant] ?? 0) + extra
    const events = (ends[variant] ?? 0) - (begins[variant] ?? 0)
    const most = events * costs.misplaced + extra + model.cheapestRun
    const fit = fitness(mine, most)
    aligning?.add(i, mine, fit)
    sums.add(mine, most, fit)
    const band = bandOf(fit)
    inBands[band] = (inBands[band] ?? 0) + 1
    const isPerfect = mine === 0 && (complete || !broken)
    if (isPerfect) perfect++
    const ended = status[i] === STATUS.succeeded ? 0 : 2
    const outcome = broken ? 3 : mine > 0 ? 1 : ended
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    if (!note) continue
    if (isPerfect) note({ of: 'outcome', kind: 'perfect' }, i)
    note({ of: 'outcome', kind: OUTCOMES[outcome] ?? 'conform' }, i)
    note({ of: 'fitness', from: FITNESS_BANDS[band] ?? 0 }, i)
    for (const fact of facts[variant] ?? []) note(fact, i)
  }
  const { deviations, stages } = deviationsOf(
    map,
    aligned.map(({ sums }) => sums),
    count,
    minN,
  )
  const conformance: Conformance = {
    ...sums.told(),
    perfectShare: rate(perfect, count, minN),
    deviations: deviations.sort(
      (a, b) => b.cost - a.cost || (`${a.kind} ${a.touchpoint}` < `${b.kind} ${b.touchpoint}` ? -1 : 1),
    ),
    outcomes: {
      conform: outcomes[0] ?? 0,
      deviating: outcomes[1] ?? 0,
      onTrack: outcomes[2] ?? 0,
      broken: outcomes[3] ?? 0,
    },
    bands: FITNESS_BANDS.map((from, band) => ({ from, instances: inBands[band] ?? 0 })),
    ...(model.lowerBound && { lowerBound: true }),
    ...aligning?.told(top),
  }
  return { conformance, stages }
}
