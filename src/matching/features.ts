import { tellingWords } from './full-names.ts'
import type { Role } from './normalise.ts'
import { sharedBytes, sharedInts } from './shared.ts'
import { packed, type Texts } from './texts.ts'

/** What is taken apart of each value of a column once, so that no pair takes it apart again. */
export interface Features {
  /** A part that is compared by itself (the local part of an e-mail): its number. */
  readonly parts: Int32Array
  /** The digits that tell namesakes and neighbours apart: which text of `numbers` each has; 0 for none. */
  readonly numbered: Int32Array
  readonly numbers: Texts
  /** The words of value v, by number (of an address ascending, each once; of a name those that tell, texts of `numbers`): `words[wordsFrom[v]]` up to `words[wordsFrom[v + 1]]`. */
  readonly words: Int32Array
  readonly wordsFrom: Int32Array
  /** How many words each has, repeated ones too. */
  readonly wordCounts: Uint8Array
  /** Dates of eight digits: year, month, day in one number, and the day since 1970; -1 where they are none. */
  readonly dates: Int32Array
  readonly days: Int32Array
}

const numbering = () => {
  const known = new Map<string, number>([['', 0]])
  return {
    known,
    of: (text: string): number => {
      const before = known.get(text)
      if (before !== undefined) return before
      known.set(text, known.size)
      return known.size - 1
    },
  }
}

const NONE = sharedInts(0)
const nothing: Features = {
  parts: NONE,
  numbered: NONE,
  numbers: packed([]),
  words: NONE,
  wordsFrom: NONE,
  wordCounts: sharedBytes(0),
  dates: NONE,
  days: NONE,
}

export const digitsOf = (text: string): string => text.replace(/\D/g, '')
export const numberOf = (address: string): string => /\b\d+[bt]?\b/.exec(address)?.[0] ?? ''
export const localOf = (email: string): string => {
  const at = email.indexOf('@')
  return at < 0 ? email : email.slice(0, at)
}
export const daysOf = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / 86_400_000

const emailFeatures = (values: readonly string[]): Features => {
  const [locals, digits] = [numbering(), numbering()]
  const [parts, numbered] = [sharedInts(values.length), sharedInts(values.length)]
  for (const [v, value] of values.entries()) {
    const local = localOf(value)
    parts[v] = locals.of(local)
    numbered[v] = digits.of(digitsOf(local))
  }
  return { ...nothing, parts, numbered, numbers: packed([...digits.known.keys()]) }
}

const addressFeatures = (values: readonly string[]): Features => {
  const [numbers, words] = [numbering(), numbering()]
  const [numbered, wordsFrom, wordCounts] = [
    sharedInts(values.length),
    sharedInts(values.length + 1),
    sharedBytes(values.length),
  ]
  const all: number[] = []
  for (const [v, value] of values.entries()) {
    numbered[v] = numbers.of(numberOf(value))
    const each = value.split(' ')
    wordCounts[v] = Math.min(255, each.length)
    wordsFrom[v] = all.length
    // The empty word is a word too, as it is where texts are split.
    for (const word of [...new Set(each.map((one) => words.of(`${one} `)))].sort((a, b) => a - b)) all.push(word)
  }
  wordsFrom[values.length] = all.length
  const codes = sharedInts(all.length)
  codes.set(all)
  return { ...nothing, numbered, numbers: packed([...numbers.known.keys()]), words: codes, wordsFrom, wordCounts }
}

const dateFeatures = (values: readonly string[]): Features => {
  const [dates, days] = [sharedInts(values.length), sharedInts(values.length)]
  for (const [v, value] of values.entries()) {
    const whole = /^\d{8}$/.test(value)
    dates[v] = whole ? Number(value) : -1
    days[v] = whole ? daysOf(value) : 0
  }
  return { ...nothing, dates, days }
}

const fullNameFeatures = (values: readonly string[]): Features => {
  const words = numbering()
  const wordsFrom = sharedInts(values.length + 1)
  const all: number[] = []
  for (const [v, value] of values.entries()) {
    wordsFrom[v] = all.length
    for (const word of tellingWords(value)) all.push(words.of(word))
  }
  wordsFrom[values.length] = all.length
  const codes = sharedInts(all.length)
  codes.set(all)
  return { ...nothing, numbers: packed([...words.known.keys()]), words: codes, wordsFrom }
}

export const featuresOf = (role: Role, values: readonly string[]): Features => {
  if (role === 'email') return emailFeatures(values)
  if (role === 'address' || role === 'text') return addressFeatures(values)
  if (role === 'birth-date') return dateFeatures(values)
  return role === 'full-name' ? fullNameFeatures(values) : nothing
}
