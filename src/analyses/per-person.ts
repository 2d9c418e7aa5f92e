/** Something counted over journeys: `num` over `den`, journey by journey. */
export interface Counted {
  readonly num: Float64Array
  readonly den: Float64Array
}

/** The sums of each person over some rows, `people[row]` being whose a row is: people are independent, their journeys are not. */
export const byPerson = (people: ArrayLike<number>, { num, den }: Counted, rows: Iterable<number>): Counted => {
  const places = new Map<number, number>()
  const [above, below]: [number[], number[]] = [[], []]
  for (const row of rows) {
    const person = people[row] ?? 0
    const place = places.get(person) ?? above.length
    if (place === above.length) {
      places.set(person, place)
      above.push(0)
      below.push(0)
    }
    above[place] = (above[place] ?? 0) + (num[row] ?? 0)
    below[place] = (below[place] ?? 0) + (den[row] ?? 0)
  }
  return { num: Float64Array.from(above), den: Float64Array.from(below) }
}
