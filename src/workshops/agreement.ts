/**
 * Van der Eijk's measure of agreement A in an ordered rating scale: 1 where everybody chose one category (or the choices
 * have one peak without spread), 0 where all categories are chosen alike, -1 where half chose one end and half the other.
 * `counts` are the answers by category, at least three categories; `undefined` where nobody answered.
 *
 * The counts are cut into layers; in each, a category is either chosen or not, and
 *   A = U (1 - (S - 1) / (K - 1)),  U = ((K - 2) TU - (K - 1) TDU) / ((K - 2) (TU + TDU)),
 * with S the chosen categories, TU the triples that look unimodal (110, 011) and TDU those that do not (101). A is the
 * mean over layers, weighted by their answers.
 * Source: C. van der Eijk, Measuring agreement in ordered rating scales, Quality & Quantity 35 (2001), 325-341.
 */
export const agreement = (counts: readonly number[]): number | undefined => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total <= 0 || counts.length < 3) return undefined
  let left = [...counts]
  let sum = 0
  for (;;) {
    const chosen = left.map((count) => count > 0)
    const height = Math.min(...left.filter((count) => count > 0))
    if (!Number.isFinite(height)) return sum / total
    const answers = height * chosen.filter(Boolean).length
    sum += layer(chosen) * answers
    left = left.map((count) => (count > 0 ? count - height : 0))
  }
}

const layer = (chosen: readonly boolean[]): number => {
  const k = chosen.length
  const s = chosen.filter(Boolean).length
  const [unimodal, not] = triples(chosen)
  const u = unimodal + not === 0 ? 1 : ((k - 2) * unimodal - (k - 1) * not) / ((k - 2) * (unimodal + not))
  return u * (1 - (s - 1) / (k - 1))
}

/** How many triples of categories, in order, look as if there were one peak, and how many as if there were two. */
const triples = (chosen: readonly boolean[]): readonly [number, number] => {
  let [unimodal, not] = [0, 0]
  for (let a = 0; a < chosen.length; a++)
    for (let b = a + 1; b < chosen.length; b++)
      for (let c = b + 1; c < chosen.length; c++) {
        if (chosen[a] && !chosen[b] && chosen[c]) not++
        else if (chosen[b] && chosen[a] !== chosen[c]) unimodal++
      }
  return [unimodal, not]
}
