import type { Field, Question } from '../question.ts'
import type { Telling } from '../use-telling.ts'

/** What every field is given: what it sets, what is set, and the names to choose from. */
export interface FieldProps<Kind extends Field['kind'] = Field['kind']> {
  readonly field: Extract<Field, { kind: Kind }>
  readonly question: Question
  readonly change: (changes: Question) => void
  readonly telling: Telling
  readonly events: readonly string[]
}
