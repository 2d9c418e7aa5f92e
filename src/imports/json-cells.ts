import type { BlockBuilder } from './block-builder.ts'

/**
 * Gives a row the cells of a JSON object: nested keys joined by dots, lists as JSON, `null` for what is not there.
 * A BigInt is a number; a Date, its ISO text; bytes, their hex.
 */
export const jsonCells = (builder: BlockBuilder, value: object, prefix = ''): void => {
  for (const [key, inner] of Object.entries(value)) jsonCell(builder, prefix === '' ? key : `${prefix}.${key}`, inner)
}

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value)

/** One cell, or those of a nested object. */
export const jsonCell = (builder: BlockBuilder, name: string, value: unknown): void => {
  if (value === null || value === undefined) return
  const add = (text: string, textual: boolean) =>
    builder.cell(builder.column(name), builder.put(text), builder.end, textual)
  switch (typeof value) {
    case 'string':
      add(value, true)
      return
    case 'object':
      if ('toJSON' in value && typeof value.toJSON === 'function') add(String(value.toJSON()), true)
      else if (value instanceof Uint8Array) add(Buffer.from(value).toString('hex'), true)
      else if (Array.isArray(value)) add(JSON.stringify(value, plain), false)
      else jsonCells(builder, value, name)
      return
    default:
      add(String(value), false)
  }
}
