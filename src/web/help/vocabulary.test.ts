import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Entry, VOCABULARY } from './vocabulary.ts'

const entries: readonly (readonly [string, Entry])[] = Object.entries(VOCABULARY)
const written = readFileSync(new URL('../../../docs/vocabulary.md', import.meta.url), 'utf8').toLowerCase()

describe('the words that a reader can look up', () => {
  it('say what they mean, in French with its spaces and in English', () => {
    expect(entries.length).toBeGreaterThan(35)
    const wrong = entries.filter(([, { name, means }]) => / [:;?!»]|« /.test(`${name.fr} ${means.fr}`))
    expect(wrong).toEqual([])
    for (const [id, { means }] of entries)
      expect([means.fr.length > 20, means.en.length > 20], id).toEqual([true, true])
  })
  it('are those of the project’s own vocabulary', () => {
    const foreign = entries.filter(([, { name }]) => !written.includes(name.fr) && !written.includes(name.en))
    expect(foreign.map(([id]) => id)).toEqual([])
  })
})
