import type { Lived } from '../journeys/index.ts'
import type { Language } from '../kernel/index.ts'
import type { JourneyMap } from '../maps/index.ts'
import type { NoticedMoment } from '../moments/index.ts'

/** How a number is written: the cell holds the number itself, never a text. */
export type Format = 'whole' | 'decimal' | 'percent' | 'days'

/** What a cell holds; `null` is empty. */
export type Cell = string | null | { readonly number: number; readonly as: Format }

/** One sheet: its first rows are headings and stay in sight, and so do its first columns. */
export interface Sheet {
  readonly name: string
  readonly widths: readonly number[]
  readonly headings: number
  readonly names: number
  readonly rows: readonly (readonly Cell[])[]
}

export interface WorkbookInput {
  readonly map: JourneyMap
  readonly language: Language
  /** What was lived, where it is wanted. */
  readonly lived?: Lived
  readonly moments?: readonly NoticedMoment[]
  /** Rates over fewer were withheld. */
  readonly minN?: number
  /** Which journeys the figures are of, as it was asked. */
  readonly filters?: readonly string[]
}

/** A number, or nothing where it is unknown or withheld. */
export const figure = (number: number | null | undefined, as: Format = 'whole'): Cell =>
  number === null || number === undefined || !Number.isFinite(number) ? null : { number, as }

const SECONDS_A_DAY = 86_400

export const days = (seconds: number | null | undefined): Cell =>
  figure(seconds === null || seconds === undefined ? null : seconds / SECONDS_A_DAY, 'days')
