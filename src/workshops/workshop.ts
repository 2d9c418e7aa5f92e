import type { Actor } from '../governance/index.ts'
import type { Instant, UserText } from '../kernel/index.ts'
import type { JourneyMap, Lever } from '../maps/index.ts'

/** Where a participant says they work: self-declared, as everything about them. */
export const ROLES = ['marketing', 'service', 'store', 'digital', 'data', 'management', 'other'] as const
export type WorkshopRole = (typeof ROLES)[number]

/** What of the map a workshop is about, as it stood when the workshop was opened. */
export interface Outline {
  readonly title: UserText
  readonly stages: readonly { readonly id: string; readonly title: UserText }[]
  readonly touchpoints: readonly { readonly id: string; readonly stage: string; readonly title: UserText }[]
}

/** What is asked, one at a time. */
export const QUESTION_KINDS = ['alignment', 'emotion', 'matters', 'missing', 'levers', 'remarks'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** `emotion:meet`, `levers:show-flat`, `matters`: its kind and what of the map it is about. */
export interface Question {
  readonly id: string
  readonly kind: QuestionKind
  /** The stage, or the touchpoint, that it is about. */
  readonly of?: string
}

/** Where the facilitator stands: one question in front, open or not; the results that everybody may see. */
export interface Stand {
  readonly current: string | null
  readonly open: boolean
  readonly revealed: readonly string[]
}

export interface Workshop {
  readonly id: string
  readonly workspace: Actor['workspace']
  readonly map: string
  readonly outline: Outline
  /** The persona in whose place people put themselves, where one was chosen. */
  readonly persona?: string
  /** What finds the workshop by its code; nothing finds it once it is closed. */
  readonly codeHash: string
  /** Which code of this workshop's own it is: codes are worked out, not kept. */
  readonly codeTurn: number
  readonly openedAt: Instant
  readonly openedBy: Actor['id']
  readonly stand: Stand
  readonly closedAt?: Instant
  /** When its results went into the map's draft. */
  readonly keptAt?: Instant
}

/** Somebody in the room, under the name that they gave, unverified. */
export interface Participant {
  readonly workshop: string
  readonly id: string
  readonly tokenHash: string
  readonly name: string
  readonly role: WorkshopRole
  readonly joinedAt: Instant
}

export type LeverAnswer = { readonly [L in Lever]?: { readonly aimed?: number; readonly perceived?: number } }

/** What one person answers to each kind of question. */
export interface Values {
  /** By touchpoint, and `stage:ID` for the stage as a whole; -2 to 2. */
  readonly emotion: { readonly [item: string]: number }
  /** 0 to 5. */
  readonly levers: LeverAnswer
  readonly matters: readonly string[]
  readonly missing: readonly { readonly stage: string; readonly title: string }[]
  readonly remarks: readonly { readonly stage?: string; readonly text: string }[]
  /** Signed: the one answer that its author stands for. */
  readonly alignment: { readonly definition: string; readonly priority: number; readonly objective: string }
}
export type Value = Values[QuestionKind]

/** One person's answer to one question; the last one counts. */
export interface WorkshopAnswer {
  readonly workshop: string
  readonly question: string
  readonly participant: string
  readonly role: WorkshopRole
  /** Only of an alignment round. */
  readonly name?: string
  readonly value: Value
  readonly at: Instant
}

/** Port: workshops, who is in the room and what they answered. */
export interface WorkshopStore {
  /** False where another open workshop has that code. */
  add(workshop: Workshop): Promise<boolean>
  get(workspace: Actor['workspace'], id: string): Promise<Workshop | undefined>
  /** The open workshop of a code. */
  byCode(codeHash: string): Promise<Workshop | undefined>
  /** Newest first. */
  list(workspace: Actor['workspace'], map: string): Promise<readonly Workshop[]>
  /** False where it is closed. */
  stand(workspace: Actor['workspace'], id: string, stand: Stand): Promise<boolean>
  kept(workspace: Actor['workspace'], id: string, at: Instant): Promise<void>
  /** Closes it, and cuts what leads from an answer to whoever gave it. */
  close(workspace: Actor['workspace'], id: string, at: Instant): Promise<void>
  join(participant: Participant): Promise<void>
  /** Whoever holds a token, with the workshop that they are in. */
  participant(tokenHash: string): Promise<{ readonly who: Participant; readonly workshop: Workshop } | undefined>
  people(workshop: string): Promise<readonly Participant[]>
  /** Keeps an answer in place of the one before. */
  answer(answer: WorkshopAnswer): Promise<void>
  answers(workshop: string): Promise<readonly WorkshopAnswer[]>
}

const STAGE = 'stage:'

/** A stage among what is rated: a name that no touchpoint has. */
export const stageItem = (stage: string): string => `${STAGE}${stage}`

/** The stage that is rated, where it is one. */
export const stageOf = (item: string): string | undefined =>
  item.startsWith(STAGE) ? item.slice(STAGE.length) : undefined

/** What is rated of a stage: itself as a whole, then each of its touchpoints. */
export const ratedIn = ({ touchpoints }: Outline, stage: string): readonly string[] => [
  stageItem(stage),
  ...touchpoints.filter((one) => one.stage === stage).map(({ id }) => id),
]

export const outlineOf = ({ title, stages, touchpoints }: JourneyMap): Outline => ({
  title,
  stages: stages.map((stage) => ({ id: stage.id, title: stage.title })),
  touchpoints: touchpoints.map((one) => ({ id: one.id, stage: one.stage, title: one.title })),
})

/**
 * What is asked of a map, in the order that a facilitator would follow: where leaders stand, what customers feel stage by
 * stage, what matters and what is missing, levers touchpoint by touchpoint, and what else there is to say.
 */
export const planOf = ({ stages, touchpoints }: Outline): readonly Question[] => [
  { id: 'alignment', kind: 'alignment' },
  ...stages
    .filter(({ id }) => touchpoints.some(({ stage }) => stage === id))
    .map(({ id }): Question => ({ id: `emotion:${id}`, kind: 'emotion', of: id })),
  { id: 'matters', kind: 'matters' },
  { id: 'missing', kind: 'missing' },
  ...stages.flatMap(({ id }) =>
    touchpoints
      .filter(({ stage }) => stage === id)
      .map((one): Question => ({ id: `levers:${one.id}`, kind: 'levers', of: one.id })),
  ),
  { id: 'remarks', kind: 'remarks' },
]

export const questionIn = (outline: Outline, id: string): Question | undefined =>
  planOf(outline).find((question) => question.id === id)
