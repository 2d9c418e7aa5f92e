import * as Y from 'yjs'
import { applyChange } from './apply.ts'
import type { MapChange } from './change.ts'

/** What one person did on a draft, to undo and do again: never what others did. */
export interface History {
  /** One gesture: one step back. Typing on in one field is one gesture. */
  change(changes: readonly MapChange[]): void
  undo(): void
  redo(): void
  canUndo(): boolean
  canRedo(): boolean
  /** Until the returned function is called. */
  listen(hear: () => void): () => void
  close(): void
}

/** Typing pauses that still belong to one gesture. */
const PAUSE_MS = 1_000

export const createHistory = (doc: Y.Doc): History => {
  const mine = { person: 'here' }
  const manager = new Y.UndoManager(doc.getMap('map'), { trackedOrigins: new Set([mine]), captureTimeout: PAUSE_MS })
  let last = ''
  return {
    change: (changes) => {
      const typed = typedAt(changes)
      if (typed === '' || typed !== last) manager.stopCapturing()
      last = typed
      applyChange(doc, changes, mine)
    },
    undo: () => {
      last = ''
      manager.undo()
    },
    redo: () => {
      last = ''
      manager.redo()
    },
    canUndo: () => manager.canUndo(),
    canRedo: () => manager.canRedo(),
    listen: (hear) => {
      const names = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const
      for (const name of names) manager.on(name, hear)
      return () => {
        for (const name of names) manager.off(name, hear)
      }
    },
    close: () => manager.destroy(),
  }
}

/** The place that a lone `set` writes, else nothing. */
const typedAt = (changes: readonly MapChange[]): string => {
  const [only] = changes
  return changes.length === 1 && only?.do === 'set' && typeof only.value === 'string' ? only.at.join('/') : ''
}
