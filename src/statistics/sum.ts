/**
 * A sum that keeps what rounding loses of each term (A. Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik 54,
 * 1974): it is the same, in whatever order its terms come.
 */
export const sumOver = (count: number, of: (place: number) => number): number => {
  let [sum, lost] = [0, 0]
  for (let place = 0; place < count; place++) {
    const term = of(place)
    const next = sum + term
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum
    sum = next
  }
  return sum + lost
}

/** Such sums that grow term by term, as many as there are places. */
export const growingSums = () => {
  const [sums, lost]: [number[], number[]] = [[], []]
  return {
    add(place: number, term: number): void {
      const sum = sums[place] ?? 0
      const next = sum + term
      lost[place] = (lost[place] ?? 0) + (Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum)
      sums[place] = next
    },
    told: (): number[] => Array.from(sums, (sum, place) => (sum ?? 0) + (lost[place] ?? 0)),
  }
}
