import type { Asked } from './analysis.ts'
import type { Page, Told } from './ask.ts'

/** How far an answer is, between 0 and 1. */
export interface Progress {
  readonly share: number
}

/** A first answer over some of the people, each of them whole: its rates carry the intervals of that sample. */
export interface Sampled {
  readonly answer: object
  readonly of: {
    /** Which part of all people was looked at, by a hash of who they are. */
    readonly share: number
    readonly cases: number
    readonly events: number
  }
}

export type News = { readonly progress: Progress } | { readonly sampled: Sampled }

export interface Waiting {
  /** Aborted once nobody waits for the answer any more: the work stops. */
  readonly signal?: AbortSignal
  /** Hears how far the answer is, and the first answer of a large question. */
  readonly hear?: (news: News) => void
  /** Of the list of people, what is told of it; all where absent. */
  readonly page?: Page
}

/** Port: answers analyses by their names; in this process, or in a thread beside it. */
export interface Analyst {
  analyse(name: string, asked: Asked<unknown>, people: string | undefined, waiting?: Waiting): Promise<Told>
}
