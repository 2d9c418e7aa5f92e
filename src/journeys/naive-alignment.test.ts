import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JourneyMap, Stage, Touchpoint } from '../maps/index.ts'
import { createAligner, type Ending, MOVE, type MoveSums } from './aligner.ts'
import { alignTraces, traceCode } from './alignment.ts'
import { NONE } from './cases.ts'
import { DESIGN_COSTS, modelOf, UNIT_COSTS } from './model.ts'

/**
 * The oracle: Dijkstra over explicit states of a journey, each the text of (stage, alternative, touchpoints done there),
 * written from the definitions without looking at the compiled graph. Slow, and plain.
 */
interface Place {
  readonly stage: number
  readonly part: number
  readonly alternative: number | null
  readonly done: readonly string[]
}
type Part =
  | { readonly kind: 'sequence'; readonly ids: readonly string[] }
  | { readonly kind: 'any'; readonly ids: readonly string[] }
  | { readonly kind: 'choice'; readonly alternatives: readonly (readonly string[])[] }

const partsOf = (map: JourneyMap, stage: Stage): Part[] => {
  const ids = map.touchpoints.filter((one) => one.stage === stage.id).map(({ id }) => id)
  if (!stage.choice) return [{ kind: stage.any_order ? 'any' : 'sequence', ids }]
  const named = stage.choice.flat()
  const first = Math.min(...named.map((id) => map.touchpoints.findIndex((one) => one.id === id)))
  const others = ids.filter((id) => !named.includes(id))
  const isBefore = (id: string) => map.touchpoints.findIndex((one) => one.id === id) < first
  return [
    { kind: 'sequence', ids: others.filter(isBefore) },
    { kind: 'choice', alternatives: stage.choice },
    { kind: 'sequence', ids: others.filter((id) => !isBefore(id)) },
  ]
}

const naiveCost = (
  map: JourneyMap,
  trace: readonly (readonly [id: string, wrong: boolean])[],
  ending: Ending,
): number => {
  const stages = map.stages.map((stage) => partsOf(map, stage))
  const touchpoint = (id: string) => map.touchpoints.find((one) => one.id === id) as Touchpoint
  const skipCost = (id: string) => (touchpoint(id).need === 'optional' ? 0 : DESIGN_COSTS.skip(touchpoint(id)))
  const idsAt = ({ stage, part, alternative }: Place): readonly string[] => {
    const here = stages[stage]?.[part]
    return here === undefined ? [] : here.kind === 'choice' ? (here.alternatives[alternative ?? -1] ?? []) : here.ids
  }
  const starts = (id: string): Place[] =>
    stages.flatMap((parts, stage) =>
      parts.flatMap((part, at): Place[] => {
        const lists = part.kind === 'choice' ? part.alternatives : [part.ids]
        return lists.flatMap((ids, alternative) => {
          const done = part.kind === 'any' ? ids.filter((one) => one !== id) : ids.slice(0, ids.indexOf(id))
          // Before the first of an alternative one may still choose another.
          const chosen = part.kind === 'choice' && done.length > 0 ? alternative : null
          return ids.includes(id) ? [{ stage, part: at, alternative: chosen, done }] : []
        })
      }),
    )
  const isFree = (id: string) => touchpoint(id).need === 'optional' && touchpoint(id).repeatable === true
  /**
   * The place between two parts is one: where all of the first is done, unless one has just chosen there. A set with
   * touchpoints that come freely begins at a place of its own.
   */
  const behind = ({ stage, part, done }: Place): Place[] => {
    const here = stages[stage]?.[part]
    if (here?.kind === 'any' && here.ids.some(isFree)) return []
    const back = part > 0 ? { stage, part: part - 1 } : { stage: stage - 1, part: (stages[stage - 1]?.length ?? 0) - 1 }
    const there = stages[back.stage]?.[back.part]
    if (done.length > 0 || there === undefined || there.kind === 'choice') return []
    return [{ ...back, alternative: null, done: there.kind === 'any' ? [...there.ids].sort() : there.ids }]
  }
  /** Places in the order of the map. */
  const rank = ({ stage, part, alternative, done }: Place): number =>
    ((stage * 10 + part) * 10 + (alternative ?? -1) + 1) * 10 + done.length
  /** Every place that follows from one: by performing a touchpoint, or by nothing. */
  const next = (place: Place): { id: string | null; onlyWithEvent: boolean; place: Place }[] => {
    const here = stages[place.stage]?.[place.part]
    const backward = place.alternative === null ? behind(place) : []
    const backwards = backward.map((back) => ({ id: null, onlyWithEvent: false, place: back }))
    if (here === undefined) return backwards
    const forward =
      place.part + 1 < (stages[place.stage]?.length ?? 0)
        ? { stage: place.stage, part: place.part + 1, alternative: null, done: [] }
        : { stage: place.stage + 1, part: 0, alternative: null, done: [] }
    if (here.kind === 'choice' && place.alternative === null)
      return [
        ...backwards,
        ...here.alternatives.map((_, alternative) => ({
          id: null,
          onlyWithEvent: false,
          place: { ...place, alternative },
        })),
      ]
    const ids = idsAt(place)
    const missing = ids.filter((id) => !place.done.includes(id))
    const open = here.kind === 'any' ? missing : missing.slice(0, 1)
    const isAny = here.kind === 'any'
    const latest = place.done.at(-1)
    const again = place.done.filter((id) => touchpoint(id).repeatable && (isAny || id === latest))
    const from = isAny ? place.done : latest === undefined ? [] : [latest]
    const returns = (map.transitions ?? []).filter(
      ({ kind, from: origin }) => kind === 'return' && from.includes(origin),
    )
    return [
      ...backwards,
      ...open.map((id) => {
        const done = [...place.done, id]
        return { id, onlyWithEvent: false, place: { ...place, done: isAny ? done.sort() : done } }
      }),
      ...again.map((id) => ({ id, onlyWithEvent: true, place })),
      ...(missing.length === 0 ? [{ id: null, onlyWithEvent: false, place: forward }] : []),
      ...returns.flatMap(({ to }) =>
        starts(to).flatMap((target) => {
          const kindOf = ({ stage, part }: Place) => stages[stage]?.[part]?.kind
          const same = isAny && target.stage === place.stage && target.part === place.part
          const back = same ? { ...place, done: place.done.filter((id) => id !== to) } : target
          const done = kindOf(back) === 'any' ? [...back.done].sort() : back.done
          const earlier = same || rank(back) < rank(place)
          return earlier ? [{ id: null, onlyWithEvent: false, place: { ...back, done } }] : []
        }),
      ),
    ]
  }
  const purchased = map.stages.findLastIndex(({ phase }) => phase !== 'after') + 1
  const accepts = ({ stage }: Place): boolean =>
    ending === 'prefix' || stage >= (ending === 'full' ? map.stages.length : purchased)
  const queue: { cost: number; at: number; place: Place }[] = [
    { cost: 0, at: 0, place: { stage: 0, part: 0, alternative: null, done: [] } },
  ]
  const seen = new Set<string>()
  for (;;) {
    queue.sort((a, b) => b.cost - a.cost)
    const head = queue.pop()
    if (!head) throw new Error('No run was found')
    const key = JSON.stringify([head.at, head.place])
    if (seen.has(key)) continue
    seen.add(key)
    if (head.at === trace.length && accepts(head.place)) return head.cost
    const event = trace[head.at]
    if (event) queue.push({ ...head, cost: head.cost + DESIGN_COSTS.misplaced, at: head.at + 1 })
    for (const { id, onlyWithEvent, place } of next(head.place)) {
      if (event && id === event[0])
        queue.push({ cost: head.cost + (event[1] ? DESIGN_COSTS.wrongChannel : 0), at: head.at + 1, place })
      if (id === null) queue.push({ cost: head.cost, at: head.at, place })
      else if (!onlyWithEvent) queue.push({ cost: head.cost + skipCost(id), at: head.at, place })
    }
  }
}

const IDS = ['a', 'b', 'c', 'd', 'e', 'f']
const arbitraryMap: fc.Arbitrary<JourneyMap> = fc
  .record({
    stages: fc.array(
      fc.record({
        any_order: fc.boolean(),
        choice: fc.option(fc.array(fc.uniqueArray(fc.nat(2), { maxLength: 2 }), { minLength: 1, maxLength: 3 }), {
          freq: 2,
        }),
        phase: fc.constantFrom('before' as const, 'during' as const, 'after' as const),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    touchpoints: fc.array(
      fc.record({
        stage: fc.nat(2),
        need: fc.constantFrom('mandatory' as const, 'mandatory' as const, 'optional' as const),
        repeatable: fc.boolean(),
        truth: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    returns: fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 2 }),
  })
  .map(({ stages, touchpoints, returns }) => {
    const placed = touchpoints.map((given, i) => ({ ...given, id: IDS[i] ?? '', stage: given.stage % stages.length }))
    const of = (stage: number) => placed.filter((one) => one.stage === stage).map(({ id }) => id)
    return {
      format: 'parcours/1',
      id: 'drawn',
      title: 'Drawn',
      stages: stages.map(({ any_order, choice, phase }, stage) => {
        const alternatives = choice?.map((picks) => picks.flatMap((pick) => of(stage)[pick] ?? []))
        return {
          id: `s${stage}`,
          phase,
          title: '',
          any_order,
          ...(alternatives && of(stage).length > 0 && { choice: alternatives }),
        }
      }),
      touchpoints: placed.map(({ id, stage, need, repeatable, truth }) => ({
        id,
        stage: `s${stage}`,
        title: id,
        need,
        repeatable,
        match: [{ event: id }],
        ...(truth && { moments: [{ kind: 'truth', status: 'confirmed' }] }),
      })),
      transitions: returns.map(([from, to]) => ({
        from: IDS[from % touchpoints.length] ?? '',
        to: IDS[to % touchpoints.length] ?? '',
        kind: 'return',
      })),
    } as JourneyMap
  })

const arbitraryTrace = fc.array(fc.tuple(fc.nat(5), fc.boolean()), { maxLength: 7 })
const endings = fc.constantFrom<Ending>('prefix', 'purchase', 'full')

describe('the alignment', () => {
  it('costs what the naive search over explicit states finds, on any map and trace', () => {
    fc.assert(
      fc.property(arbitraryMap, arbitraryTrace, endings, (map, drawn, ending) => {
        const events = drawn.map(([index, wrong]) => ({ touchpoint: index % map.touchpoints.length, wrong }))
        const align = alignTraces(modelOf(map), DESIGN_COSTS)
        const found = align(
          events.map(({ touchpoint, wrong }) => traceCode(touchpoint, wrong)),
          ending,
        )
        const named = events.map(({ touchpoint, wrong }) => [map.touchpoints[touchpoint]?.id ?? '', wrong] as const)
        expect(found.cost).toBe(naiveCost(map, named, ending))
      }),
      { numRuns: 1000 },
    )
  })

  it('tells moves that add up to its cost and use every event once, in order', () => {
    fc.assert(
      fc.property(arbitraryMap, arbitraryTrace, endings, (map, drawn, ending) => {
        const codes = drawn.map(([index, wrong]) => traceCode(index % map.touchpoints.length, wrong))
        const { cost, moves } = alignTraces(modelOf(map), DESIGN_COSTS)(codes, ending)
        const total = moves.reduce(
          (sum, move) =>
            sum + (move.kind === 'skipped' ? move.cost : move.kind === 'misplaced' ? 1 : move.wrongChannel ? 0.5 : 0),
          0,
        )
        expect(total).toBe(cost)
        const used = moves.flatMap((move) => (move.kind === 'skipped' ? [] : [move.touchpoint]))
        expect(used).toEqual(codes.map((code) => code >> 1))
      }),
    )
  })

  it('finds the same whatever it remembers of the traces before, and when it forgets them', () => {
    const traces = fc.array(fc.tuple(arbitraryTrace, endings), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(arbitraryMap, traces, (map, all) => {
        const model = modelOf(map)
        const [long, short] = [createAligner(model, DESIGN_COSTS), createAligner(model, DESIGN_COSTS, 0)]
        for (const [drawn, ending] of all) {
          const codes = drawn.map(([index, wrong]) => traceCode(index % map.touchpoints.length, wrong))
          const fresh = createAligner(model, DESIGN_COSTS)
          const moves = (aligner: typeof fresh, cost: number) => {
            const made: unknown[] = [cost]
            aligner.moves((...move) => void made.push(move))
            return made
          }
          const expected = moves(fresh, fresh.cost(codes, ending))
          expect(moves(long, long.cost(codes, ending))).toEqual(expected)
          // Amid others, as the traces of many instances stand side by side.
          expect(moves(short, short.cost([99, ...codes, 99], ending, 1, codes.length + 1))).toEqual(expected)
        }
      }),
    )
  })

  it('adds up the very moves that it tells', () => {
    fc.assert(
      fc.property(arbitraryMap, arbitraryTrace, endings, (map, drawn, ending) => {
        const size = map.touchpoints.length
        const aligner = createAligner(modelOf(map), DESIGN_COSTS)
        aligner.cost(
          drawn.map(([index, wrong]) => traceCode(index % size, wrong)),
          ending,
        )
        const none = (): MoveSums => ({
          together: new Uint32Array(size),
          wrong: new Uint32Array(size),
          misplaced: new Uint32Array(size),
          skipped: new Float64Array(size),
          met: new Uint32Array(size + 1),
          seen: new Uint8Array(size),
        })
        const [told, summed] = [none(), none()]
        const met = new Set<number>()
        let last = NONE
        aligner.moves((move, touchpoint, cost) => {
          met.add(touchpoint)
          const one = (column: Uint32Array) => {
            column[touchpoint] = (column[touchpoint] ?? 0) + 1
          }
          if (move === MOVE.skipped) told.skipped[touchpoint] = (told.skipped[touchpoint] ?? 0) + cost
          else if (move === MOVE.misplaced) one(told.misplaced)
          else {
            if (last === NONE) last = touchpoint
            one(told.together)
            if (move === MOVE.wrongChannel) one(told.wrong)
          }
        })
        const found = aligner.sum(summed)
        expect(found).toEqual({ last, met: met.size })
        expect([...summed.met.subarray(0, met.size)]).toEqual([...met])
        const columns = ({ together, wrong, misplaced, skipped }: MoveSums) => [together, wrong, misplaced, skipped]
        expect(columns(summed)).toEqual(columns(told))
      }),
    )
  })

  it('never costs more than moving every event and skipping the cheapest run', () => {
    fc.assert(
      fc.property(arbitraryMap, arbitraryTrace, (map, drawn) => {
        const model = modelOf(map, UNIT_COSTS)
        const codes = drawn.map(([index]) => traceCode(index % map.touchpoints.length, false))
        const { cost } = alignTraces(model, UNIT_COSTS)(codes, 'full')
        expect(cost).toBeLessThanOrEqual(codes.length + model.cheapestRun)
      }),
    )
  })
})
