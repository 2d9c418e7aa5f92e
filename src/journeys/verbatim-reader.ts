import type { Id } from '../kernel/index.ts'
import type { EventFilter } from './cases.ts'
import type { Recogniser } from './recogniser.ts'
import type { Said } from './verbatim.ts'

export interface VerbatimQuestion {
  readonly workspace: Id<'Workspace'>
  readonly filter: EventFilter
}

/**
 * Port: what customers said in their own words, each with the touchpoint that it is about: the one that it names, else
 * the one that recognises it, else the last that the person had lived in the same case.
 */
export interface VerbatimReader {
  said(question: VerbatimQuestion, recogniser: Recogniser): Promise<readonly Said[]>
}

/** The newest are enough for people to read. */
export const MOST_SAID = 5_000
