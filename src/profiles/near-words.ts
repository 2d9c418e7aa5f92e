import { editDistance, jaroWinkler, soundOf } from '../kernel/index.ts'
import { type Face, plainWords } from './face.ts'

/** Shorter words are not taken for misspelled. */
export const SHORTEST = 4
const LONGEST = 20
const SOUND = 6

/** The words of a face that people misspell: names and towns; a number or a mailbox is typed whole. */
export const misspellable = ({ name, city }: Pick<Face, 'name' | 'city'>): string[] =>
  [...new Set([...plainWords(name), ...plainWords(city)])].filter(
    (word) => word.length >= SHORTEST && word.length <= LONGEST && /^\p{L}+$/u.test(word),
  )

/**
 * What a misspelling leaves of a word: its sound, and the word itself less any one letter. Two words that are one slip
 * apart share one of these (symmetric deletion, after W. Garbe).
 */
export const tracesOf = (word: string): string[] => [
  ...new Set([
    `~${soundOf(word, SOUND)}`,
    word,
    ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1)),
  ]),
]

/** How alike a known word is to what was typed, from 1; 0 where it is another word. A short word has room for one slip. */
export const likenessOf = (typed: string, known: string): number => {
  if (typed === known) return 1
  const allowed = typed.length < 6 ? 1 : 2
  const apart = editDistance(typed, known, allowed)
  const similarity = jaroWinkler(typed, known)
  if (apart <= allowed) return Math.max(similarity, 1 - apart * 0.1) * 0.99
  return soundOf(typed, SOUND) === soundOf(known, SOUND) && similarity >= 0.8 ? similarity * 0.9 : 0
}

const NEAREST = 8

/** The known words that were perhaps meant, the nearest first. */
export const nearest = (typed: string, known: readonly string[]): string[] =>
  known
    .map((word) => ({ word, likeness: likenessOf(typed, word) }))
    .filter(({ likeness }) => likeness > 0)
    .sort((one, other) => other.likeness - one.likeness || (one.word < other.word ? -1 : 1))
    .slice(0, NEAREST)
    .map(({ word }) => word)
