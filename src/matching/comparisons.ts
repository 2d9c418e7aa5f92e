import { editDistance, jaroWinkler, oneEditApart, sharedWords, unreachable } from '../kernel/index.ts'
import { daysOf, digitsOf, localOf, numberOf } from './features.ts'
import { fullNames } from './full-names.ts'
import type { Role } from './normalise.ts'

/** Levels of agreement, from 0 (different) to `EXACT`; `MISSING` says nothing either way. */
export const EXACT = 4
export const LEVELS = 5
export const MISSING = 255

/** J. for Jean, J. P. for Jean Pierre, Jean for Jean Pierre; and the other way round for the second name alone. */
const shortOf = (short: string, long: string): boolean => {
  if (short.length >= 3 && long.includes(short)) return true
  const [some, whole] = [short.length === 2 ? [...short] : short.split(' '), long.split(' ')]
  return (
    short.length > 0 &&
    some.length <= whole.length &&
    some.every((part, at) => part.length === 1 && whole[at]?.startsWith(part))
  )
}

const names = (a: string, b: string): number => {
  const similarity = jaroWinkler(a, b)
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length >= 3 && (similarity >= 0.92 || oneEditApart(a, b))) return 3
  if (shortOf(short, long)) return 2
  return similarity >= 0.8 ? 2 : 0
}

/** One slip of a digit, day and month exchanged; two of the three parts kept, or days apart; about a year apart. */
const dates = (a: string, b: string): number => {
  if (oneEditApart(a, b)) return 3
  if (a.length !== 8 || b.length !== 8) return editDistance(a, b, 2) <= 2 ? 2 : 0
  const [yearA, monthA, dayA] = [a.slice(0, 4), a.slice(4, 6), a.slice(6)]
  const [yearB, monthB, dayB] = [b.slice(0, 4), b.slice(4, 6), b.slice(6)]
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 3
  const kept = Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB)
  const apart = Math.abs(daysOf(a) - daysOf(b))
  if (kept === 2 || apart <= 31) return 2
  return apart <= 372 || editDistance(a, b, 2) <= 2 ? 1 : 0
}

const digits = (a: string, b: string): number =>
  oneEditApart(a, b) ? 3 : a.length < 4 ? 0 : editDistance(a, b, 2) <= 2 ? 2 : 0

/**
 * Addresses are made from names, so that two people of one name have alike ones: likeness counts only where the digits,
 * which tell namesakes apart, are the same.
 */
const emails = (a: string, b: string): number => {
  const [localA, localB] = [localOf(a), localOf(b)]
  if (localA === localB || oneEditApart(a, b)) return 3
  const [left, right] = [digitsOf(localA), digitsOf(localB)]
  if (left !== right && !oneEditApart(left, right)) return 0
  return editDistance(a, b, 3) <= 3 ? 2 : left === right && left !== '' && jaroWinkler(localA, localB) >= 0.9 ? 1 : 0
}

/** The words of the one are all in the other, but for what a shorter writing leaves out. */
const within = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a.split(' '), b.split(' ')] : [b.split(' '), a.split(' ')]
  return short.length >= 3 && short.every((word) => long.includes(word))
}

/** Neighbours have alike addresses: those whose house numbers are not the same agree on the street at most. */
const addresses = (a: string, b: string): number => {
  const [here, there] = [numberOf(a), numberOf(b)]
  const similarity = jaroWinkler(a, b)
  const shared = sharedWords(a, b)
  if (here !== there && here !== '' && there !== '') {
    if (oneEditApart(a, b) && oneEditApart(here, there)) return 2
    return shared >= 0.5 || similarity >= 0.9 ? 1 : 0
  }
  if (similarity >= 0.93 || editDistance(a, b, 2) <= 2 || within(a, b)) return 3
  return shared >= 0.5 || similarity >= 0.88 ? 2 : similarity >= 0.78 ? 1 : 0
}

/** A lost zero, a slip; the same sorting office; the same department. */
const postcodes = (a: string, b: string): number => {
  if (`0${a}` === b || a === `0${b}` || oneEditApart(a, b)) return 3
  if (a.length < 4 || b.length < 4) return a.startsWith(b) || b.startsWith(a) ? 1 : 0
  if (a.length !== 5 || b.length !== 5) return editDistance(a, b, 2) <= 2 ? 2 : 0
  return a.slice(0, 3) === b.slice(0, 3) ? 2 : a.slice(0, 2) === b.slice(0, 2) ? 1 : 0
}

const places = (a: string, b: string): number => {
  const similarity = jaroWinkler(a, b)
  return similarity >= 0.9 || oneEditApart(a, b) ? 3 : similarity >= 0.8 ? 2 : 0
}

/** The level at which two different, present, cleaned values of a role agree. */
export const levelOf = (role: Role, a: string, b: string): number => {
  switch (role) {
    case 'given-name':
    case 'surname':
      return names(a, b)
    case 'full-name':
      return fullNames(a, b)
    case 'birth-date':
      return dates(a, b)
    case 'email':
      return emails(a, b)
    case 'phone':
    case 'number':
    case 'street-number':
      return digits(a, b)
    case 'postcode':
      return postcodes(a, b)
    case 'address':
    case 'text':
      return addresses(a, b)
    case 'city':
      return places(a, b)
    case 'region':
    case 'gender':
      return 0
    default:
      return unreachable(role)
  }
}

/** Whether the halves of two names are in each other's place: both crossed, or one where the other is missing. */
const crossed = (mine: readonly [string, string], theirs: readonly [string, string]): boolean => {
  const half = (g: string, s: string): boolean | undefined =>
    g === '' || s === '' ? undefined : g === s || (g.charCodeAt(0) === s.charCodeAt(0) && jaroWinkler(g, s) >= 0.92)
  const [one, two] = [half(mine[0], theirs[1]), half(theirs[0], mine[1])]
  return one === undefined ? two === true : two === undefined ? one : one && two
}

/**
 * Given name and surname written in each other's place are said once, by the given name (level 1, `CROSSED`); the
 * surname then says nothing.
 */
export const CROSSED = 1

/** The levels at which two records agree, of their cleaned cells: what the comparisons of whole columns say of a pair. */
export const levelsBetween = (roles: readonly Role[], a: readonly string[], b: readonly string[]): number[] => {
  const [given, surname] = [roles.indexOf('given-name'), roles.indexOf('surname')]
  const levels = roles.map((role, c) => {
    const [mine, theirs] = [a[c] ?? '', b[c] ?? '']
    return mine === '' || theirs === '' ? MISSING : mine === theirs ? EXACT : levelOf(role, mine, theirs)
  })
  if (given < 0 || surname < 0) return levels
  const nameOf = (cells: readonly string[]) => [cells[given] ?? '', cells[surname] ?? ''] as const
  if (!crossed(nameOf(a), nameOf(b))) return levels
  return levels.map((level, c) => {
    if (c === given && (level === 0 || level === MISSING)) return CROSSED
    return c === surname && level === 0 ? MISSING : level
  })
}
