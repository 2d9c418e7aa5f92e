import { done, type Outcome } from '../kernel/index.ts'
import { decodeMap } from './decode.ts'
import type { MapRevision } from './map-store.ts'
import { type MapText, readMap } from './read.ts'

/** A stored text, read. */
interface ReadText extends MapText {
  readonly text: string
}

/** Reads stored revisions, each once while it is remembered: a revision never changes, and every answer needs its map. */
export const createReading = (most = 200): ((workspace: string, stored: MapRevision) => Outcome<ReadText>) => {
  const known = new Map<string, ReadText>()
  return (workspace, { id, revision, hash, at, source }) => {
    const key = JSON.stringify([workspace, id, revision, hash, at, source.length])
    const before = known.get(key)
    if (before) {
      known.delete(key)
      known.set(key, before)
      return done(before)
    }
    const name = `${id}@${revision}`
    const text = decodeMap(source, name)
    if (!text.ok) return text
    const read = readMap(text.value, name)
    if (!read.ok) return read
    const whole = { ...read.value, text: text.value }
    known.set(key, whole)
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return done(whole)
  }
}
