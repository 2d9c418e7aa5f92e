import type { Identifier, Told } from '../profiles/index.ts'
import { partsOf } from './keys.ts'
import { cleaned, type Role } from './normalise.ts'

/** What people are compared by, in this order. */
export const PERSON_COLUMNS = [
  { name: 'given', role: 'given-name' },
  { name: 'surname', role: 'surname' },
  { name: 'birth', role: 'birth-date' },
  { name: 'email', role: 'email' },
  { name: 'phone', role: 'phone' },
  { name: 'address', role: 'address' },
  { name: 'postcode', role: 'postcode' },
  { name: 'city', role: 'city' },
] as const satisfies readonly { readonly name: string; readonly role: Role }[]

/** What is told of a person under one identifier, in the form in which it is compared. */
export interface PersonRecord {
  readonly filed: string
  readonly identifier: Identifier
  /** Cleaned, in the order of `PERSON_COLUMNS`. */
  readonly cells: readonly string[]
}

/** A whole name as its halves: DUPONT Léa and Léa Dupont, the capitals being the surname. */
const halves = (name: string): readonly [given: string, surname: string] => {
  const words = name.trim().split(/\s+/)
  const shouted = words.filter((word) => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase())
  if (shouted.length > 0 && shouted.length < words.length)
    return [words.filter((word) => !shouted.includes(word)).join(' '), shouted.join(' ')]
  return words.length < 2 ? ['', name] : [words[0] ?? '', words.slice(1).join(' ')]
}

export const cellsFrom = (told: Told): string[] => {
  const [given, surname] =
    told.firstName || told.lastName ? [told.firstName ?? '', told.lastName ?? ''] : halves(told.name ?? '')
  const raw = [given, surname, told.birthday, told.email, told.phone, told.address, told.postcode, told.city]
  return PERSON_COLUMNS.map(({ role }, c) => cleaned(role, raw[c] ?? ''))
}

/** Whether a record says enough to be compared: part of a name, and two things besides. */
export const saysEnough = (cells: readonly string[]): boolean =>
  (cells[0] !== '' || cells[1] !== '') && cells.filter((cell) => cell !== '').length >= 3

/** One rule that brings people together: traces of columns that must be the same. */
export type PersonRule = readonly { readonly column: number; readonly trace: string }[]

/** A 53-bit hash of a text (after cyrb53): what a key is stored as. */
const hashed = (text: string): number => {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    high = Math.imul(high ^ letter, 2654435761)
    low = Math.imul(low ^ letter, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

const SOUNDS = 50_000

/** Names come again and again: what they sound like is worked out once. */
const remembering = (trace: (value: string) => string): ((value: string) => string) => {
  const known = new Map<string, string>()
  return (value) => {
    const before = known.get(value)
    if (before !== undefined) return before
    if (known.size >= SOUNDS) known.clear()
    const after = trace(value)
    known.set(value, after)
    return after
  }
}

const TRACES = PERSON_COLUMNS.map(
  ({ role }) =>
    new Map(partsOf(role).map(([suffix, trace]) => [suffix, suffix === '~sound' ? remembering(trace) : trace])),
)

/** The keys of a record: one per rule of which it has every part. */
export const keysOf = (workspace: string, rules: readonly PersonRule[], cells: readonly string[]): number[] => {
  const keys: number[] = []
  for (const [at, rule] of rules.entries()) {
    let text = `${workspace}|${at}`
    for (const { column, trace } of rule) {
      const cell = cells[column] ?? ''
      const part = cell === '' ? '' : (TRACES[column]?.get(trace)?.(cell) ?? '')
      if (part === '') {
        text = ''
        break
      }
      text += `|${part}`
    }
    if (text !== '') keys.push(hashed(text))
  }
  return keys
}
