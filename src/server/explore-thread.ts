import type { Asked, News, Page } from '../analyses/index.ts'
import type { Question, View } from '../explorations/index.ts'
import type { Refusal } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { AnalyticsAddress } from './role.ts'

/** What the thread is given when it begins: where to read events, and where it is told that nobody waits any more. */
export interface ThreadData {
  readonly analytics: AnalyticsAddress
  /** One place a question, by its number: not 0 once its answer is no longer waited for. */
  readonly left: SharedArrayBuffer
}

/** How many questions are told apart at once. */
export const PLACES = 1024

/** An analysis by its name. */
export interface AskedAnalysis {
  readonly name: string
  readonly asked: Asked<unknown>
  readonly people?: string
  readonly page?: Page
  /** Whether somebody hears how far it is. */
  readonly heard: boolean
}

/** What is asked of the thread. */
export type Work = { readonly view: View; readonly question: Question } | { readonly analysis: AskedAnalysis }

export type ToThread =
  | ({ readonly number: number } & Work)
  /** Nobody waits for the answer to this question any more. */
  | { readonly left: number }
  /** The map that the thread asked for by its name. */
  | { readonly map: string; readonly found: { readonly map: JourneyMap; readonly hash: string } }
  | { readonly map: string; readonly refused: Refusal }

export type FromThread =
  | ({ readonly number: number } & (
      | { readonly answer: unknown }
      | { readonly news: News }
      | { readonly refused: Refusal }
      | { readonly failed: string }
    ))
  /** Maps are kept elsewhere. */
  | { readonly wanted: string }
