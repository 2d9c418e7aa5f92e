import { jaroWinkler, oneEditApart } from '../kernel/index.ts'

/** What stands before, between or after names and tells nobody apart, people's and companies'. */
const EMPTY = new Set(
  'm mr mme mlle mrs ms miss dr sir lord lady rev monsieur madame mademoiselle de du des la le les van von der den el al ben mc et and sarl sas sasu sa eurl sci snc ltd limited inc llc plc gmbh corp co ste societe ets jr sr'.split(
    ' ',
  ),
)

/** The words of a name that tell; all of them where nothing else would be left of it. */
export const tellingWords = (name: string): readonly string[] => {
  const words = name.split(' ')
  const telling = words.filter((word) => !EMPTY.has(word))
  return telling.length > 0 ? telling : words
}

/** How two words are told: whether they are one, and whether one is the initial of the other. */
export interface Words<Word> {
  readonly same: (a: Word, b: Word) => boolean
  readonly initial: (a: Word, b: Word) => boolean
}

const texts: Words<string> = {
  same: (a, b) => a.length >= 3 && b.length >= 3 && (jaroWinkler(a, b) >= 0.92 || oneEditApart(a, b)),
  initial: (a, b) => (a.length === 1 ? b.startsWith(a) : b.length === 1 && a.startsWith(b)),
}

/** How many words of the one are in the other, and of the other in the one, whichever are fewer; and those that are not. */
const inCommon = <Word>(one: readonly Word[], other: readonly Word[], is: (a: Word, b: Word) => boolean) => {
  const left = one.filter((word) => !other.some((each) => is(word, each)))
  const right = other.filter((word) => !one.some((each) => is(each, word)))
  return { count: Math.min(one.length - left.length, other.length - right.length), left, right }
}

/**
 * Two whole names, their words in any order: 3 all of them, with slips at most; 2 what the shorter one has; 1 one word
 * of both, as people of one home have their surname; 0 none.
 */
export const wholeNames = <Word>(one: readonly Word[], other: readonly Word[], words: Words<Word>): number => {
  const [fewest, most] = [Math.min(one.length, other.length), Math.max(one.length, other.length)]
  const { count: same, left, right } = inCommon(one, other, (a, b) => a === b || words.same(a, b))
  if (same === most) return 3
  if (same === 0) return 0
  const initials = inCommon(left, right, words.initial).count
  if (same + initials === fewest && fewest > 1) return 2
  return same > 2 && same >= fewest - 1 ? 2 : 1
}

export const fullNames = (a: string, b: string): number => wholeNames(tellingWords(a), tellingWords(b), texts)
