import * as Y from 'yjs'
import type { Actor } from '../governance/index.ts'
import type { Clock } from '../kernel/index.ts'
import { applyChange } from './apply.ts'
import type { MapChange } from './change.ts'
import type { DraftBase, DraftStore } from './draft-store.ts'

/** A draft as this process holds it while somebody edits it: never ahead of the store. */
export interface SharedDraft {
  readonly doc: Y.Doc
  readonly base: () => DraftBase
  /** Keeps an update, then shows it to everybody else; resolves once the store has it. */
  write(update: Uint8Array, from?: unknown): Promise<void>
  /** Shows what other processes kept. */
  catchUp(): Promise<void>
  /** What changes would add to the draft, without making them. */
  updateOf(changes: readonly MapChange[]): Uint8Array
  close(): Promise<void>
}

export interface SharedDraftPorts {
  readonly store: DraftStore
  readonly now: Clock
}

/** Updates beyond the snapshot before a new one is made: what opening a draft reads stays short. */
const MOST_LOOSE = 200

interface Waiting {
  readonly update: Uint8Array
  readonly from: unknown
  readonly kept: () => void
  readonly lost: (problem: unknown) => void
}

/** Opens a draft that the store has; nothing where it has none. */
export const openShared = async (
  { store, now }: SharedDraftPorts,
  { workspace, id: actor }: Actor,
  map: string,
): Promise<SharedDraft | undefined> => {
  const first = await store.since(workspace, map, -1)
  if (!first) return undefined
  const doc = new Y.Doc()
  for (const update of first.updates) Y.applyUpdate(doc, update)
  let { base, upTo: seen, loose } = first
  const queue: Waiting[] = []
  let writing: Promise<void> | undefined

  const catchUp = async () => {
    const later = await store.since(workspace, map, seen)
    if (!later) return
    for (const update of later.updates) Y.applyUpdate(doc, update, 'elsewhere')
    seen = Math.max(seen, later.upTo)
    base = later.base
    loose = later.loose
  }
  const compact = async () => {
    if (loose === 0) return
    loose = 0
    await store.compact(workspace, map, seen, Y.encodeStateAsUpdate(doc))
  }
  /** What waits while the store writes is written together next. */
  const writeAll = async () => {
    while (queue.length > 0) {
      const batch = queue.splice(0)
      try {
        const updates = batch.map(({ update }) => update)
        const position = await store.append(workspace, map, Y.mergeUpdates(updates), actor, now())
        for (const { update, from } of batch) Y.applyUpdate(doc, update, from)
        loose++
        if (position === seen + 1) seen = position
        else if (position > seen) await catchUp()
        for (const { kept } of batch) kept()
        if (loose > MOST_LOOSE) await compact()
      } catch (problem) {
        for (const { lost } of batch) lost(problem)
      }
    }
  }
  return {
    doc,
    base: () => base,
    write: (update, from) =>
      new Promise((kept, lost) => {
        queue.push({ update, from, kept, lost })
        writing ??= writeAll().finally(() => {
          writing = undefined
        })
      }),
    catchUp,
    updateOf: (changes) => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
      applyChange(copy, changes)
      const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
      copy.destroy()
      return update
    },
    close: async () => {
      await writing
      await compact()
      doc.destroy()
    },
  }
}
