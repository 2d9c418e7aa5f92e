/** A text as it is sought: without accents, in small letters. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()

/** How well a text answers what is sought: 0 not at all; the start of the text, then of a word, then anywhere. */
const answers = (text: string, word: string): number => {
  if (text.startsWith(word)) return 3
  const at = text.indexOf(word)
  if (at < 0) return 0
  return /[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') ? 1 : 2
}

/** What is sought among named things, best first, at most `most`. Every word must be found; the order given breaks ties. */
export const find = <Thing extends { readonly name: string; readonly also?: string }>(
  sought: string,
  among: readonly Thing[],
  most: number,
): readonly Thing[] => {
  const words = plain(sought).split(/\s+/).filter(Boolean)
  if (words.length === 0) return among.slice(0, most)
  return among
    .map((thing) => {
      const name = plain(thing.name)
      const also = plain(thing.also ?? '')
      const scores = words.map((word) => answers(name, word) * 2 || Math.min(1, answers(also, word)))
      return { thing, score: scores.includes(0) ? 0 : scores.reduce((sum, one) => sum + one, 0) }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ thing }) => thing)
}
