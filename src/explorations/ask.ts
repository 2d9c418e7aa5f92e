import { type Lived, type LivedOptions, livedOf, type Pulse, pulseOf } from '../journeys/index.ts'
import { iso, unreachable } from '../kernel/index.ts'
import { type Noticed, noticeMoments } from '../moments/index.ts'
import { type DropOff, dropOffAt } from './drop-off.ts'
import type { Explored, View } from './explored.ts'
import type { Explorer } from './explorer.ts'
import { type Flow, flowOf } from './flow.ts'
import { type OneJourney, oneJourney } from './one-journey.ts'
import { type PeoplePage, type PeopleQuestion, peopleOf } from './people.ts'
import type { FlowQuestion } from './selection.ts'
import { type Times, timesIn } from './times.ts'
import { type VariantsPage, type VariantsQuestion, variantsOf } from './variants.ts'

/** The journeys that an answer is of, in words that an address can say again. */
export interface Scope {
  readonly asOf: string
  /** The period that was looked at, where one was asked for. */
  readonly from?: string
  readonly to?: string
}

type LivedQuestion = { readonly kind: 'lived' } & Pick<LivedOptions, 'minN' | 'top' | 'unitCosts'>
type PulseQuestion = { readonly kind: 'pulse'; readonly since?: number }
type MomentsQuestion = { readonly kind: 'moments' }
type AskedPeople = { readonly kind: 'people' } & PeopleQuestion
type AskedJourney = { readonly kind: 'journey'; readonly key: string; readonly journey: number }
type AskedVariants = { readonly kind: 'variants' } & VariantsQuestion
type AskedTimes = { readonly kind: 'times'; readonly minN: number }
type AskedDropOff = { readonly kind: 'drop-off'; readonly stage: string; readonly minN: number }
type AskedFlow = { readonly kind: 'flow' } & FlowQuestion

/** What may be asked of a view. */
export type Question =
  | LivedQuestion
  | MomentsQuestion
  | PulseQuestion
  | AskedPeople
  | AskedJourney
  | AskedFlow
  | AskedVariants
  | AskedTimes
  | AskedDropOff

/** What each question is answered with. */
export interface Answers {
  readonly lived: Lived & { readonly scope: Scope }
  readonly moments: Noticed
  readonly pulse: Pulse
  readonly people: PeoplePage & { readonly scope: Scope; readonly version: string }
  readonly journey: OneJourney | null
  readonly flow: Flow & { readonly scope: Scope }
  readonly variants: VariantsPage & { readonly scope: Scope }
  readonly times: Times & { readonly scope: Scope }
  readonly 'drop-off': (DropOff & { readonly scope: Scope }) | null
}

export type AnswerTo<Asked extends Question> = Answers[Asked['kind']]

/** Port: answers questions about lived journeys; in this process, or in a thread beside it. */
export interface Explorations {
  ask<Asked extends Question>(view: View, question: Asked, signal?: AbortSignal): Promise<AnswerTo<Asked>>
  /** What changes whenever the answers may. */
  version(workspace: View['workspace']): Promise<string>
}

const scopeOf = ({ asOf, bounds }: Explored): Scope => ({
  asOf: iso(asOf),
  ...(bounds?.from !== undefined && Number.isFinite(bounds.from) && { from: iso(bounds.from) }),
  ...(bounds?.to !== undefined && Number.isFinite(bounds.to) && { to: iso(bounds.to) }),
})

const livedAnswer = (
  explored: Explored,
  { kind: _, ...options }: LivedQuestion,
  between: () => void,
): Answers['lived'] => ({
  ...livedOf(explored, { hash: explored.hash, basis: explored.basis, ...options, between }),
  scope: scopeOf(explored),
})

/** `between` is called now and then; it throws where nobody waits any more. */
const workOut = (explored: Explored, question: Question, between: () => void): Answers[Question['kind']] => {
  switch (question.kind) {
    case 'lived':
      return livedAnswer(explored, question, between)
    case 'moments':
      return noticeMoments(explored, livedOf(explored, { hash: explored.hash, between }))
    case 'pulse':
      return pulseOf(explored, question.since)
    case 'people':
      return { ...peopleOf(explored, question), scope: scopeOf(explored), version: explored.version }
    case 'journey':
      return oneJourney(explored, question.key, question.journey)
    case 'flow':
      return { ...flowOf(explored, question), scope: scopeOf(explored) }
    case 'variants':
      return { ...variantsOf(explored, question), scope: scopeOf(explored) }
    case 'times':
      return { ...timesIn(explored, explored.zone, question.minN), scope: scopeOf(explored) }
    case 'drop-off': {
      const found = dropOffAt(explored, question.stage, question.minN)
      return found && { ...found, scope: scopeOf(explored) }
    }
    default:
      return unreachable(question)
  }
}

/** So many answers are remembered with the journeys that they are of, and as long as those. */
const REMEMBERED = 40
const answers = new WeakMap<Explored, Map<string, Answers[Question['kind']]>>()

/** One answer over journeys that were followed, worked out once. */
export const answerTo = (
  explored: Explored,
  question: Question,
  between: () => void = () => {},
): Answers[Question['kind']] => {
  const mine = answers.get(explored) ?? new Map<string, Answers[Question['kind']]>()
  answers.set(explored, mine)
  const key = JSON.stringify(question)
  const known = mine.get(key)
  if (known !== undefined) return known
  const answer = workOut(explored, question, between)
  if (mine.size >= REMEMBERED) mine.clear()
  mine.set(key, answer)
  return answer
}

/** Answers in this very thread. */
export const createExplorations = (explorer: Explorer): Explorations => ({
  version: explorer.version,
  ask: async <Asked extends Question>(view: View, question: Asked, signal?: AbortSignal) => {
    const explored = await explorer.explore(view, signal)
    return answerTo(explored, question, () => signal?.throwIfAborted()) as AnswerTo<Asked>
  },
})
