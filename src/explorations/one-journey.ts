import {
  alignTraces,
  DESIGN_COSTS,
  endingOf,
  type Followed,
  isDesignedChannel,
  modelOf,
  NONE,
  SIGN,
  traceCode,
  wasLived,
} from '../journeys/index.ts'
import { iso } from '../kernel/index.ts'
import { instanceOf, type PersonRow, rowOf } from './people.ts'

/** One thing that a person lived, or that the design foresaw at this place and did not come. */
export interface LivedStep {
  /** `as-designed`, `misplaced` and `wrong-channel` are touchpoints; `skipped` never came. */
  readonly kind: 'as-designed' | 'misplaced' | 'wrong-channel' | 'skipped' | 'off-map' | 'answer' | 'sign'
  readonly touchpoint: string | null
  readonly stage: string | null
  readonly event: string | null
  readonly channel: string | null
  readonly at: string | null
  /** Since what came before it. */
  readonly afterSeconds: number | null
  readonly score: number | null
}

export interface OneJourney {
  readonly person: PersonRow
  readonly steps: readonly LivedStep[]
  readonly cost: number
}

type Place = Pick<LivedStep, 'kind' | 'touchpoint' | 'stage'>

/** What each event was to the design, and what the design missed before it; the last entry is what it missed at the end. */
const placesOf = (followed: Followed, i: number, events: readonly number[]) => {
  const { map, table, rules, instances, asOf } = followed
  const model = modelOf(map, DESIGN_COSTS)
  const isDesigned = (e: number) => model.designed[table.touchpoint[e] ?? NONE] === true
  const codes = events.filter(isDesigned).map((e) => {
    const touchpoint = table.touchpoint[e] ?? NONE
    const channel = table.channels[table.channel[e] ?? 0] ?? ''
    return traceCode(touchpoint, !isDesignedChannel(map.touchpoints[touchpoint]?.channels, channel))
  })
  const { moves, cost } = alignTraces(model, DESIGN_COSTS)(codes, endingOf(instances, i, rules, asOf))
  const named = (touchpoint: number) => ({
    touchpoint: map.touchpoints[touchpoint]?.id ?? null,
    stage: map.touchpoints[touchpoint]?.stage ?? null,
  })
  const before: Place[][] = [[]]
  const kinds: LivedStep['kind'][] = []
  for (const move of moves) {
    if (move.kind === 'skipped') {
      if (move.cost > 0) before.at(-1)?.push({ kind: 'skipped', ...named(move.touchpoint) })
      continue
    }
    kinds.push(move.kind === 'misplaced' ? 'misplaced' : move.wrongChannel ? 'wrong-channel' : 'as-designed')
    before.push([])
  }
  return { before, kinds, cost, isDesigned, named }
}

const NOT_LIVED = { event: null, channel: null, at: null, afterSeconds: null, score: null }

/** One person's journey as it was lived, drawn on the design: in order, with times, deviations and what came off the map. */
export const oneJourney = (followed: Followed, key: string, journey: number): OneJourney | null => {
  const { table, instances } = followed
  const i = instanceOf(followed, key, journey)
  if (i === -1) return null
  const events = [...instances.members.subarray(instances.starts[i], instances.starts[i + 1])].filter((e) =>
    wasLived(table, instances, i, e),
  )
  const { before, kinds, cost, isDesigned, named } = placesOf(followed, i, events)
  const steps: LivedStep[] = []
  let designed = 0
  let last = Number.NaN
  for (const e of events) {
    const touchpoint = table.touchpoint[e] ?? NONE
    const at = table.at[e] ?? 0
    const signs = table.signs[e] ?? 0
    const score = table.score[e] ?? Number.NaN
    let kind: LivedStep['kind'] = signs & SIGN.survey ? 'answer' : signs === 0 ? 'off-map' : 'sign'
    if (isDesigned(e)) {
      for (const missed of before[designed] ?? []) steps.push({ ...missed, ...NOT_LIVED })
      kind = kinds[designed] ?? 'as-designed'
      designed++
    } else if (touchpoint !== NONE) kind = 'off-map'
    steps.push({
      kind,
      ...named(touchpoint),
      event: table.activities[table.activity[e] ?? 0] ?? '',
      channel: table.channels[table.channel[e] ?? 0] ?? '',
      at: iso(at),
      afterSeconds: Number.isNaN(last) ? null : (at - last) / 1000,
      score: Number.isNaN(score) ? null : score,
    })
    last = at
  }
  for (const missed of before[designed] ?? []) steps.push({ ...missed, ...NOT_LIVED })
  return { person: rowOf(followed, i), steps, cost }
}
