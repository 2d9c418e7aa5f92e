import type { Recogniser } from '../journeys/index.ts'
import type { Id, Instant } from '../kernel/index.ts'
import type { Step } from './walk.ts'

/** Everything of one case that a map recognises, in order. */
export interface CaseSteps {
  readonly key: string
  /** Whether the source named the case. */
  readonly named: boolean
  /** Whose the last of them is. */
  readonly person: string
  readonly steps: readonly Step[]
}

/** Port: reads whole cases again, where what came in does not follow what was known. */
export interface PassageReader {
  /** When the latest event occurred. */
  latest(workspace: Id<'Workspace'>): Promise<Instant | null>
  of(workspace: Id<'Workspace'>, recogniser: Recogniser, keys: readonly string[]): Promise<CaseSteps[]>
  /** Every case, in portions. */
  all(workspace: Id<'Workspace'>, recogniser: Recogniser): AsyncIterable<CaseSteps[]>
}
