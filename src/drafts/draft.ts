import * as Y from 'yjs'
import type { JourneyMap } from '../maps/index.ts'
import { keyOf, type Place, placeOf } from './place.ts'
import { type Entry, emptyNode, type Node, writeEntry } from './tree.ts'

/** A draft opened for reading and writing: the shared document, and the tree of its places kept in step with it. */
export interface Draft {
  readonly doc: Y.Doc
  readonly entries: Y.Map<Entry>
  readonly root: Node
  /** The last reading of the whole, until something changes. */
  map: JourneyMap | undefined
}

const opened = new WeakMap<Y.Doc, Draft>()

/** The one draft of a document. */
export const draftOf = (doc: Y.Doc): Draft => {
  const known = opened.get(doc)
  if (known) return known
  const entries = doc.getMap<Entry>('map')
  const draft: Draft = { doc, entries, root: emptyNode(), map: undefined }
  for (const [key, entry] of entries.entries()) writeEntry(draft.root, placeOf(key), entry)
  entries.observe(({ keysChanged }) => {
    for (const key of keysChanged) writeEntry(draft.root, placeOf(key), entries.get(key))
    draft.map = undefined
  })
  opened.set(doc, draft)
  return draft
}

/** Writes one place; nothing is sent where it holds that already. */
export const put = (draft: Draft, place: Place, entry: Exclude<Entry, undefined>): void => {
  const key = keyOf(place)
  if (same(draft.entries.get(key), entry)) return
  draft.entries.set(key, entry)
  writeEntry(draft.root, place, entry)
  draft.map = undefined
}

/** Erases one place; what lies below it stays. */
export const erase = (draft: Draft, place: Place): void => {
  const key = keyOf(place)
  if (!draft.entries.has(key)) return
  draft.entries.delete(key)
  writeEntry(draft.root, place, undefined)
  draft.map = undefined
}

const same = (a: Entry, b: Entry): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** A key that no other replica gives: its own name, and how much it has written. */
export const freshKey = ({ doc }: Draft): string =>
  `${doc.clientID.toString(36)}-${Y.getState(doc.store, doc.clientID).toString(36)}`
