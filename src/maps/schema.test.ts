import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { JourneyMap } from './index.ts'
import { MAP_SCHEMA, type SchemaMap } from './schema.ts'

type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

it('accepts exactly the type that the code works with', () => {
  // Fails to compile where the schema and the type part.
  const same: Same<Plain<SchemaMap>, Plain<JourneyMap>> = true
  expect(same).toBe(true)
})

it('is published as it is written here (UPDATE_SCHEMAS=1 writes it)', () => {
  const file = new URL('../../schemas/parcours-1.schema.json', import.meta.url)
  const written = JSON.stringify(MAP_SCHEMA, null, 2) + '\n'
  if (process.env.UPDATE_SCHEMAS) writeFileSync(file, written)
  expect(readFileSync(file, 'utf8')).toBe(written)
})

it('refuses unknown keys at every level, except x-*', () => {
  const open: string[] = []
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    const schema = value as Record<string, unknown>
    const named = schema.properties !== undefined || path.endsWith('/text/anyOf/1') || path.endsWith('/channels')
    if (schema.type === 'object' && named) {
      const own = (schema.patternProperties as Record<string, unknown> | undefined)?.['^x-']
      if (schema.additionalProperties !== false || own === undefined) open.push(path)
    }
    for (const [key, inner] of Object.entries(schema)) visit(inner, `${path}/${key}`)
  }
  visit(MAP_SCHEMA, '')
  expect(open).toEqual([])
  expect(JSON.stringify(MAP_SCHEMA).match(/"\^x-"/g)?.length).toBeGreaterThan(15)
})
