import type { Event } from '../events/index.ts'
import { type Consent, type ConsentReader, inOrder, notedOf } from './consent-reader.ts'
import { overrules, wordOf } from './word.ts'

const notedIn = ({ source, receivedAt, properties: { by = '', signed = '' } }: Event) =>
  notedOf(source, { by, signed, at: receivedAt })

/** Reads events at hand: the twin of the engine's reader. */
export const createMemoryConsentReader = (events: readonly Event[]): ConsentReader => ({
  of: async (workspace, identifiers) => {
    const standing = new Map<string, Consent>()
    for (const event of events) {
      const word = event.workspace === workspace && identifiers.includes(event.identifier) ? wordOf(event) : undefined
      if (!word) continue
      const key = JSON.stringify([word.identifier, word.purpose])
      const { identifier, purpose, given, at } = word
      if (overrules(word, standing.get(key)))
        standing.set(key, { identifier, purpose, given, at, source: event.source, noted: notedIn(event) })
    }
    return [...standing.values()].sort(inOrder)
  },
})
