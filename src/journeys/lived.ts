import type { Satisfaction } from '../feedback/index.ts'
import type { Rate } from '../kernel/index.ts'
import type { CaseBasis } from './cases.ts'

/** Counts of instances; total = succeeded + abandoned + open, and onTrack is part of open. */
export interface InstanceCounts {
  readonly total: number
  readonly succeeded: number
  readonly abandoned: number
  readonly open: number
  readonly onTrack: number
}

/** How long it takes, with the 95 % interval of the median; `null` for what is not known (yet). */
export interface MedianTimes {
  readonly medianSeconds: number | null
  readonly medianLow: number | null
  readonly medianHigh: number | null
  readonly p90Seconds: number | null
}

export interface LivedStage extends MedianTimes {
  readonly id: string
  /** Instances that reached the stage. */
  readonly entered: number
  /** Instances abandoned there: closed without success, the stage being the last one reached. */
  readonly abandoned: number
  /**
   * Abandoned there over those that entered and whose time there (the stage's `max`, the map's window) has run out,
   * wherever they went: people who may still come are not counted, nor those who were quick among them.
   */
  readonly dropOff: Rate
  readonly expectedSeconds: number | null
  readonly maxSeconds: number | null
  /** Instances that took longer than expected, over those with a known or already longer time. */
  readonly late: Rate
  readonly deviations: {
    readonly skipped: number
    readonly repeated: number
    readonly outOfOrder: number
    readonly wrongChannel: number
    readonly tooSlow: number
    /** Abandoned where the stage is the last one that a touchpoint of the design was lived in as designed. */
    readonly broken: number
  }
  /** Answers about the stage's touchpoints, one entry a metric. */
  readonly satisfaction: readonly Satisfaction[]
}

export interface LivedTouchpoint {
  readonly id: string
  readonly events: number
  readonly instances: number
  /** instances / total */
  readonly share: Rate
  readonly byChannel: readonly {
    readonly channel: string
    readonly events: number
    readonly instances: number
    readonly designed: boolean
  }[]
  readonly satisfaction: readonly Satisfaction[]
  /** Instances where it came later than its `timeout` after what came before it, or is awaited for longer already. */
  readonly overdue: Rate
}

export interface LivedTransition {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly instances: number
  readonly medianSeconds: number | null
  readonly medianLow: number | null
  readonly medianHigh: number | null
}

export interface LivedVariant {
  /** Touchpoint ids in order, immediate repetitions kept. */
  readonly path: readonly string[]
  readonly instances: number
  readonly share: Rate
  readonly succeeded: Rate
  /** Instances of it that are still open. */
  readonly open: number
}

/** An event that no touchpoint foresees: where it comes, and how much more often than by chance after its neighbour. */
export interface OffMap {
  readonly event: string
  readonly channel: string
  readonly events: number
  readonly instances: number
  /** The touchpoint that it follows, and precedes, most often (`null`: the instance's start or end). */
  readonly after: string | null
  readonly before: string | null
  readonly lift: number | null
  /** Its 95 % interval over cases; none where only one lived the event. */
  readonly liftLow: number | null
  readonly liftHigh: number | null
}

export interface Deviation {
  readonly kind: 'skipped' | 'repeated' | 'out_of_order' | 'wrong_channel'
  readonly touchpoint: string
  readonly stage: string
  readonly instances: number
  readonly share: Rate
  readonly cost: number
}

export interface Conformance {
  /** 1 - sum of costs / sum of worst costs. */
  readonly fitness: number | null
  readonly fitnessLow: number | null
  readonly fitnessHigh: number | null
  /** Mean fitness over instances. */
  readonly averageTraceFitness: number | null
  readonly averageTraceFitnessLow: number | null
  readonly averageTraceFitnessHigh: number | null
  /** Instances that cost nothing and did not break, over all. */
  readonly perfectShare: Rate
  readonly deviations: readonly Deviation[]
  /** Instances by outcome. */
  readonly outcomes: {
    readonly conform: number
    readonly deviating: number
    readonly onTrack: number
    readonly broken: number
  }
  /** Instances by their fitness, from each band's beginning up to the next one's; the last costs nothing. */
  readonly bands: readonly { readonly from: number; readonly instances: number }[]
  /** Set where a stage was too large for the exact alignment. */
  readonly lowerBound?: true
  /** With every weight 1, the distinct traces by the names of their events, commonest first, and how many there are. */
  readonly traces?: readonly AlignedTrace[]
  readonly tracesTotal?: number
}

/** A distinct trace and what aligning it to the whole design costs. */
export interface AlignedTrace {
  readonly path: readonly string[]
  readonly cases: number
  readonly cost: number
  /** 1 - cost / (cost of moving every event + cheapest full run). */
  readonly fitness: number
}

/** A stage where mature drop-off stands out above that of the others. */
export interface BreakingPoint {
  readonly stage: string
  readonly dropOff: Rate
  /** Drop-off of the stages that do not stand out, together. */
  readonly others: Rate
  readonly z: number
  /** What most of the abandoned did last. */
  readonly lastTouchpoint: string | null
}

/** The answer of `parcours lived`: the designed map's stages and touchpoints, and what was lived at each. */
export interface Lived {
  readonly map: { readonly id: string; readonly revision: number | null; readonly hash: string }
  readonly asOf: string
  readonly caseBasis?: CaseBasis
  /** Events looked at, and how many of them lie in an instance. */
  readonly events: { readonly total: number; readonly inInstances: number; readonly onMap: number }
  /** Cases (or persons) without any event that opens the map. */
  readonly notEntered: number
  readonly instances: InstanceCounts
  /** From entry to success (Kaplan-Meier where instances are still open); `n` instances with a known time. */
  readonly duration: MedianTimes & { readonly n: number }
  readonly stages: readonly LivedStage[]
  readonly touchpoints: readonly LivedTouchpoint[]
  readonly transitions: readonly LivedTransition[]
  readonly variants: readonly LivedVariant[]
  readonly variantsTotal: number
  readonly offMap: readonly OffMap[]
  /** Every answer given during the instances, one entry a metric. */
  readonly satisfaction: readonly Satisfaction[]
  readonly conformance: Conformance
  readonly breakingPoints: readonly BreakingPoint[]
}
