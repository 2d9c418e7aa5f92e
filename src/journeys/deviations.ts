import { rate } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { createAligner, MoveSums } from './aligner.ts'
import type { JourneyRules } from './instance.ts'
import type { Deviation } from './lived.ts'
import type { EventCosts } from './model.ts'

export interface StageDeviations {
  readonly skipped: number
  readonly repeated: number
  readonly outOfOrder: number
  readonly wrongChannel: number
  readonly broken: number
}

export const KINDS = ['skipped', 'repeated', 'out_of_order', 'wrong_channel'] as const
export type Kind = (typeof KINDS)[number]
const [SKIPPED, REPEATED, OUT_OF_ORDER, WRONG_CHANNEL] = [0, 1, 2, 3] as const

/** What one alignment did at each touchpoint; used again from variant to variant. */
export const createSight = (aligner: ReturnType<typeof createAligner>, touchpoints: number, costs: EventCosts) => {
  const sums: MoveSums = {
    together: new Uint32Array(touchpoints),
    wrong: new Uint32Array(touchpoints),
    misplaced: new Uint32Array(touchpoints),
    skipped: new Float64Array(touchpoints),
    met: new Uint32Array(touchpoints + 1),
    seen: new Uint8Array(touchpoints),
  }
  let count = 0
  return {
    /** Looks at the alignment just made; the last touchpoint that was lived as designed, where there is one. */
    look(): number {
      const { together, wrong, misplaced, skipped, met, seen } = sums
      for (let k = 0; k < count; k++) {
        const touchpoint = met[k] ?? 0
        together[touchpoint] = wrong[touchpoint] = misplaced[touchpoint] = seen[touchpoint] = 0
        skipped[touchpoint] = 0
      }
      const summed = aligner.sum(sums)
      count = summed.met
      return summed.last
    },
    /** Deviations by touchpoint: done too often, at another place, not at all, or on a channel not designed. */
    each(found: (kind: number, touchpoint: number, cost: number) => void): void {
      const { together, wrong, misplaced, skipped, met } = sums
      for (let k = 0; k < count; k++) {
        const touchpoint = met[k] ?? 0
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

/** Sums of deviations by kind and touchpoint, and by kind and stage, where the broken come last. */
export interface DeviationSums {
  readonly lived: Float64Array
  readonly cost: Float64Array
  readonly byStage: Float64Array
}

/** Sums deviations over variants, by touchpoint and by stage. */
export const createTally = ({ stageOf, stages: { length: stages } }: JourneyRules) => {
  const width = stageOf.length
  const sums: DeviationSums = {
    lived: new Float64Array(KINDS.length * width),
    cost: new Float64Array(KINDS.length * width),
    byStage: new Float64Array((KINDS.length + 1) * stages),
  }
  const { lived, cost, byStage } = sums
  const counted = new Int32Array(byStage.length).fill(-1)
  const atStage = (kind: number, stage: number, variant: number, instances: number): boolean => {
    const place = kind * stages + stage
    if (stage < 0 || counted[place] === variant) return false
    counted[place] = variant
    byStage[place] = (byStage[place] ?? 0) + instances
    return true
  }
  return {
    /** Whether it is the first of its kind in its stage. */
    add(kind: number, touchpoint: number, each: number, variant: number, instances: number): boolean {
      const place = kind * width + touchpoint
      lived[place] = (lived[place] ?? 0) + instances
      cost[place] = (cost[place] ?? 0) + instances * each
      return atStage(kind, stageOf[touchpoint] ?? -1, variant, instances)
    },
    break: (touchpoint: number, variant: number, instances: number): void =>
      void atStage(KINDS.length, stageOf[touchpoint] ?? -1, variant, instances),
    sums,
  }
}

/** What was summed in parts, told of so many instances. */
export const deviationsOf = (map: JourneyMap, parts: readonly DeviationSums[], total: number, minN: number) => {
  const [width, stages] = [map.touchpoints.length, map.stages.length]
  const sum = (pick: (part: DeviationSums) => Float64Array, place: number): number =>
    parts.reduce((all, part) => all + (pick(part)[place] ?? 0), 0)
  return {
    deviations: KINDS.flatMap((kind, k) =>
      map.touchpoints.flatMap(({ id, stage }, touchpoint): Deviation[] => {
        const place = k * width + touchpoint
        const instances = sum(({ lived }) => lived, place)
        if (instances === 0) return []
        const share = rate(instances, total, minN)
        return [{ kind, touchpoint: id, stage, instances, share, cost: sum(({ cost }) => cost, place) }]
      }),
    ),
    stages: map.stages.map((_, stage): StageDeviations => {
      const of = (kind: number) => sum(({ byStage }) => byStage, kind * stages + stage)
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
