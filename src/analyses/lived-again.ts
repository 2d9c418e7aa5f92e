import type { Rate } from '../kernel/index.ts'
import { clusteredShare, sumOver } from '../statistics/index.ts'

/** Journeys of people who lived several, one person after another: of which counted sequence each is, and how it went. */
export interface LivedAgain {
  /** Where each person begins, and at last where the last one ends. */
  readonly starts: ArrayLike<number>
  readonly sequence: ArrayLike<number>
  readonly succeeded: ArrayLike<number>
}

/** The same of all journeys, by whose they are: who lived one alone tells nothing of how alike one's own are. */
export const livedAgain = (
  people: ArrayLike<number>,
  sequence: ArrayLike<number>,
  succeeded: ArrayLike<number>,
): LivedAgain => {
  const rows = new Map<number, number[]>()
  for (let row = 0; row < people.length; row++) {
    const mine = rows.get(people[row] ?? 0)
    if (mine) mine.push(row)
    else rows.set(people[row] ?? 0, [row])
  }
  const several = [...rows.values()].filter(({ length }) => length > 1)
  const order = several.flat()
  let next = 0
  return {
    starts: [0, ...several.map(({ length }) => (next += length))],
    sequence: order.map((row) => sequence[row] ?? 0),
    succeeded: order.map((row) => succeeded[row] ?? 0),
  }
}

/** Of a residual of each journey, what two of one person make multiplied, both ways round, over all people. */
export const crossedOver = (
  { starts, sequence, succeeded }: LivedAgain,
  residual: (sequence: number, succeeded: number) => number,
): number =>
  // As if rounding lost nothing: in whatever order people are read.
  sumOver(starts.length - 1, (person) => {
    let [sum, squares] = [0, 0]
    for (let row = starts[person] ?? 0; row < (starts[person + 1] ?? 0); row++) {
      const own = residual(sequence[row] ?? 0, succeeded[row] ?? 0)
      sum += own
      squares += own * own
    }
    return sum * sum - squares
  })

/** The share that succeeds of the journeys of some sequences, over people. */
export const shareOf = (again: LivedAgain, won: number, held: number, isIn: (sequence: number) => boolean): Rate => {
  const sums = { num: won, den: held, people: held, squares: won, products: won, denSquares: held }
  const { starts, sequence, succeeded } = again
  for (let person = 0; person + 1 < starts.length; person++) {
    let [x, y] = [0, 0]
    for (let row = starts[person] ?? 0; row < (starts[person + 1] ?? 0); row++) {
      if (!isIn(sequence[row] ?? 0)) continue
      y++
      x += succeeded[row] ?? 0
    }
    if (y === 0) continue
    sums.people -= y - 1
    sums.squares += x * x - x
    sums.products += x * y - x
    sums.denSquares += y * y - y
  }
  return clusteredShare(sums)
}
