import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useMemo } from 'react'
import type { MapChange } from '../../../../drafts/index.ts'
import type { Json } from '../../../../events/index.ts'
import { type JourneyMap, pointerAt, type Severity, valueAt } from '../../../../maps/index.ts'
import { inquire } from '../../../ask.ts'
import { useLanguage } from '../../../words/language.tsx'
import { useDraft } from '../draft/use-draft.ts'

/** What `map check` says of the draft, in the reader's words. */
export interface Remark {
  readonly code: string
  readonly severity: Severity
  readonly path: string
  readonly what: string
  readonly remedy: string
}

interface Editing {
  readonly map: JourneyMap
  readonly change: (...changes: readonly MapChange[]) => void
  readonly readOnly: boolean
  readonly findings: readonly Remark[]
}

const Context = createContext<Editing | undefined>(undefined)

export const useEditing = (): Editing => {
  const editing = use(Context)
  if (!editing) throw new Error('A field stands outside of a panel')
  return editing
}

/** The findings of a draft, asked again once nobody has typed for a moment. */
const useFindings = (map: JourneyMap): readonly Remark[] => {
  const { language } = useLanguage()
  const [settled] = useDebouncedValue(map, 500)
  const { data } = useQuery({
    queryKey: ['map-check', settled.id, language, settled],
    queryFn: async () =>
      (await inquire<{ findings: readonly Remark[] }>('/api/maps/check', language, settled)).findings,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  })
  return data ?? NONE
}
const NONE: readonly Remark[] = []

/** Gives the fields inside the draft that they edit; tells the others where the reader is. */
export const EditingMap = ({
  id,
  at,
  children,
}: {
  readonly id: string
  readonly at: readonly string[]
  readonly children: ReactNode
}) => {
  const { map, change, readOnly, point } = useDraft(id)
  const findings = useFindings(map)
  const place = at.join('/')
  useEffect(() => {
    point(place.split('/'))
    return () => point(null)
  }, [point, place])
  const editing = useMemo(() => ({ map, change, readOnly, findings }), [map, change, readOnly, findings])
  return <Context value={editing}>{children}</Context>
}

/** One place of the draft: what stands there, and how to give it another value (`undefined` leaves it out). */
export const usePlace = <Value,>(at: readonly string[]) => {
  const { map, change, readOnly } = useEditing()
  const value = valueAt(map, at) as Value | undefined
  const set = (next: Value | undefined) => {
    if (next === undefined) change({ do: 'clear', at })
    else change({ do: 'set', at, value: next as Json })
  }
  return { value, set, readOnly }
}

/** What is said about one place, or about what lies under it where `below`. */
export const useRemarks = (at: readonly string[], below = true): readonly Remark[] => {
  const { map, findings } = useEditing()
  const pointer = pointerAt(map, at)
  return findings.filter(({ path }) => path === pointer || (below && path.startsWith(`${pointer}/`)))
}
