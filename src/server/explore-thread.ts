import type { Question, View } from '../explorations/index.ts'
import type { Refusal } from '../kernel/index.ts'
import type { AnalyticsAddress } from './role.ts'

/** What the thread is given when it begins: where to read events, and where it is told that nobody waits any more. */
export interface ThreadData {
  readonly analytics: AnalyticsAddress
  /** One place a question, by its number: not 0 once its answer is no longer waited for. */
  readonly left: SharedArrayBuffer
}

/** How many questions are told apart at once. */
export const PLACES = 1024

export interface ToThread {
  readonly number: number
  readonly view: View
  readonly question: Question
}

export type FromThread = { readonly number: number } & (
  | { readonly answer: unknown }
  | { readonly refused: Refusal }
  | { readonly failed: string }
)
