import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const web = fileURLToPath(new URL('.', import.meta.url))
const sheets = readdirSync(web, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.css') && entry.name !== 'print.css')
  .map((entry) => `${entry.parentPath}/${entry.name}`)

/** The same rule in several sheets, said alike for all: what only a screen reader hears. */
const SHARED = new Set(['.visually-hidden', '.sr-only', '.touchpoint'])

it('gives each class its look in one sheet: two screens that use one name would change each other, by the order of visits', () => {
  const places = new Map<string, Set<string>>()
  for (const sheet of sheets)
    for (const [, name = ''] of readFileSync(sheet, 'utf8').matchAll(/^(\.[a-z][\w-]*)\b/gm))
      places.set(name, (places.get(name) ?? new Set()).add(sheet.slice(web.length)))
  expect(places.size).toBeGreaterThan(50)
  const shared = [...places].filter(([name, found]) => found.size > 1 && !SHARED.has(name))
  expect(shared.map(([name, found]) => `${name}: ${[...found].join(', ')}`)).toEqual([])
})
