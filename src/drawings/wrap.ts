import type { Measure, Weight } from './marks.ts'

const VOWEL = /[aeiouyàâäéèêëîïôöùûüœæ]/i
const LETTER = /\p{L}/u

/** Where a long word may break: before a consonant that a vowel follows, three letters at least on each side. */
const breaks = (word: string): number[] => {
  const places: number[] = []
  for (let i = 3; i <= word.length - 3; i++) {
    const [before, at, after] = [word[i - 1] ?? '', word[i] ?? '', word[i + 1] ?? '']
    if (before === '-' || before === '/' || before === '@' || before === '.') places.push(i)
    else if (LETTER.test(before) && LETTER.test(at) && !VOWEL.test(at) && VOWEL.test(after)) places.push(i)
  }
  return places
}

/** The largest beginning of a word that fits, with its hyphen, and the rest; by letters where no syllable fits. */
const split = (word: string, fits: (text: string) => boolean): readonly [string, string] => {
  const hyphened = (end: number) => (LETTER.test(word[end - 1] ?? '') ? `${word.slice(0, end)}-` : word.slice(0, end))
  const syllable = breaks(word)
    .reverse()
    .find((end) => fits(hyphened(end)))
  if (syllable !== undefined) return [hyphened(syllable), word.slice(syllable)]
  let end = Math.max(1, word.length - 1)
  while (end > 1 && !fits(word.slice(0, end))) end--
  // Never between the halves of one character.
  if (/[\ud800-\udbff]/.test(word[end - 1] ?? '')) end++
  return [word.slice(0, end), word.slice(end)]
}

/**
 * Breaks a text into lines no wider than `width` points; the first line leaves `indent` free. Breaks at ordinary spaces only,
 * inside a word where it is wider than a whole line.
 */
export const wrap = (
  text: string,
  width: number,
  { measure, size, weight, indent = 0 }: { measure: Measure; size: number; weight: Weight; indent?: number },
): string[] => {
  const lines: string[] = []
  let line = ''
  const room = () => width - (lines.length === 0 ? indent : 0)
  const fits = (candidate: string) => measure(candidate, size, weight) <= room()
  const words = text.split(/[ \t\n\r]+/).filter(Boolean)
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const longer = line ? `${line} ${word}` : word
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line) {
      lines.push(line)
      line = ''
      words.unshift(word)
      continue
    }
    if (lines.length === 0 && indent > 0) {
      lines.push('')
      words.unshift(word)
      continue
    }
    if (word.length < 2) {
      line = word
      continue
    }
    const [head, tail] = split(word, fits)
    lines.push(head)
    if (tail) words.unshift(tail)
  }
  if (line) lines.push(line)
  return lines
}
