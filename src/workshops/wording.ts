/** Words that say nothing of what a journey is, in French and in English. */
const EMPTY = new Set(
  `a à au aux avec ce ces cet cette d dans de des du elle en est et être il ils je l la le les leur leurs lui mais ne nos notre nous on ou où par pas plus pour qu que qui sa sans se ses son sont sur tout tous toute toutes un une vers vos votre vous y
   an and are as at be by for from has have he her his in into is it its not of on or our she so that the their they this to was we what when where which who will with you your`
    .split(/\s+/)
    .filter(Boolean),
)

/** The words of a text that carry its sense, each once: lower case, without accents, plurals as singulars. */
export const wordsOf = (text: string): ReadonlySet<string> => new Set(spelling(text).keys())

/** The same words, each as it was first written. */
const spelling = (text: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (word.length < 2 || EMPTY.has(word)) continue
    const plain = word.normalize('NFD').replace(/\p{M}/gu, '')
    const root = plain.length > 3 ? plain.replace(/(?:s|x)$/, '') : plain
    if (!found.has(root)) found.set(root, word)
  }
  return found
}

export interface Wording {
  /** Words that at least half of the texts use, and at least two of them, the commonest first. */
  readonly shared: readonly string[]
  /** The words that each text alone uses. */
  readonly own: readonly (readonly string[])[]
  /**
   * How alike the texts are, 0 to 1: the mean over pairs of the share of words that both use among those that either does
   * (P. Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37, 1901). `null` for fewer than two texts.
   */
  readonly alike: number | null
}

/** What texts that should say one thing have in common, and what each says alone. */
export const compareWords = (texts: readonly string[]): Wording => {
  const sets = texts.map(wordsOf)
  const spelt = new Map(texts.flatMap((text) => [...spelling(text)]).reverse())
  const written = (word: string) => spelt.get(word) ?? word
  const uses = new Map<string, number>()
  for (const set of sets) for (const word of set) uses.set(word, (uses.get(word) ?? 0) + 1)
  const shared = [...uses]
    .filter(([, count]) => count >= Math.max(2, texts.length / 2))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([word]) => written(word))
  const own = sets.map((set) => [...set].filter((word) => uses.get(word) === 1).map(written))
  const pairs = sets.flatMap((a, i) => sets.slice(i + 1).map((b) => jaccard(a, b)))
  return { shared, own, alike: pairs.length === 0 ? null : pairs.reduce((sum, one) => sum + one, 0) / pairs.length }
}

const jaccard = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const both = [...a].filter((word) => b.has(word)).length
  const either = a.size + b.size - both
  return either === 0 ? 1 : both / either
}
