import type { Outline, Question, Result, WorkshopRole } from '../../workshops/index.ts'

/** What a telephone in the room is told. */
export interface Attended {
  readonly outline: Outline
  readonly persona: string | null
  readonly question: Question | null
  readonly open: boolean
  readonly who: { readonly name: string; readonly role: WorkshopRole }
  readonly mine: unknown
  readonly remarks: readonly { readonly text: string; readonly stage?: string }[] | null
  readonly result: Result | null
}
