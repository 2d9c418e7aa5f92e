import * as Y from 'yjs'
import { createHistory, type MapChange, readDraft, seedOf } from '../../../../drafts/index.ts'
import type { Language } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { ask } from '../../../ask.ts'

export type DraftState = 'opening' | 'synced' | 'saving' | 'offline'

/** Somebody else on this map, and where. The name is the one that they gave themselves. */
export interface Presence {
  readonly id: number
  readonly name: string
  readonly colour: string
  readonly at: readonly string[] | null
}

/** What a screen shows of a draft: a new object each time something changed. */
export interface DraftNow {
  readonly map: JourneyMap
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly state: DraftState
  readonly people: readonly Presence[]
  readonly readOnly: boolean
}

export interface OpenDraft {
  readonly ready: Promise<void>
  now: DraftNow
  change(...changes: readonly MapChange[]): void
  undo(): void
  redo(): void
  point(at: readonly string[] | null): void
  listen(hear: () => void): () => void
  /** Until the returned function is called, it stays open. */
  hold(): () => void
}

const open = new Map<string, OpenDraft>()

/** The one open draft of a map. */
export const openDraft = (id: string, language: Language): OpenDraft => {
  const known = open.get(id)
  if (known) return known
  const draft = begin(id, language)
  open.set(id, draft)
  return draft
}

const NOTHING = { format: 'parcours/1', id: '', title: '', stages: [], touchpoints: [] } as const

const begin = (id: string, language: Language): OpenDraft => {
  const doc = new Y.Doc()
  const history = createHistory(doc)
  const listeners = new Set<() => void>()
  let stored: JourneyMap = NOTHING
  let held = 0
  const tell = () => {
    const { revision, status } = stored
    draft.now = {
      ...draft.now,
      map: { ...readDraft(doc), ...(revision !== undefined && { revision }), ...(status && { status }) },
      canUndo: history.canUndo(),
      canRedo: history.canRedo(),
    }
    for (const hear of listeners) hear()
  }
  const draft: OpenDraft = {
    ready: ask<JourneyMap>(`/api/maps/${encodeURIComponent(id)}`, language).then((map) => {
      stored = map
      Y.applyUpdate(doc, seedOf(map))
      doc.on('afterTransaction', tell)
      history.listen(tell)
      draft.now = { ...draft.now, state: 'synced' }
      tell()
    }),
    now: { map: NOTHING, canUndo: false, canRedo: false, state: 'opening', people: [], readOnly: false },
    change: (...changes) => history.change(changes),
    undo: history.undo,
    redo: history.redo,
    point: () => {},
    listen: (hear) => {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
    hold: () => {
      held++
      return () => {
        held--
        if (held > 0) return
      }
    },
  }
  return draft
}
