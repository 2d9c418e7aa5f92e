import { use, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { MapChange } from '../../../../drafts/index.ts'
import type { JourneyMap } from '../../../../maps/index.ts'
import { useDeclaredName } from '../../../kit/name.ts'
import { useLanguage } from '../../../words/language.tsx'
import { useMap } from '../use-journey.ts'
import { type DraftState, openDraft } from './open-draft.ts'
import type { Presence } from './presence.ts'

/** A map as several people edit it at once. */
export interface DraftHandle {
  /** Immutable; what did not change is the same object as before. Its revision and status are those of the last stored. */
  readonly map: JourneyMap
  /** The map at this very moment, for what happens between two drawings. */
  readonly latest: () => JourneyMap
  /** Makes changes as one step to undo. */
  readonly change: (...changes: readonly MapChange[]) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly state: DraftState
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
  const name = useDeclaredName()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name is what it reacts to
  useEffect(() => draft.sign(), [draft, name])
  const now = useSyncExternalStore(draft.listen, () => draft.now)
  const { revision, status } = useMap(mapId).data ?? {}
  const { map } = now
  const stored = useMemo(
    () => ({ ...map, ...(revision !== undefined && { revision }), ...(status !== undefined && { status }) }),
    [map, revision, status],
  )
  return useMemo(() => {
    const { change, undo, redo, point } = draft
    const latest = () => draft.now.map
    return { ...now, map: stored, latest, change, undo, redo, point, readOnly: status === 'archived' }
  }, [draft, now, stored, status])
}
