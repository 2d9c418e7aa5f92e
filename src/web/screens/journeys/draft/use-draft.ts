import { use, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { MapChange } from '../../../../drafts/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useLanguage } from '../../../words/language.tsx'
import { type OpenDraft, openDraft, type Presence } from './open-draft.ts'

export type { DraftState, Presence } from './open-draft.ts'

/** A map as several people edit it at once. */
export interface DraftHandle {
  /** Immutable; what did not change is the same object as before. */
  readonly map: JourneyMap
  /** Makes changes as one step to undo. */
  readonly change: (...changes: readonly MapChange[]) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly state: OpenDraft['now']['state']
  /** The others on this map, now. */
  readonly people: readonly Presence[]
  /** Tells the others where I am (`['touchpoints', 'show-flat']`), or that I left. */
  readonly point: (at: readonly string[] | null) => void
  readonly readOnly: boolean
}

/** The draft of a map: wherever it is used on a screen, it is the same one. Suspends until it is open. */
export const useDraft = (mapId: string): DraftHandle => {
  const { language } = useLanguage()
  const draft = openDraft(mapId, language)
  use(draft.ready)
  useEffect(() => draft.hold(), [draft])
  const now = useSyncExternalStore(draft.listen, () => draft.now)
  return useMemo(() => {
    const { change, undo, redo, point } = draft
    return { ...now, change, undo, redo, point }
  }, [draft, now])
}
