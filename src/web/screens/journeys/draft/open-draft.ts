import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { createHistory, type MapChange, readDraft } from '../../../../drafts/index.ts'
import type { Language } from '../../../../kernel/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { ask, Problem } from '../../../ask.ts'
import { declaredName } from '../../../kit/name.ts'
import { type Link, openLink } from './connection.ts'
import { othersOf, type Presence } from './presence.ts'

export type DraftState = 'opening' | 'synced' | 'saving' | 'offline'

/** What a screen shows of a draft: a new object each time something changed. */
export interface DraftNow {
  readonly map: JourneyMap
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly state: DraftState
  readonly people: readonly Presence[]
}

export interface OpenDraft {
  readonly ready: Promise<void>
  now: DraftNow
  change(...changes: readonly MapChange[]): void
  undo(): void
  redo(): void
  point(at: readonly string[] | null): void
  /** Tells the others the name again: it was just given. */
  sign(): void
  listen(hear: () => void): () => void
  /** Until the returned function is called, it stays open. */
  hold(): () => void
}

const open = new Map<string, OpenDraft>()

/** The one open draft of a map. */
export const openDraft = (id: string, language: Language): OpenDraft => {
  const known = open.get(id)
  if (known) return known
  const draft = begin(id, language, () => open.delete(id))
  open.set(id, draft)
  return draft
}

const NOTHING = { format: 'parcours/1', id: '', title: '', stages: [], touchpoints: [] } as const
/** How long it stays open once no screen shows it: going back to it is instant. */
const LINGERS_MS = 20_000

/**
 * Which map this is: its id and when it was first stored, so that what a browser kept of one server never meets another's.
 * Remembered for when the server cannot be asked.
 */
const identityOf = async (id: string, language: Language): Promise<string> => {
  const remembered = `parcours.draft.${id}`
  try {
    const { began } = await ask<{ began: number }>(`/api/maps/${encodeURIComponent(id)}/draft/standing`, language)
    localStorage.setItem(remembered, String(began))
    return `${id} ${began}`
  } catch (problem) {
    const known = localStorage.getItem(remembered)
    if (problem instanceof Problem || known === null) throw problem
    return `${id} ${known}`
  }
}

const begin = (id: string, language: Language, ended: () => void): OpenDraft => {
  const doc = new Y.Doc()
  const history = createHistory(doc)
  const listeners = new Set<() => void>()
  let link: Link | undefined
  let kept: IndexeddbPersistence | undefined
  let at: readonly string[] | null = null
  let held = 0
  let ending: ReturnType<typeof setTimeout> | undefined

  const tell = () => {
    const people = link ? othersOf(link.awareness) : []
    const same = JSON.stringify(people) === JSON.stringify(draft.now.people)
    draft.now = {
      map: readDraft(doc),
      canUndo: history.canUndo(),
      canRedo: history.canRedo(),
      state: link ? link.state() : draft.now.state,
      people: same ? draft.now.people : people,
    }
    for (const hear of listeners) hear()
  }
  const present = () => link?.awareness.setLocalState({ name: declaredName(), at })
  const start = async () => {
    const identity = await identityOf(id, language)
    kept = new IndexeddbPersistence(`parcours draft ${identity}`, doc)
    // A browser that keeps nothing (private windows) edits all the same.
    await kept.whenSynced.catch(() => undefined)
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    link = openLink(`${scheme}://${location.host}/api/maps/${encodeURIComponent(id)}/draft`, doc, () => tell())
    present()
    if (doc.getMap('map').size === 0) await link.met
    doc.on('afterTransaction', tell)
    history.listen(tell)
    tell()
  }
  const end = () => {
    ended()
    link?.close()
    history.close()
    void kept?.destroy().finally(() => doc.destroy())
  }
  const draft: OpenDraft = {
    ready: start(),
    now: { map: NOTHING, canUndo: false, canRedo: false, state: 'opening', people: [] },
    change: (...changes) => history.change(changes),
    undo: history.undo,
    redo: history.redo,
    point: (next) => {
      if (JSON.stringify(next) === JSON.stringify(at)) return
      at = next
      present()
    },
    sign: present,
    listen: (hear) => {
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
    hold: () => {
      held++
      clearTimeout(ending)
      return () => {
        held--
        if (held === 0) ending = setTimeout(end, LINGERS_MS)
      }
    },
  }
  // What fails to open is tried again by the next screen that asks.
  draft.ready.catch(ended)
  return draft
}
