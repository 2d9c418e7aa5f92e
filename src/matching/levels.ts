import { unreachable } from '../kernel/index.ts'
import { CROSSED, EXACT, levelOf, MISSING } from './comparisons.ts'
import { wholeNames } from './full-names.ts'
import { editsWithin, jaroWinklerAtLeast, oneEdit } from './near-letters.ts'
import type { RecordColumn, Records } from './records.ts'
import { lengthOf, type Texts, textAt } from './texts.ts'

/** The level at which two different, present values of a column agree, by their codes: what `levelOf` says of the texts. */
type LevelOfCodes = (a: number, b: number) => number

const BLANK = 32

const shortIn = ({ letters, starts, masks }: Texts, short: number, long: number): boolean => {
  if (((masks[short] ?? 0) & ~(masks[long] ?? 0)) !== 0) return false
  const [s, ls] = [starts[short] ?? 0, (starts[short + 1] ?? 0) - (starts[short] ?? 0)]
  const end = (starts[long + 1] ?? 0) - ls
  for (let at = starts[long] ?? 0; at <= end; at++) {
    let i = 0
    while (i < ls && letters[at + i] === letters[s + i]) i++
    if (i === ls) return true
  }
  return false
}

/** Initials: `j`, `jp` or `j p`, each the beginning of a word of the other, in their order. */
const initialsOf = ({ letters, starts }: Texts, short: number, long: number): boolean => {
  const [s, ls] = [starts[short] ?? 0, (starts[short + 1] ?? 0) - (starts[short] ?? 0)]
  const [l, end] = [starts[long] ?? 0, starts[long + 1] ?? 0]
  if (letters[s] !== letters[l]) return false
  const step = ls === 2 ? 1 : 2
  if (step === 2 && ls % 2 === 0) return false
  let at = l
  for (let i = 0; i < ls; i += step) {
    if (step === 2 && i > 0 && letters[s + i - 1] !== BLANK) return false
    if (at >= end || letters[at] !== letters[s + i]) return false
    while (at < end && letters[at] !== BLANK) at++
    at++
  }
  return true
}

const namesBy =
  (texts: Texts): LevelOfCodes =>
  (a, b) => {
    const similarity = jaroWinklerAtLeast(texts, a, texts, b, 0.8)
    const aIsShort = lengthOf(texts, a) < lengthOf(texts, b)
    const [short, long] = aIsShort ? [a, b] : [b, a]
    const enough = lengthOf(texts, short) >= 3
    if (enough && (similarity >= 0.92 || oneEdit(texts, a, texts, b))) return 3
    if (similarity >= 0.8 || (enough && shortIn(texts, short, long)) || initialsOf(texts, short, long)) return 2
    return 0
  }

const datesBy = ({ texts, features: { dates, days } }: RecordColumn): LevelOfCodes => {
  const otherwise = byTexts('birth-date', texts)
  return (a, b) => {
    const [one, other] = [dates[a] ?? -1, dates[b] ?? -1]
    if (one < 0 || other < 0) return otherwise(a, b)
    if (oneEdit(texts, a, texts, b)) return 3
    const [yearA, monthA, dayA] = [Math.trunc(one / 10_000), Math.trunc(one / 100) % 100, one % 100]
    const [yearB, monthB, dayB] = [Math.trunc(other / 10_000), Math.trunc(other / 100) % 100, other % 100]
    if (yearA === yearB && monthA === dayB && dayA === monthB) return 3
    const kept = Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB)
    const apart = Math.abs((days[a] ?? 0) - (days[b] ?? 0))
    if (kept === 2 || apart <= 31) return 2
    return apart <= 372 || editsWithin(texts, a, texts, b, 2) ? 1 : 0
  }
}

const emailsBy = ({ texts, features: { parts, numbered, numbers } }: RecordColumn): LevelOfCodes => {
  const locals = partTexts(texts)
  return (a, b) => {
    if (parts[a] === parts[b] || oneEdit(texts, a, texts, b)) return 3
    const [left, right] = [numbered[a] ?? 0, numbered[b] ?? 0]
    if (left !== right && !oneEdit(numbers, left, numbers, right)) return 0
    if (editsWithin(texts, a, texts, b, 3)) return 2
    return left === right && left !== 0 && jaroWinklerAtLeast(locals, 2 * a, locals, 2 * b, 0.9) >= 0.9 ? 1 : 0
  }
}

const AT = 64

/** The same letters, each text ending before its @: text 2v is the local part of v. */
const partTexts = ({ letters, starts, masks }: Texts): Texts => {
  const ends = new Int32Array(2 * masks.length + 1)
  const doubled = new Int32Array(2 * masks.length)
  for (let v = 0; v < masks.length; v++) {
    const [from, to] = [starts[v] ?? 0, starts[v + 1] ?? 0]
    let at = from
    while (at < to && letters[at] !== AT) at++
    ends[2 * v] = from
    ends[2 * v + 1] = at
    // Letters beyond the @ may stand in the mask: nothing is given up for them.
    doubled[2 * v] = -1
  }
  ends[2 * masks.length] = starts[masks.length] ?? 0
  return { letters, starts: ends, masks: doubled }
}

const digitsBy =
  (texts: Texts): LevelOfCodes =>
  (a, b) => {
    if (oneEdit(texts, a, texts, b)) return 3
    return lengthOf(texts, a) >= 4 && editsWithin(texts, a, texts, b, 2) ? 2 : 0
  }

const addressesBy = ({ texts, features }: RecordColumn): LevelOfCodes => {
  const { numbered, numbers, words, wordsFrom, wordCounts } = features
  const shared = (a: number, b: number): number => {
    let [x, y, both] = [wordsFrom[a] ?? 0, wordsFrom[b] ?? 0, 0]
    const [endA, endB] = [wordsFrom[a + 1] ?? 0, wordsFrom[b + 1] ?? 0]
    while (x < endA && y < endB) {
      const apart = (words[x] ?? 0) - (words[y] ?? 0)
      if (apart === 0) both++
      if (apart <= 0) x++
      if (apart >= 0) y++
    }
    return both
  }
  const wordsOf = (v: number) => (wordsFrom[v + 1] ?? 0) - (wordsFrom[v] ?? 0)
  return (a, b) => {
    const [here, there] = [numbered[a] ?? 0, numbered[b] ?? 0]
    const both = shared(a, b)
    const share = both / (wordsOf(a) + wordsOf(b) - both)
    if (here !== there && here !== 0 && there !== 0) {
      if (oneEdit(numbers, here, numbers, there) && oneEdit(texts, a, texts, b)) return 2
      return share >= 0.5 || jaroWinklerAtLeast(texts, a, texts, b, 0.9) >= 0.9 ? 1 : 0
    }
    const short = lengthOf(texts, a) < lengthOf(texts, b) ? a : b
    if ((wordCounts[short] ?? 0) >= 3 && both === wordsOf(short)) return 3
    if (editsWithin(texts, a, texts, b, 2)) return 3
    const similarity = jaroWinklerAtLeast(texts, a, texts, b, share >= 0.5 ? 0.93 : 0.78)
    if (similarity >= 0.93) return 3
    return share >= 0.5 || similarity >= 0.88 ? 2 : similarity >= 0.78 ? 1 : 0
  }
}

const fullNamesBy = ({ texts, features: { words, wordsFrom, numbers } }: RecordColumn): LevelOfCodes => {
  const lists = Array.from({ length: texts.masks.length }, (_, v) => [
    ...words.subarray(wordsFrom[v] ?? 0, wordsFrom[v + 1] ?? 0),
  ])
  const wordsOf = (v: number) => lists[v] ?? []
  const first = (word: number) => numbers.letters[numbers.starts[word] ?? 0]
  const same = (a: number, b: number) =>
    lengthOf(numbers, a) >= 3 &&
    lengthOf(numbers, b) >= 3 &&
    (jaroWinklerAtLeast(numbers, a, numbers, b, 0.92) >= 0.92 || oneEdit(numbers, a, numbers, b))
  const initial = (a: number, b: number) =>
    (lengthOf(numbers, a) === 1 || lengthOf(numbers, b) === 1) && first(a) === first(b)
  const by = { same, initial }
  return (a, b) => wholeNames(wordsOf(a), wordsOf(b), by)
}

const placesBy =
  (texts: Texts): LevelOfCodes =>
  (a, b) => {
    const similarity = jaroWinklerAtLeast(texts, a, texts, b, 0.8)
    return similarity >= 0.9 || oneEdit(texts, a, texts, b) ? 3 : similarity >= 0.8 ? 2 : 0
  }

const byTexts =
  (role: RecordColumn['role'], texts: Texts): LevelOfCodes =>
  (a, b) =>
    levelOf(role, textAt(texts, a), textAt(texts, b))

const computed = (column: RecordColumn): LevelOfCodes => {
  const { role, texts } = column
  switch (role) {
    case 'given-name':
    case 'surname':
      return namesBy(texts)
    case 'birth-date':
      return datesBy(column)
    case 'email':
      return emailsBy(column)
    case 'phone':
    case 'number':
    case 'street-number':
      return digitsBy(texts)
    case 'address':
    case 'text':
      return addressesBy(column)
    case 'city':
      return placesBy(texts)
    case 'full-name':
      return fullNamesBy(column)
    case 'postcode':
      return byTexts(role, texts)
    case 'region':
    case 'gender':
      return () => 0
    default:
      return unreachable(role)
  }
}

/** Of so few values every pair has its place in a table; of more, the pairs met last are remembered. */
const FEW = 2_048
const REMEMBERED = 1 << 18
const UNKNOWN = 254
/** Comparisons that cost more than looking them up among so many. */
const DEAR: ReadonlySet<RecordColumn['role']> = new Set(['postcode', 'given-name', 'surname', 'city', 'full-name'])

/** Levels by codes, remembered where the same values meet again and again. `a` is the smaller code. */
const levelsOfCodes = (column: RecordColumn): LevelOfCodes => {
  const compute = computed(column)
  const size = column.texts.masks.length
  if (size <= FEW) {
    const table = new Uint8Array(size * size).fill(UNKNOWN)
    return (a, b) => {
      const slot = a * size + b
      const known = table[slot] ?? UNKNOWN
      if (known !== UNKNOWN) return known
      const level = compute(a, b)
      table[slot] = level
      return level
    }
  }
  if (!DEAR.has(column.role)) return compute
  const keys = new Float64Array(REMEMBERED).fill(-1)
  const levels = new Uint8Array(REMEMBERED)
  return (a, b) => {
    const key = a * size + b
    const slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) & (REMEMBERED - 1)
    if (keys[slot] === key) return levels[slot] ?? 0
    const level = compute(a, b)
    keys[slot] = key
    levels[slot] = level
    return level
  }
}

/** Compares records i and j in one column. */
export type Compare = (i: number, j: number) => number

const comparisonOf = (column: RecordColumn): Compare => {
  const level = levelsOfCodes(column)
  const { codes } = column
  return (i, j) => {
    const a = codes[i] ?? 0
    const b = codes[j] ?? 0
    if (a === 0 || b === 0) return MISSING
    if (a === b) return EXACT
    return a < b ? level(a, b) : level(b, a)
  }
}

/** Whether a given name and a surname are one name: 1 they are, 0 they are not, -1 where one of them is missing. */
const halves = (given: Texts, g: number, surname: Texts, s: number): number => {
  if (g === 0 || s === 0) return -1
  if (given.letters[given.starts[g] ?? 0] !== surname.letters[surname.starts[s] ?? 0]) return 0
  return jaroWinklerAtLeast(given, g, surname, s, 0.92) >= 0.92 ? 1 : 0
}

/** Names written in each other's place, as `crossed` tells them. */
const nameComparisons = (given: RecordColumn, surname: RecordColumn): { given: Compare; surname: Compare } => {
  const [ofGiven, ofSurname] = [comparisonOf(given), comparisonOf(surname)]
  const areCrossed = (i: number, j: number): boolean => {
    const one = halves(given.texts, given.codes[i] ?? 0, surname.texts, surname.codes[j] ?? 0)
    if (one === 0) return false
    const two = halves(given.texts, given.codes[j] ?? 0, surname.texts, surname.codes[i] ?? 0)
    return one + two >= 0 && two !== 0
  }
  return {
    given: (i, j) => {
      const level = ofGiven(i, j)
      return (level === 0 || level === MISSING) && areCrossed(i, j) ? CROSSED : level
    },
    surname: (i, j) => {
      const level = ofSurname(i, j)
      return level === 0 && areCrossed(i, j) ? MISSING : level
    },
  }
}

/** How the columns of some records are compared, in their order. */
export const comparisonsOf = ({ columns }: Pick<Records, 'columns'>): Compare[] => {
  const given = columns.find(({ role }) => role === 'given-name')
  const surname = columns.find(({ role }) => role === 'surname')
  const names = given && surname && nameComparisons(given, surname)
  return columns.map((column) =>
    names && column === given ? names.given : names && column === surname ? names.surname : comparisonOf(column),
  )
}
