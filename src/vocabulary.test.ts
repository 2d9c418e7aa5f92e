import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const source = dirname(fileURLToPath(import.meta.url))
const declared = new Set(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(join(source, name), 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm)])
    .map(([, name]) => name ?? ''),
)
const words = readFileSync(join(source, '..', 'docs', 'vocabulary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|\s*(?:-+|English)\s/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

describe('the vocabulary', () => {
  it('has been read, and gives each word its French and its type', () => {
    expect(words.length).toBeGreaterThan(30)
    for (const [, english, french, type] of words) {
      expect(english).not.toBe('')
      expect(french, english).not.toBe('')
      expect(type, english).toMatch(/^`\w+`$/)
    }
  })

  it('names types that exist', () => {
    expect(words.map(([, , , type]) => type?.slice(1, -1) ?? '').filter((type) => !declared.has(type))).toEqual([])
  })
})
