import type { Lived, LivedOptions, Pulse } from '../journeys/index.ts'
import type { Words } from '../kernel/index.ts'
import type { Noticed } from '../moments/index.ts'
import type { DropOff } from './drop-off.ts'
import type { Flow } from './flow.ts'
import type { OneJourney } from './one-journey.ts'
import type { PeoplePage, PeopleQuestion } from './people.ts'
import type { Scope } from './scope.ts'
import type { FlowQuestion } from './selection.ts'
import type { Times } from './times.ts'
import type { VariantsPage, VariantsQuestion } from './variants.ts'

export type LivedQuestion = { readonly kind: 'lived' } & Pick<LivedOptions, 'minN' | 'top' | 'unitCosts'>
type PulseQuestion = { readonly kind: 'pulse'; readonly since?: number }
type MomentsQuestion = { readonly kind: 'moments' } & Pick<LivedOptions, 'minN' | 'top' | 'unitCosts'>
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
  /** `hints`: why it may be of nobody. */
  readonly lived: Lived & { readonly scope: Scope; readonly hints?: readonly Words[] }
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
