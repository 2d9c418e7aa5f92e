import { type Rate, rate } from '../../../kernel/index.ts'
import type { Estimate } from '../../../statistics/index.ts'
import { FEWEST_SHOWN } from '../../kit/fewest.ts'
import type { Key } from '../../words/fr.ts'

/** How a number is said. */
export type Unit = 'number' | 'money' | 'percent' | 'points' | 'time' | 'longer' | 'decimal' | 'more' | 'q'

/** One cell of a table: a text, or a number that explains itself. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly bold?: boolean; readonly place?: true }
  /** Numbers in words, which explain themselves. */
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'person'; readonly key: string }
  | { readonly kind: 'count'; readonly count: number; readonly of?: string; readonly people?: number }
  | { readonly kind: 'rate'; readonly rate: Rate; readonly of?: string; readonly among?: string }
  | {
      readonly kind: 'estimate'
      readonly estimate: Estimate
      readonly unit: Unit
      readonly of?: string
      readonly people?: number
    }
  | {
      readonly kind: 'plain'
      readonly value: number | null
      readonly unit: Unit
      readonly of?: string
      readonly people?: number
    }

/** A key figure above a picture: a number that explains itself, under its name. */
export interface ShownFigure {
  readonly name: string
  readonly cell: Cell
  /** What it is, as the methods define it. */
  readonly means: Key
}

export interface ShownColumn {
  readonly title: Key
  /** A title that is no word of ours, such as a number. */
  readonly said?: string
  /** What its numbers are, as the methods define them. */
  readonly means?: Key
  readonly right?: boolean
}

/** A table beside a picture: the same, to read line by line. */
export interface ShownTable {
  readonly name: string
  readonly title: Key
  readonly note?: string
  readonly columns: readonly ShownColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

export const text = (said: string, bold = false): Cell => ({ kind: 'text', text: said, bold })
/** A place among others, which is no number of anything. */
export const place = (text: string): Cell => ({ kind: 'text', text, place: true })
/** Several numbers said together, such as an interval. */
export const said = (text: string): Cell => ({ kind: 'said', text })
/** Somebody, by name where it is known; leads to their own page. */
export const person = (key: string): Cell => ({ kind: 'person', key })

const listed = (of: string | undefined, people: number | undefined) => ({
  ...(of !== undefined && { of }),
  ...(people !== undefined && { people }),
})

/** A count; `people` where its list is of fewer than it counts. */
export const count = (many: number, of?: string, people?: number): Cell => ({
  kind: 'count',
  count: many,
  ...listed(of, people),
})

/** A number that is neither a count, a rate nor an estimate; `people` are those that it was worked out from. */
export const plain = (value: number | null, unit: Unit, of?: string, people?: number): Cell => ({
  kind: 'plain',
  value,
  unit,
  ...listed(of, people),
})

/** A rate with the interval it was told with, withheld where it rests on too few. */
export const enough = (one: Rate): Rate => (one.den < FEWEST_SHOWN ? rate(one.num, one.den, FEWEST_SHOWN) : one)

export const share = (one: Rate, of?: string, among?: string): Cell => ({
  kind: 'rate',
  rate: enough(one),
  ...(of && { of }),
  ...(among && { among }),
})

/** An estimate; `people` where its list is of others than those it was worked out from. */
export const estimate = (one: Estimate, unit: Unit, of?: string, people?: number): Cell => ({
  kind: 'estimate',
  estimate: one.n < FEWEST_SHOWN ? { ...one, value: null, low: null, high: null } : one,
  unit,
  ...listed(of, people),
})
