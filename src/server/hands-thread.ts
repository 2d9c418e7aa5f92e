/** What a thread that lends a hand is told: a work by its name, on columns that it shares. */
export interface Lent {
  readonly job: number
  readonly work: string
  readonly columns: object
  readonly ranges: readonly (readonly [number, number])[]
  /** How many bytes were ever taken for shared columns. */
  readonly taken: number
  /** At `TAKEN` how many ranges were taken, at `DONE` how many others have done. */
  readonly count: Int32Array
}

export const TAKEN = 0
export const DONE = 1

/** One range done; the computation that failed is done again by whoever asked, who then says why. */
export interface Done {
  readonly job: number
  readonly range: number
  readonly result?: unknown
  readonly failed?: true
}

/** The next range that nobody has taken; one beyond the last where there is none. */
export const takeRange = (count: Int32Array): number => Atomics.add(count, TAKEN, 1)
