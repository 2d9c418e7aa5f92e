import type { JourneyMap, Stage, Touchpoint } from '../maps/index.ts'
import { NONE } from './cases.ts'

/** What events cost that were lived otherwise than designed. */
export interface EventCosts {
  /** A designed touchpoint out of place. */
  readonly misplaced: number
  readonly wrongChannel: number
}

/** What deviations cost (methods: conformance to a map). */
export interface Costs extends EventCosts {
  skip(touchpoint: Touchpoint): number
  /** An event that no touchpoint foresees. */
  readonly unmapped: number
}

const hasMoment = ({ moments }: Touchpoint, kind: 'truth' | 'engagement'): boolean =>
  (moments ?? []).some(
    (moment) =>
      moment.kind === kind &&
      moment.presence !== 'missing' &&
      (moment.status === undefined || moment.status === 'confirmed'),
  )

/** The costs of the design: what matters more costs more. A moment that is only proposed does not weigh yet. */
export const DESIGN_COSTS: Costs = {
  skip: (touchpoint) => (hasMoment(touchpoint, 'truth') ? 3 : hasMoment(touchpoint, 'engagement') ? 2 : 1),
  misplaced: 1,
  wrongChannel: 0.5,
  unmapped: 0,
}

/** Every weight 1, unmapped events and wrong channels included: the alignments of process mining (pm4py). */
export const UNIT_COSTS: Costs = { skip: () => 1, misplaced: 1, wrongChannel: 1, unmapped: 1 }

/** Sets of touchpoints in any order are aligned exactly up to this size: 2^12 positions. */
export const LARGEST_SET = 12

/**
 * A map as a graph of positions. Positions rise along every move but returns. Moves are sorted by origin, those of position p
 * from `firstMove[p]` to `firstMove[p + 1]`; returns come last, from `firstReturn` on.
 */
export interface Model {
  readonly positions: number
  readonly firstMove: Uint32Array
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** The touchpoint that the move performs; `NONE` for a silent one. */
  readonly touchpoint: Uint16Array
  /** What it costs to make the move without its event; `Infinity` for a repetition, which only an event makes. */
  readonly skip: Float64Array
  readonly end: number
  /** Where the stages before and during purchase are complete; beyond it only what comes after. */
  readonly purchased: number
  readonly firstReturn: number
  /** Touchpoint -> the moves that an event of it performs: of every touchpoint that the same events are. */
  readonly movesOf: readonly Uint32Array[]
  /** Touchpoint -> is part of the model: measurable, and not one whose absence is designed. */
  readonly designed: readonly boolean[]
  readonly cheapestRun: number
  /** Set where a stage was too large for the exact alignment, whose cost is then a lower bound. */
  readonly lowerBound: boolean
}

interface Move {
  readonly from: number
  readonly to: number
  readonly touchpoint: number
  readonly skip: number
}

/** Where a touchpoint can be performed, for returns: after it, and before it seen from a position after another. */
interface Place {
  readonly after: readonly number[]
  before(from: number): number
}

interface Draft {
  readonly moves: Move[]
  readonly places: Map<number, Place[]>
  positions: number
  lowerBound: boolean
}

const addPlace = ({ places }: Draft, touchpoint: number, place: Place): void => {
  places.set(touchpoint, [...(places.get(touchpoint) ?? []), place])
}

/** Compiles one map; the weights are the costs of skipping each touchpoint (0 where optional). */
class Compiler {
  readonly draft: Draft = { moves: [], places: new Map(), positions: 1, lowerBound: false }
  private readonly map: JourneyMap
  private readonly costs: Costs
  readonly designed: readonly boolean[]

  constructor(map: JourneyMap, costs: Costs) {
    this.map = map
    this.costs = costs
    this.designed = map.touchpoints.map(({ need, match }) => need !== 'expected_absent' && (match ?? []).length > 0)
  }

  private skipOf(touchpoint: number): number {
    const given = this.map.touchpoints[touchpoint]
    return given === undefined || given.need === 'optional' ? 0 : this.costs.skip(given)
  }

  private repeats(touchpoint: number): boolean {
    return this.map.touchpoints[touchpoint]?.repeatable === true
  }

  private perform(from: number, to: number, touchpoint: number): void {
    this.draft.moves.push({ from, to, touchpoint, skip: this.skipOf(touchpoint) })
  }

  private repeat(at: number, touchpoint: number): void {
    if (this.repeats(touchpoint)) this.draft.moves.push({ from: at, to: at, touchpoint, skip: Infinity })
  }

  sequence(from: number, touchpoints: readonly number[]): number {
    return touchpoints.reduce((at, touchpoint) => {
      const next = this.draft.positions++
      this.perform(at, next, touchpoint)
      this.repeat(next, touchpoint)
      addPlace(this.draft, touchpoint, { after: [next], before: () => at })
      return next
    }, from)
  }

  /** Optional and repeatable: in a set it may come never or often, so that no position need remember it. */
  private isFree(touchpoint: number): boolean {
    return this.skipOf(touchpoint) === 0 && this.repeats(touchpoint)
  }

  /** One position for each subset of the touchpoints done so far, those aside that are free. */
  anyOrder(from: number, all: readonly number[]): number {
    const free = all.filter((touchpoint) => this.isFree(touchpoint))
    const touchpoints = all.filter((touchpoint) => !this.isFree(touchpoint))
    if (touchpoints.length > LARGEST_SET) return this.freely(from, all)
    // The free ones need a position of the set's own even where nothing else is in it.
    const empty = free.length > 0 ? this.draft.positions++ : from
    if (empty !== from) this.silent(from, empty)
    const full = 2 ** touchpoints.length - 1
    const base = this.draft.positions - 1
    const at = (subset: number) => (subset === 0 ? empty : base + subset)
    this.draft.positions += full
    const subsets = Array.from({ length: full + 1 }, (_, subset) => subset)
    for (const subset of subsets) {
      for (const touchpoint of free) this.repeat(at(subset), touchpoint)
      touchpoints.forEach((touchpoint, bit) => {
        if (subset & (1 << bit)) this.repeat(at(subset), touchpoint)
        else this.perform(at(subset), at(subset | (1 << bit)), touchpoint)
      })
    }
    const subsetAt = (origin: number) =>
      origin === empty ? 0 : origin > base && origin <= base + full ? origin - base : full
    touchpoints.forEach((touchpoint, bit) => {
      addPlace(this.draft, touchpoint, {
        after: subsets.filter((subset) => subset & (1 << bit)).map(at),
        before: (origin) => at(subsetAt(origin) & ~(1 << bit)),
      })
    })
    for (const touchpoint of free)
      addPlace(this.draft, touchpoint, { after: subsets.map(at), before: (origin) => at(subsetAt(origin)) })
    return at(full)
  }

  /** Too many to be exact: each may come any number of times and none is missed, so that the cost is a lower bound. */
  private freely(from: number, touchpoints: readonly number[]): number {
    this.draft.lowerBound = true
    const at = this.draft.positions++
    this.silent(from, at)
    for (const touchpoint of touchpoints) {
      this.draft.moves.push({ from: at, to: at, touchpoint, skip: Infinity })
      addPlace(this.draft, touchpoint, { after: [at], before: () => at })
    }
    return at
  }

  silent(from: number, to: number): void {
    this.draft.moves.push({ from, to, touchpoint: NONE, skip: 0 })
  }

  private choice(from: number, alternatives: readonly (readonly number[])[]): number {
    const ends = alternatives.map((alternative) => this.sequence(from, alternative))
    const end = this.draft.positions++
    for (const last of ends) this.silent(last, end)
    return end
  }

  /** Touchpoints of a stage that no alternative names come before the choice or after it, as in the map. */
  stage(from: number, stage: Stage): number {
    const indexOf = new Map(this.map.touchpoints.map(({ id }, index) => [id, index]))
    const mine = this.map.touchpoints.flatMap((touchpoint, index) =>
      touchpoint.stage === stage.id && this.designed[index] ? [index] : [],
    )
    if (!stage.choice) return stage.any_order ? this.anyOrder(from, mine) : this.sequence(from, mine)
    const alternatives = stage.choice.map((ids) =>
      ids.flatMap((id) => {
        const index = indexOf.get(id)
        return index !== undefined && this.designed[index] ? [index] : []
      }),
    )
    const named = new Set(stage.choice.flat().flatMap((id) => indexOf.get(id) ?? []))
    const first = Math.min(...named, Infinity)
    const others = mine.filter((index) => !named.has(index))
    const before = this.sequence(
      from,
      others.filter((index) => index < first),
    )
    return this.sequence(
      this.choice(before, alternatives),
      others.filter((index) => index >= first),
    )
  }

  /** A return goes to a position that comes earlier in the map; one that would jump ahead is none. */
  returns(): Move[] {
    const indexOf = (id: string) => this.map.touchpoints.findIndex((touchpoint) => touchpoint.id === id)
    const found = (this.map.transitions ?? [])
      .filter(({ kind }) => kind === 'return')
      .flatMap(({ from, to }) =>
        (this.draft.places.get(indexOf(from)) ?? []).flatMap(({ after }) =>
          (this.draft.places.get(indexOf(to)) ?? []).flatMap(({ before }) =>
            after.map((origin) => ({ from: origin, to: before(origin) })),
          ),
        ),
      )
      .filter(({ from, to }) => to < from)
    return found.map(({ from, to }) => ({ from, to, touchpoint: NONE, skip: 0 }))
  }
}

const cheapest = (model: Omit<Model, 'cheapestRun'>): number => {
  const cost = new Float64Array(model.positions).fill(Infinity)
  cost[0] = 0
  for (let m = 0; m < model.firstReturn; m++) {
    const [from, to] = [model.from[m] ?? 0, model.to[m] ?? 0]
    cost[to] = Math.min(cost[to] ?? Infinity, (cost[from] ?? Infinity) + (model.skip[m] ?? Infinity))
  }
  return cost[model.end] ?? 0
}

/**
 * What each touchpoint is recognised by, as one text. A label that stands in several places is several touchpoints of one kind:
 * an event of it is recognised as the first in map order, and may be aligned with any of them.
 */
const kindsOf = ({ touchpoints }: JourneyMap): string[] =>
  touchpoints.map(({ match, channels }) =>
    JSON.stringify([(match ?? []).map((rule) => [[rule.event].flat().sort(), rule.where ?? []]), channels ?? null]),
  )

/** Compiles a map: a sequence of stages, each a sequence, any order, or a choice of sequences; returns allow loops. */
export const modelOf = (map: JourneyMap, costs: Costs = DESIGN_COSTS): Model => {
  const compiler = new Compiler(map, costs)
  let [at, purchased] = [0, 0]
  for (const stage of map.stages) {
    at = compiler.stage(at, stage)
    if (stage.phase !== 'after') purchased = at
  }
  const returns = compiler.returns()
  const forward = [...compiler.draft.moves].sort((a, b) => a.from - b.from || a.to - b.to)
  const moves = [...forward, ...returns]
  const { positions, lowerBound } = compiler.draft
  const kinds = kindsOf(map)
  const firstMove = new Uint32Array(positions + 1)
  for (const { from } of forward) firstMove[from + 1] = (firstMove[from + 1] ?? 0) + 1
  for (let p = 1; p <= positions; p++) firstMove[p] = (firstMove[p] ?? 0) + (firstMove[p - 1] ?? 0)
  const model = {
    positions,
    firstMove,
    from: Uint32Array.from(moves, ({ from }) => from),
    to: Uint32Array.from(moves, ({ to }) => to),
    touchpoint: Uint16Array.from(moves, ({ touchpoint }) => touchpoint),
    skip: Float64Array.from(moves, ({ skip }) => skip),
    firstReturn: forward.length,
    movesOf: kinds.map((kind) =>
      Uint32Array.from(forward.flatMap(({ touchpoint }, move) => (kinds[touchpoint] === kind ? [move] : []))),
    ),
    end: at,
    purchased,
    designed: compiler.designed,
    lowerBound,
  }
  return { ...model, cheapestRun: cheapest(model) }
}
