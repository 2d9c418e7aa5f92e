import { createHash, hash } from 'node:crypto'

/** 128 bits as a UUID, from the first 32 hex digits of a digest. */
const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`

/** The id of a row by what it holds: the same source and content always give the same id. */
export const contentId = (source: string, row: string): string => uuidOf(hash('sha256', `${source}\0${row}`, 'hex'))

/** The id of the k-th identical row of one import (k from 0): two identical rows are two events. */
export const ordinalId = (content: string, k: number): string =>
  k === 0 ? content : uuidOf(hash('sha256', `${content}\0${k}`, 'hex'))

/** A digest in hex of what names an import: the same parts always give the same key. */
export const keyOf = (...parts: readonly string[]): string => {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(`${part.length}:`).update(part)
  return digest.digest('hex')
}
