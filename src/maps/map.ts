import type { ChannelKind, EventMatch, Party } from '../events/index.ts'
import type { UserText } from '../kernel/index.ts'

/** The closed lists of the format `parcours/1`, in the order in which they are shown. */
export const STATUSES = ['draft', 'in_review', 'approved', 'archived'] as const
export const STATES = ['current', 'target'] as const
export const LEVELS = ['lifecycle', 'journey', 'sub_journey'] as const
export const PHASES = ['before', 'during', 'after'] as const
export const TOUCHPOINT_KINDS = ['communication', 'action'] as const
export const INITIATORS = ['customer', 'company', 'adviser', 'third'] as const
export const NEEDS = ['mandatory', 'optional', 'expected_absent'] as const
export const DIMENSIONS = ['transactional', 'relational', 'service'] as const
export const LEVERS = [
  'information',
  'facilitation',
  'personalisation',
  'advice',
  'socialisation',
  'autonomy',
  'resolution',
  'emotion',
] as const
export const MOMENT_KINDS = ['truth', 'engagement', 'delight', 'irritant', 'breaking_point'] as const
export const PRESENCES = ['present', 'missing'] as const
export const MOMENT_ORIGINS = ['workshop', 'data', 'rule'] as const
export const MOMENT_STATUSES = ['proposed', 'confirmed', 'rejected'] as const
export const EVIDENCE_LEVELS = ['hypothesis', 'reported', 'observed', 'measured'] as const
export const TRANSITION_KINDS = ['normal', 'alternative', 'return', 'recovery'] as const

export type Phase = (typeof PHASES)[number]
export type Need = (typeof NEEDS)[number]
export type Lever = (typeof LEVERS)[number]
export type Dimension = (typeof DIMENSIONS)[number]
export type MomentKind = (typeof MOMENT_KINDS)[number]
export type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number]
export type TransitionKind = (typeof TRANSITION_KINDS)[number]

/** How well a claim is founded. */
export interface Evidence {
  readonly level: EvidenceLevel
  readonly sources?: readonly string[]
  readonly n?: number
  readonly as_of?: string
}

export interface MapChannel {
  readonly kind: ChannelKind
  readonly party?: Party
  readonly title?: UserText
}

export interface Stage {
  readonly id: string
  readonly phase: Phase
  readonly title: UserText
  /** ISO 8601 durations: the time given to the stage, and the time after which it has failed. */
  readonly expected?: string
  readonly max?: string
  /** Its touchpoints may come in any order. */
  readonly any_order?: boolean
  /** Alternatives, each a sequence of touchpoint ids. */
  readonly choice?: readonly (readonly string[])[]
  /** What is lived of the stage as a whole. */
  readonly experience?: readonly Experience[]
}

export interface Experience {
  readonly persona?: string
  readonly thinking?: UserText
  readonly feeling?: UserText
  /** From -2 (very unpleasant) to 2 (very pleasant). */
  readonly emotion?: number
  readonly motivations?: readonly UserText[]
  readonly barriers?: readonly UserText[]
  readonly evidence?: Evidence
}

export interface LeverLevel {
  /** 0 to 5. */
  readonly aimed?: number
  readonly perceived?: number
  readonly dimension?: Dimension
  readonly evidence?: Evidence
}

export interface Moment {
  readonly kind: MomentKind
  readonly presence?: (typeof PRESENCES)[number]
  readonly origin?: (typeof MOMENT_ORIGINS)[number]
  readonly status?: (typeof MOMENT_STATUSES)[number]
  readonly title?: UserText
  readonly statistics?: { readonly [name: string]: number | string }
  readonly evidence?: Evidence
}

export interface Metric {
  readonly metric: string
  readonly target?: number
  readonly alert?: number
  readonly min_n?: number
}

export interface Backstage {
  readonly owner?: string
  readonly rules?: readonly UserText[]
  readonly process?: string
  readonly systems?: readonly string[]
  readonly skills?: readonly string[]
  readonly data?: readonly string[]
  readonly organisation?: UserText
  /** How far the systems, skills and rules behind allow to personalise, 0 to 5. */
  readonly personalisation_ceiling?: number
}

export interface Touchpoint {
  readonly id: string
  readonly stage: string
  readonly title: UserText
  readonly kind?: (typeof TOUCHPOINT_KINDS)[number]
  readonly initiator?: (typeof INITIATORS)[number]
  /** Mandatory where it is not said. */
  readonly need?: Need
  readonly repeatable?: boolean
  readonly channels?: readonly string[]
  /** An event that any of these rules recognises is this touchpoint. */
  readonly match?: readonly EventMatch[]
  readonly expected?: string
  readonly timeout?: string
  readonly experience?: readonly Experience[]
  readonly levers?: { readonly [L in Lever]?: LeverLevel }
  readonly moments?: readonly Moment[]
  readonly metrics?: readonly Metric[]
  readonly backstage?: Backstage
}

export interface Transition {
  readonly from: string
  readonly to: string
  readonly within?: string
  /** `return` allows a loop; the others are views. */
  readonly kind?: TransitionKind
}

export interface Lane {
  readonly id: string
  readonly type: string
  readonly metric?: string
  readonly title?: UserText
}

export interface Perimeter {
  readonly personas?: readonly string[]
  readonly offers?: readonly string[]
  readonly entry?: EventMatch
  readonly success?: EventMatch
  /** From entry; an ISO 8601 duration. */
  readonly window?: string
}

/** A journey as designed, in the format `parcours/1` (the published schema is `schemas/parcours-1.schema.json`). */
export interface JourneyMap {
  readonly format: 'parcours/1'
  readonly id: string
  readonly revision?: number
  readonly status?: (typeof STATUSES)[number]
  readonly state?: (typeof STATES)[number]
  readonly level?: (typeof LEVELS)[number]
  readonly parent?: { readonly journey: string; readonly touchpoint?: string }
  readonly title: UserText
  readonly objectives?: readonly { readonly text: UserText; readonly metric?: string; readonly target?: number }[]
  readonly perimeter?: Perimeter
  readonly channels?: { readonly [channel: string]: MapChannel }
  readonly stages: readonly Stage[]
  readonly touchpoints: readonly Touchpoint[]
  readonly transitions?: readonly Transition[]
  readonly lanes?: readonly Lane[]
  readonly links?: readonly { readonly item: string; readonly at: string; readonly weight?: number }[]
}
