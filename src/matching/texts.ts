import { sharedInts, sharedLetters } from './shared.ts'

/** Many texts in one array of letters, so that threads share them and comparing two allocates nothing. */
export interface Texts {
  /** UTF-16 units, one text after the other. */
  readonly letters: Uint16Array
  /** Text t is `letters[starts[t]]` up to `letters[starts[t + 1]]`. */
  readonly starts: Int32Array
  /** Which letters each has, one bit for several: a bit that only one of two texts has is a letter that only one has. */
  readonly masks: Int32Array
}

const bitOf = (letter: number): number =>
  letter >= 97 && letter <= 122 ? letter - 97 : letter >= 48 && letter <= 57 ? 26 + ((letter - 48) % 5) : 31

/** Of digits alone there are so few that it is told whether each stands there once, twice, thrice. */
const digitsMask = (digits: string): number => {
  let mask = 0
  for (let i = 0; i < digits.length; i++) {
    const bit = digits.charCodeAt(i) - 48
    mask |= (mask >>> bit) & 1 ? ((mask >>> (bit + 10)) & 1 ? 1 << (bit + 20) : 1 << (bit + 10)) : 1 << bit
  }
  return mask
}

const lettersMask = (text: string): number => {
  let mask = 0
  for (let i = 0; i < text.length; i++) mask |= 1 << bitOf(text.charCodeAt(i))
  return mask
}

/** `inDigits` where a column promises digits; where one of its values has others, all are taken for letters. */
export const packed = (values: readonly string[], inDigits = false): Texts => {
  const maskOf = inDigits && values.every((value) => /^\d*$/.test(value)) ? digitsMask : lettersMask
  const starts = sharedInts(values.length + 1)
  const masks = sharedInts(values.length)
  const letters = sharedLetters(values.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const [text, value] of values.entries()) {
    starts[text] = at
    for (let i = 0; i < value.length; i++) letters[at++] = value.charCodeAt(i)
    masks[text] = maskOf(value)
  }
  starts[values.length] = at
  return { letters, starts, masks }
}

export const lengthOf = ({ starts }: Texts, text: number): number => (starts[text + 1] ?? 0) - (starts[text] ?? 0)

const CHUNK = 4096

export const textAt = ({ letters, starts }: Texts, text: number): string => {
  const [from, to] = [starts[text] ?? 0, starts[text + 1] ?? 0]
  if (to - from <= CHUNK) return String.fromCharCode(...letters.subarray(from, to))
  let whole = ''
  for (let at = from; at < to; at += CHUNK)
    whole += String.fromCharCode(...letters.subarray(at, Math.min(to, at + CHUNK)))
  return whole
}

/** How many bits are set (Warren, Hacker's Delight). */
const bits = (word: number): number => {
  let n = word - ((word >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** At least so many letters of each text are not in the other: no fewer edits make them equal. */
export const lettersApart = (maskA: number, maskB: number): number => {
  const [onlyA, onlyB] = [bits(maskA & ~maskB), bits(maskB & ~maskA)]
  return Math.max(onlyA, onlyB)
}

/** At least so many letters of the first text are not in the other. */
export const lettersMissing = (mask: number, other: number): number => bits(mask & ~other)
