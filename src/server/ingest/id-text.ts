import type { Ids } from '../../storage/ids/id-set.ts'

/** A UUID's text takes this many bytes at the start of every row. */
export const ID_LENGTH = 36
const DASH = 45

/** What each byte is worth as a hexadecimal digit; -1 for none, which no shift and no `|` can hide. */
const DIGIT = new Int32Array(256).fill(-1)
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  DIGIT[digit.charCodeAt(0)] = value
  DIGIT[digit.toUpperCase().charCodeAt(0)] = value
}

/** Four digits as a number; negative where they are not digits. */
const quad = (row: Uint8Array, at: number): number =>
  ((DIGIT[row[at] as number] as number) << 12) |
  ((DIGIT[row[at + 1] as number] as number) << 8) |
  ((DIGIT[row[at + 2] as number] as number) << 4) |
  (DIGIT[row[at + 3] as number] as number)

/** Reads the UUID at the start of a row into four words. False where none stands there. */
export const readId = (row: Uint8Array, at: number, into: Ids): boolean => {
  if (at + ID_LENGTH > row.length) return false
  const a = quad(row, at)
  const b = quad(row, at + 4)
  const c = quad(row, at + 9)
  const d = quad(row, at + 14)
  const e = quad(row, at + 19)
  const f = quad(row, at + 24)
  const g = quad(row, at + 28)
  const h = quad(row, at + 32)
  into[0] = (a << 16) | b
  into[1] = (c << 16) | d
  into[2] = (e << 16) | f
  into[3] = (g << 16) | h
  const dashed = row[at + 8] === DASH && row[at + 13] === DASH && row[at + 18] === DASH && row[at + 23] === DASH
  return dashed && (a | b | c | d | e | f | g | h) >= 0
}

/** Mixes an id with the salt of its scope, so that the ids of many scopes share one set. */
export const salted = (id: Ids, salt: Ids, into: Ids, at = 0): void => {
  for (let w = 0; w < 4; w++) into[at + w] = (id[w] as number) ^ (salt[w] as number)
}
