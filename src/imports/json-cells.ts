import type { BlockBuilder } from './block-builder.ts'

/** Objects in objects beyond this are no row of anyone's: their dotted names alone would fill the memory. */
const DEEPEST = 64

/** An object nests too deep to be a row. */
export class TooDeep extends Error {}

/** Marks, in parsed JSON, a whole number that JavaScript's own would round: two orders would become one. */
const LARGE = '\u0000#'
const TOKENS = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** Parses JSON; whole numbers past 2^53 keep every digit. */
export const parseJson = (text: string): unknown => {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  JSON.parse(text)
  const kept = text.replace(TOKENS, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"\\u0000#${token}"` : token,
  )
  return JSON.parse(kept)
}

/**
 * Gives a row the cells of a JSON object: nested keys joined by dots, lists as JSON, `null` for what is not there.
 * A BigInt is a number; a Date, its ISO text; bytes, their hex.
 */
export const jsonCells = (builder: BlockBuilder, value: object, prefix = '', depth = 1): void => {
  if (depth > DEEPEST) throw new TooDeep()
  for (const [key, inner] of Object.entries(value))
    jsonCell(builder, prefix === '' ? key : `${prefix}.${key}`, inner, depth)
}

const marked = (_: string, value: unknown): unknown => {
  if (typeof value !== 'bigint') return value
  return Number.isSafeInteger(Number(value)) ? Number(value) : `${LARGE}${value}`
}

const listText = (list: readonly unknown[]): string => {
  try {
    return JSON.stringify(list, marked).replace(/"\\u0000#(-?\d+)"/g, '$1')
  } catch (problem) {
    throw problem instanceof RangeError ? new TooDeep() : problem
  }
}

/** One cell, or those of a nested object. */
export const jsonCell = (builder: BlockBuilder, name: string, value: unknown, depth = 1): void => {
  if (value === null || value === undefined) return
  const add = (text: string, textual: boolean) =>
    builder.cell(builder.column(name), builder.put(text), builder.end, textual)
  switch (typeof value) {
    case 'string':
      if (value.startsWith(LARGE)) add(value.slice(LARGE.length), false)
      else add(value, true)
      return
    case 'object':
      if ('toJSON' in value && typeof value.toJSON === 'function') add(String(value.toJSON()), true)
      else if (value instanceof Uint8Array) add(Buffer.from(value).toString('hex'), true)
      else if (Array.isArray(value)) add(listText(value), false)
      else jsonCells(builder, value, name, depth + 1)
      return
    default:
      add(String(value), false)
  }
}
