import * as Y from 'yjs'
import type { JourneyMap } from '../maps/index.ts'
import { applyChange } from './apply.ts'

/**
 * The first update of a draft: a map as a document. The same map gives the same bytes, in the name of nobody (client 0):
 * two servers that open one draft at once, or a browser that begins without one, begin with one and the same document.
 */
export const seedOf = (map: JourneyMap): Uint8Array => {
  const doc = new Y.Doc({ gc: true })
  doc.clientID = 0
  applyChange(doc, { do: 'become', map })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

/** A document of its own that says what a map says. */
export const draftFrom = (map: JourneyMap): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedOf(map))
  return doc
}
