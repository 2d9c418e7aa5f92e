import type { Localised } from './localised.ts'

/** Where a problem stands: the file as the person named it, and the line counted from 1. */
export interface Place {
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/**
 * An expected no: what is wrong, where, and what to do about it, in the reader's language.
 * `code` is stable and kebab-case; programs match on it, people read the words.
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code
  readonly what: Localised
  readonly remedy: Localised
  readonly at?: Place
}

/** The answer of a use case that may say no. A bug or an outage throws instead. */
export type Outcome<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal<Code> }

export const done = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const refuse = <Code extends string>(refusal: Refusal<Code>) => ({ ok: false, refusal }) as const

/** A refusal on its way up through code that cannot return one (streams, parsers); caught once, at the edge. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${typeof refusal.what === 'string' ? refusal.what : refusal.what.en}`)
    this.name = 'Refused'
    this.refusal = refusal
  }
}

/** The value of an outcome, or its refusal thrown as `Refused`. */
export const orThrow = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value
  throw new Refused(outcome.refusal)
}
