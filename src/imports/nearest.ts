import { unaccented } from './month-names.ts'

/** Edit distance with transposition (optimal string alignment). */
const distance = (a: string, b: string): number => {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length] ?? 0
}

/** The names most like a mistaken one, nearest first: few edits away, or one holding the other. */
export const nearest = (wrong: string, names: readonly string[], most = 3): string[] => {
  const mine = unaccented(wrong)
  return names
    .map((name) => {
      const theirs = unaccented(name)
      const holds = mine.length > 2 && (theirs.includes(mine) || mine.includes(theirs)) ? 0.4 : 1
      return { name, far: Math.min(holds, distance(mine, theirs) / Math.max(mine.length, theirs.length, 1)) }
    })
    .filter(({ far }) => far <= 0.5)
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ name }) => name)
}
